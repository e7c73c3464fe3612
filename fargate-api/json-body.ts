import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';

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
      if (error === null && countColons(text) > countMembers(value)) {
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

function decodeUtf8(body: Buffer): string | null {
  try {
    // The JSON parser passes over one byte order mark; another one here would make it two.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/** The members that a JSON text names: its colons outside strings. Only for a text that has been parsed. */
function countColons(json: string): number {
  return json.replace(/"(?:[^"\\]|\\.)*"/gs, '').split(':').length - 1;
}

/** The members that were read; fewer than named when one came twice, because the last one wins. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((members, child) => members + countMembers(child), own);
}
