import { EventEmitter, once } from 'node:events';
import { createServer, request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { listenLocally } from '../local/local-server.ts';
import { clientGone } from './client-gone.ts';

const server = createServer();
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A request on a real connection, and the signal of it on the server's side. */
async function arrived() {
  const url = await listenLocally(server);
  const client = request(url).on('error', () => undefined);
  client.end();
  const [, raw] = await once(server, 'request');
  return { client, raw, signal: clientGone(raw) };
}

it('aborts when the client leaves before the answer', async () => {
  const { client, raw, signal } = await arrived();
  expect(signal.aborted).toBe(false);
  client.destroy();
  await once(raw, 'close');
  expect(signal.reason).toMatchObject({ code: 'client_gone' });
});

it('does not when the client leaves with it', async () => {
  const { client, raw, signal } = await arrived();
  const closed = once(raw, 'close');
  client.on('response', () => client.destroy());
  raw.end('answer');
  await closed;
  expect(signal.aborted).toBe(false);
});

it('has aborted when the client had left before', () => {
  const raw = Object.assign(new EventEmitter(), { closed: true, writableEnded: false });
  expect(clientGone(raw).aborted).toBe(true);
});
