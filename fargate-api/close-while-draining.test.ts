import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { buildTestApp, NO_LOAD, ROUTE } from '../tests/fixtures/api.ts';

/** A task that drains and refuses, on a real connection. */

const BODY = '{"account_number":"1234567890"}';
const HEAD = `POST ${ROUTE} HTTP/1.1\r\nhost: api\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n`;

let cleanUp = async () => {};
afterEach(() => cleanUp());

async function drainingTask(): Promise<Socket> {
  const { app } = buildTestApp({ readiness: { ready: false }, load: { ...NO_LOAD, isTooMuch: () => true } });
  const { hostname, port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  cleanUp = async () => {
    socket.destroy();
    await app.close();
  };
  await once(socket, 'connect');
  return socket;
}

async function answerTo(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [answer] = await once(socket, 'data');
  return String(answer);
}

describe('a task that drains', () => {
  it('never closes a connection on which a body is still being sent', async () => {
    const socket = await drainingTask();
    const refused = await answerTo(socket, HEAD);
    expect(refused).toMatch(/^HTTP\/1\.1 503 /);
    expect(refused).not.toMatch(/connection: close/i);

    socket.write(BODY);
    const next = await answerTo(socket, `GET ${ROUTE}/upi-1 HTTP/1.1\r\nhost: api\r\n\r\n`);
    expect(next).toMatch(/^HTTP\/1\.1 503 /);
    expect(next).toMatch(/connection: close/i);
    const [failed] = await once(socket, 'close');
    expect(failed).toBe(false);
  });
});
