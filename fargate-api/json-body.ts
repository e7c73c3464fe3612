import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';
import { decodeUtf8, repeatsMembers } from '../lib/http/strict-json.ts';

/**
 * Takes bodies as JSON in UTF-8 and nothing else. What other parsers repair without a word is refused here: bytes that
 * are not UTF-8, members that come twice, compressed bodies, `__proto__`.
 */
export function addJsonBody(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isEncoded(request)) return done(new OmniError('unsupported_media_type'));
    const text = decodeUtf8(body);
    if (text === null) return done(new OmniError('malformed_json'));
    parseJson(request, text, (error, value: unknown) => {
      if (error === null && repeatsMembers(text, value)) {
        return done(new OmniError('malformed_json', { details: 'Send each member once.' }));
      }
      return done(error, value);
    });
  });
}

/** On the whole way, or from one host to the next; chunks are no encoding and are gone by now. */
function isEncoded({ headers }: FastifyRequest): boolean {
  const transfer = headers['transfer-encoding'] ?? 'chunked';
  return headers['content-encoding'] !== undefined || transfer.toLowerCase() !== 'chunked';
}
