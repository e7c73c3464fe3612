import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';

const MOST_HEADER_LINES = 64;

/**
 * Rules that Node would hold by itself, but with answers of its own (no problem, no request id, no log line) or, for header
 * lines beyond a limit, with silence.
 */
export function addHttpRules(api: FastifyInstance): void {
  api.addHook('onRequest', (request, reply, done) => {
    if (request.raw.rawHeaders.length > 2 * MOST_HEADER_LINES)
      return done(new OmniError('headers_too_large'));
    if (namesItsHost(request)) return done();
    // Whoever stands between may have seen another request in it; what comes after it is not to be trusted.
    reply.header('connection', 'close');
    return done(new OmniError('malformed_http', { details: 'Send one Host header.' }));
  });
  // An expectation that nobody knows may be passed over (RFC 9110, 10.1.1).
  api.server.on('checkExpectation', (request, response) => api.server.emit('request', request, response));
}

/** RFC 9112, 3.2: one Host, which only HTTP/1.0 may leave out. Node keeps the first of two and drops the other. */
function namesItsHost({ raw }: FastifyRequest): boolean {
  const names = raw.rawHeaders.filter((_text, index) => index % 2 === 0);
  const hosts = names.filter((name) => name.toLowerCase() === 'host').length;
  return hosts === 1 || (hosts === 0 && raw.httpVersion === '1.0');
}
