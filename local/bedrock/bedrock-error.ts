import { ZodError } from 'zod';

const STATUS_BY_NAME = {
  AccessDeniedException: 403,
  InternalServerException: 500,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ModelTimeoutException: 408,
  NotImplementedException: 501,
  ResourceNotFoundException: 404,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  UnknownOperationException: 404,
  ValidationException: 400,
} as const;

/** A refusal as Bedrock words it: `name` goes into the header `x-amzn-errortype`, `message` into the body. */
export class BedrockError extends Error {
  override readonly name: keyof typeof STATUS_BY_NAME;

  constructor(name: keyof typeof STATUS_BY_NAME, message: string) {
    super(message);
    this.name = name;
  }

  get status(): number {
    return STATUS_BY_NAME[this.name];
  }
}

/** What schemas, JSON.parse and decodeURIComponent throw is the client's mistake, anything else is ours. */
export function toBedrockError(error: unknown): BedrockError {
  if (error instanceof BedrockError) return error;
  if (error instanceof ZodError) {
    const details = error.issues.map(({ path, message }) => `Value at '${path.join('.')}': ${message}`);
    const count = `${details.length} validation error(s) detected`;
    return new BedrockError('ValidationException', `${count}: ${details.join('; ')}`);
  }
  const isMalformed = error instanceof SyntaxError || error instanceof URIError;
  return new BedrockError(isMalformed ? 'ValidationException' : 'InternalServerException', String(error));
}
