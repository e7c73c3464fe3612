import type { ZodOpenApiHeaderObject } from 'zod-openapi';

/** Every header of an answer beyond those that HTTP itself needs. */
export const HEADERS = {
  'Apigw-Requestid': {
    description: 'The id that the gateway gave to the request.',
    schema: { type: 'string', minLength: 1 },
    example: 'PGVXDKbmoXVoNQ==',
  },
  'X-Request-Id': {
    description: 'The id of the request in our logs; `request_id` of a problem.',
    schema: { type: 'string', minLength: 1 },
    example: '01M834ACTXVKXFXWH3EB69JH7C',
  },
  'X-Latency-Ms': {
    description: 'Milliseconds from the arrival of the request to the answer.',
    schema: { type: 'integer', minimum: 0 },
    example: 1_053,
  },
  'Cache-Control': {
    description: 'Answers are about customers: no cache may keep them.',
    schema: { type: 'string', enum: ['no-store'] },
    example: 'no-store',
  },
  'X-Content-Type-Options': {
    description: 'The type of the answer is not to be guessed.',
    schema: { type: 'string', enum: ['nosniff'] },
    example: 'nosniff',
  },
  'Strict-Transport-Security': {
    description: 'Only over TLS.',
    schema: { type: 'string', pattern: '^max-age=\\d+; includeSubDomains$' },
    example: 'max-age=31536000; includeSubDomains',
  },
  'RateLimit-Limit': {
    description: 'How many requests the client may send at once.',
    schema: { type: 'integer', minimum: 1 },
    example: 600,
  },
  'RateLimit-Remaining': {
    description: 'How many of them are left.',
    schema: { type: 'integer', minimum: 0 },
    example: 599,
  },
  'RateLimit-Reset': {
    description: 'Seconds until there is one more, when none is left.',
    schema: { type: 'integer', minimum: 0 },
    example: 0,
  },
  'X-Model-Used': {
    description: '`model_used` of the body.',
    schema: { type: 'string', minLength: 1 },
    example: 'nova-lite',
  },
  'X-Cache-Hit': {
    description: '`cache_hit` of the body.',
    schema: { type: 'boolean' },
    example: false,
  },
  'X-Prompt-Version': {
    description: '`prompt_version` of the body.',
    schema: { type: 'string', pattern: '^v\\d+\\.\\d+\\.\\d+$' },
    example: 'v1.2.0',
  },
  'X-Stored': {
    description: 'Where the summary is: DynamoDB (`ddb`) and S3.',
    schema: { type: 'string', enum: ['ddb+s3', 'ddb', 's3', 'none'] },
    example: 'ddb+s3',
  },
  'Preference-Applied': {
    description: 'Sent when the request had a `Prefer: wait` that could be read.',
    schema: { type: 'string', pattern: '^wait=\\d+$' },
    example: 'wait=0',
  },
  'Idempotent-Replayed': {
    description: 'Sent when the same feedback had been given already and nothing was added.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
  'WWW-Authenticate': {
    description: 'What is wrong with the token. Get a new one after a 401.',
    schema: { type: 'string', pattern: '^Bearer' },
    example: 'Bearer error="invalid_token"',
  },
  'Retry-After': {
    description: 'Seconds to wait before the same request is worth sending again.',
    schema: { type: 'integer', minimum: 0 },
    example: 2,
  },
} satisfies Record<string, ZodOpenApiHeaderObject>;

export type HeaderName = keyof typeof HEADERS;
