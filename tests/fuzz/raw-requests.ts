export const BODY = '{"account_number":"1234567890","contact_id":"abc-123-xyz"}';

const LINE = 'POST /omni-channel-insights HTTP/1.1';

interface RawPost {
  readonly line?: string;
  /** Instead of the Content-Length. */
  readonly framing?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** A valid POST as it goes over the wire, with parts of it changed. */
export function rawPost({ line = LINE, framing, headers = [], body = BODY }: RawPost = {}): string {
  const length = `Content-Length: ${Buffer.byteLength(body, 'latin1')}`;
  return rawRequest([line, 'Host: api', ...AUTHORIZED, ...headers, framing ?? length], body);
}

/** A valid POST whose body comes in chunks. */
export function rawChunks(body: string): string {
  return rawPost({ framing: 'Transfer-Encoding: chunked', body });
}

export function rawGet(target: string, headers: readonly string[] = []): string {
  return rawRequest([`GET ${target} HTTP/1.1`, 'Host: api', ...AUTHORIZED, ...headers]);
}

export function rawRequest(lines: readonly string[], body = ''): string {
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

export const AUTHORIZED = ['Authorization: Bearer acme', 'Content-Type: application/json'];

export const ONE_CHUNK = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
