/** The HTTP status Bedrock sends with each exception of the Converse operation, plus the one for an unknown path. */
const STATUS_BY_NAME = {
  AccessDeniedException: 403,
  InternalServerException: 500,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ModelTimeoutException: 408,
  NotImplementedException: 501,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 400,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  UnknownOperationException: 404,
  ValidationException: 400,
} as const;

export type BedrockErrorName = keyof typeof STATUS_BY_NAME;

/** A refusal as Bedrock words it: `name` goes into the header `x-amzn-errortype`, `message` into the body. */
export class BedrockError extends Error {
  override readonly name: BedrockErrorName;

  constructor(name: BedrockErrorName, message: string) {
    super(message);
    this.name = name;
  }

  get status(): number {
    return STATUS_BY_NAME[this.name];
  }
}
