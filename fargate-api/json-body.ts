import type { FastifyInstance } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';

/**
 * Takes bodies as JSON in UTF-8 and nothing else. What other parsers repair without a word is refused here: bytes that
 * are not UTF-8, members that come twice, compressed bodies, `__proto__`.
 */
export function addJsonBody(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    try {
      if (request.headers['content-encoding'] !== undefined) throw new OmniError('unsupported_media_type');
      const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
      if (hasRepeatedMember(text)) {
        throw new OmniError('malformed_json', { details: 'Send each member once.' });
      }
      parseJson(request, text, done);
    } catch (error) {
      done(error instanceof OmniError ? error : new OmniError('malformed_json', { cause: error }));
    }
  });
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** Whether an object of a JSON text names a member twice; parsers keep the last one and say nothing. */
export function hasRepeatedMember(json: string): boolean {
  const open: (Set<string> | null)[] = [];
  let previous = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && isRepeated(open.at(-1), previous)) return true;
    previous = token;
  }
  return false;
}

function isRepeated(members: Set<string> | null | undefined, token: string): boolean {
  if (members === null || members === undefined) return false;
  // `a` is `a`: members are compared as they will be read.
  const name = token.replace(/\\u([0-9a-f]{4})/gi, (_escape, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  if (members.has(name)) return true;
  members.add(name);
  return false;
}
