import { once } from 'node:events';
import { connect } from 'node:net';
import type { Received } from './fault-world.ts';

/** Writes text on a socket as it is, and reads what comes back until the other side closes. */
export async function sendRaw(url: string, text: string): Promise<Received> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', (part) => {
    answer += part;
  });
  // A server that has said no may reset what is still on its way to it.
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(lines.map(nameAndValue));
  return { status: Number(statusLine.split(' ')[1]), headers, body: JSON.parse(body) };
}

function nameAndValue(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
