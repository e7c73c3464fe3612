import { type ErrorCode, OmniError } from '../lib/domain/errors.ts';

/** Faults of a caller, by the code under which Fastify or Node reports them. */
const CODE_OF_FAULT: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_json',
  FST_ERR_BAD_URL: 'malformed_http',
  FST_ERR_MAX_PARAM_LENGTH: 'malformed_http',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'slow_request',
};

/** Any error that reaches the edge as one of ours. What is not known is our own fault. */
export function toOmniError(error: unknown): OmniError {
  if (error instanceof OmniError) return error;
  return new OmniError(CODE_OF_FAULT[codeOf(error)] ?? codeOfOther(error), { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Fastify's own errors say whose fault they are by their status; those of its JSON parser are syntax errors with a
 * status, and those of Node's HTTP parser begin with HPE. A status on any other error is somebody else's.
 */
function codeOfOther(error: unknown): ErrorCode {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (error instanceof SyntaxError && status === 400) return 'malformed_json';
  if (codeOf(error).startsWith('HPE_')) return 'malformed_http';
  return codeOf(error).startsWith('FST_') && status < 500 ? 'malformed_http' : 'internal_error';
}
