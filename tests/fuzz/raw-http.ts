import { connect } from 'node:net';
import type { Answer } from './problem.ts';

/** Beyond every time-out of the API, so that who reaches it would have waited for ever. */
const GIVE_UP_MS = 15_000;

/** `reset` also when the connection broke after an answer. */
export type Ending = 'closed' | 'reset' | 'hung';

export interface Exchange {
  readonly answers: readonly Answer[];
  readonly ending: Ending;
}

interface Sending {
  readonly port: number;
  readonly bytes: string | Buffer;
  /** Whether the client waits for an answer before it ends its side; else it ends it at once. */
  readonly waits?: boolean;
}

/** Sends bytes as they are; resolves to what came back once the connection has ended. Text is sent as Latin-1. */
export function exchange({ port, bytes, waits = false }: Sending): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const timer = setTimeout(() => finish('hung'), GIVE_UP_MS);
    const sent = Buffer.from(bytes as string, 'latin1');
    socket.once('connect', () => (waits ? socket.write(sent) : socket.end(sent)));
    socket.on('data', (chunk) => {
      received.push(chunk);
      if (waits) socket.end();
    });
    socket.once('end', () => finish('closed'));
    socket.once('error', () => finish('reset'));

    function finish(ending: Ending): void {
      clearTimeout(timer);
      socket.destroy();
      try {
        resolve({ answers: readAnswers(Buffer.concat(received), ending), ending });
      } catch (error) {
        reject(error);
      }
    }
  });
}

/** @throws Error for bytes that are no answers of HTTP/1.1, one after the other, each with its length */
function readAnswers(bytes: Buffer, ending: Ending): readonly Answer[] {
  const answers: Answer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const headLength = rest.indexOf('\r\n\r\n');
    const [line = '', ...lines] = rest.subarray(0, headLength).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) [\w -]+$/.exec(line)?.[1]);
    const headers = Object.fromEntries(lines.map(readHeader));
    const bodyLength = status < 200 ? 0 : Number(headers['content-length'] ?? Number.NaN);
    const end = headLength + 4 + bodyLength;
    if (headLength === -1 || Number.isNaN(status + bodyLength) || end > rest.length) {
      if (ending === 'reset') return answers;
      throw new Error(`no answer of HTTP: ${JSON.stringify(rest.toString('latin1'))}`);
    }
    answers.push({ status, headers, body: rest.subarray(headLength + 4, end).toString() });
    rest = rest.subarray(end);
  }
  return answers;
}

function readHeader(line: string): readonly [name: string, value: string] {
  const [, name = '', value = ''] = /^([\w-]+): (.*)$/.exec(line) ?? [];
  return [name.toLowerCase(), value];
}
