import { describe, expect, test } from 'vitest';
import { OmniError } from '../lib/domain/errors.ts';
import { toProblem } from '../lib/http/problem.ts';
import { toOmniError } from './known-faults.ts';

describe('toOmniError', () => {
  test('leaves one of ours as it is', () => {
    const error = new OmniError('scope_missing');
    expect(toOmniError(error)).toBe(error);
  });

  test.each([
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'unsupported_media_type'],
    ['FST_ERR_CTP_BODY_TOO_LARGE', 'payload_too_large'],
    ['FST_ERR_CTP_EMPTY_JSON_BODY', 'malformed_json'],
    ['FST_ERR_CTP_INVALID_JSON_BODY', 'malformed_json'],
    ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'malformed_json'],
  ])("Fastify's %s becomes %s, with words that say what to send", (fastifyCode, code) => {
    const error = toOmniError(Object.assign(new Error('inside'), { code: fastifyCode, statusCode: 400 }));
    expect(error.code).toBe(code);
    expect(toProblem(error, 'request-1').body.detail).toMatch(/^Send /);
  });

  test("a syntax error counts as the caller's only when the parser of the body threw it", () => {
    const ofBody = Object.assign(new SyntaxError('bad'), { statusCode: 400 });
    expect(toOmniError(ofBody).code).toBe('malformed_json');
    expect(toOmniError(new SyntaxError('a stored record is cut')).code).toBe('internal_error');
  });

  test.each([
    ['a TypeError', new TypeError('x is undefined')],
    ['an error of a library with a status', Object.assign(new Error('Not found'), { statusCode: 404 })],
    ['an error with a numeric code', Object.assign(new Error('x'), { code: 400 })],
    ['a string', 'thrown text'],
    ['null', null],
  ])('%s is our own fault and keeps its cause', (_name, thrown) => {
    const error = toOmniError(thrown);
    expect(error.code).toBe('internal_error');
    expect(error.cause).toBe(thrown);
    expect(error.details).toBeUndefined();
  });
});
