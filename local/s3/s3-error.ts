const STATUS_OF: Readonly<Record<string, number>> = {
  InternalError: 500,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
};

/** An answer that S3 gives as an error document. The status follows from the code: 400 unless listed above. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
    this.status = STATUS_OF[code] ?? 400;
  }
}
