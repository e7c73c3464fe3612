import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenLocally } from '../../../local/local-server.ts';
import { seededDraws } from '../../fixtures/seeded-draws.ts';
import { NO_FAULT, type TcpFault } from './tcp-fault.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** The server answers in capitals, and remembers what it was sent. */
const ANSWER = 'THE ANSWER IS FORTY-TWO';
const QUESTION = ANSWER.toLowerCase();

let server: Server;
let proxy: TcpProxy;
let arrived: string;
let serverSockets: Socket[];
let clients: Socket[];

beforeEach(async () => {
  arrived = '';
  serverSockets = [];
  clients = [];
  server = createServer({ noDelay: true }, (socket) => {
    serverSockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      arrived += bytes;
      socket.write(String(bytes).toUpperCase());
    });
  });
  proxy = await startTcpProxy({ upstream: await listenLocally(server), draws: seededDraws(7) });
});
afterEach(async () => {
  for (const socket of clients) socket.destroy();
  await proxy.close();
  server.close();
});

interface Conversation {
  readonly socket: Socket;
  /** What has come back so far. */
  heard(): string;
  /** What has happened to the connection so far, in order. */
  readonly events: string[];
}

async function call(): Promise<Conversation> {
  const { hostname, port } = new URL(proxy.url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true, allowHalfOpen: true });
  clients.push(socket);
  const events: string[] = [];
  let heard = '';
  socket.setEncoding('latin1');
  socket.on('data', (part) => {
    heard += part;
  });
  socket.on('end', () => events.push('fin'));
  socket.on('error', ({ code }: NodeJS.ErrnoException) => events.push(String(code)));
  // One that is refused says so among its events.
  await once(socket, 'connect').catch(() => undefined);
  return { socket, heard: () => heard, events };
}

async function ask(fault: TcpFault): Promise<Conversation> {
  const conversation = await call();
  proxy.setFault(fault);
  conversation.socket.write(QUESTION);
  return conversation;
}

/** Long enough for what must not come. */
const A_WHILE_MS = 100;

describe('a TCP proxy', () => {
  it('passes bytes both ways, and the end of the connection', async () => {
    const { socket, heard, events } = await ask(NO_FAULT);
    await expect.poll(heard).toBe(ANSWER);
    expect(proxy.waiting()).toBe(0);
    socket.end();
    await expect.poll(() => events).toEqual(['fin']);
    await expect.poll(() => serverSockets.map(({ destroyed }) => destroyed)).toEqual([true]);
    expect(proxy.strikes()).toBe(0);
  });

  it('holds answers back, in order, and tells that somebody waits', async () => {
    const { socket, heard } = await ask({ kind: 'late', ms: A_WHILE_MS, jitterMs: A_WHILE_MS });
    await expect.poll(() => arrived).toBe(QUESTION);
    socket.write('!');
    await expect.poll(proxy.waiting).toBe(1);
    expect(heard()).toBe('');
    await expect.poll(heard).toBe(`${ANSWER}!`);
    await expect.poll(proxy.waiting).toBe(0);
  });

  it('swallows a request that the server never sees, and leaves the connection open', async () => {
    const { heard, events } = await ask({ kind: 'cut', side: 'request', afterBytes: 0, by: 'silence' });
    await expect.poll(proxy.waiting).toBe(1);
    await delay(A_WHILE_MS);
    expect([arrived, heard(), events]).toEqual(['', '', []]);
  });

  it('keeps silent on that connection also when all is well again, while a new one is good', async () => {
    const old = await ask({ kind: 'cut', side: 'request', afterBytes: 0, by: 'silence' });
    await expect.poll(proxy.waiting).toBe(1);
    const fresh = await ask(NO_FAULT);
    await expect.poll(fresh.heard).toBe(ANSWER);
    expect(old.heard()).toBe('');
  });

  it('resets what is open and what is new when it refuses', async () => {
    const open = await call();
    proxy.setFault({ kind: 'refuse' });
    await expect.poll(() => open.events).toEqual(['ECONNRESET']);
    const fresh = await call();
    await expect.poll(() => fresh.events).toEqual(['ECONNRESET']);
    expect(proxy.strikes()).toBe(2);
  });

  it.each([
    ['fin', ['fin']],
    ['rst', ['ECONNRESET']],
    ['silence', []],
  ] as const)('lets a number of bytes of the answer through and ends by %s', async (by, expected) => {
    const { heard, events } = await ask({ kind: 'cut', side: 'answer', afterBytes: 10, by });
    await expect.poll(() => `${heard()} ${events}`).toBe(`${ANSWER.slice(0, 10)} ${expected}`);
    expect(proxy.strikes()).toBe(1);
    expect(proxy.waiting()).toBe(by === 'silence' ? 1 : 0);
  });

  it('lets a number of bytes of the request through and closes', async () => {
    const { heard, events } = await ask({ kind: 'cut', side: 'request', afterBytes: 3, by: 'fin' });
    await expect.poll(() => events).toContain('fin');
    await expect.poll(() => arrived).toBe(QUESTION.slice(0, 3));
    expect(heard()).not.toBe(ANSWER);
  });

  it('counts the bytes of each exchange anew', async () => {
    const { socket, heard, events } = await ask({ kind: 'cut', side: 'answer', afterBytes: 30, by: 'rst' });
    await expect.poll(heard).toBe(ANSWER);
    socket.write(QUESTION);
    await expect.poll(heard).toBe(ANSWER + ANSWER);
    expect(events).toEqual([]);
  });

  it('drips', async () => {
    const { heard } = await ask({ kind: 'drip', bytes: 3, everyMs: 40 });
    await expect.poll(heard, { interval: 10 }).toBe(ANSWER.slice(0, 3));
    await expect.poll(heard, { timeout: 5_000 }).toBe(ANSWER);
  });

  it('loses the connections that are open when the server goes, and no new ones', async () => {
    const old = await ask({ kind: 'gone' });
    await expect.poll(proxy.waiting).toBe(1);
    const fresh = await call();
    fresh.socket.write(QUESTION);
    await expect.poll(fresh.heard).toBe(ANSWER);
    expect([old.heard(), old.events]).toEqual(['', []]);
  });

  it('keeps from the server that the client has closed when only one way is open', async () => {
    const { socket, heard } = await ask({ kind: 'one-way' });
    await expect.poll(() => arrived).toBe(QUESTION);
    await expect.poll(proxy.waiting).toBe(1);
    socket.destroy();
    await expect.poll(proxy.waiting).toBe(0);
    await delay(A_WHILE_MS);
    expect([heard(), serverSockets[0]?.destroyed]).toEqual(['', false]);
  });

  it('flips one bit of each answer, each time another one', async () => {
    const { socket, heard } = await ask({ kind: 'corrupt' });
    const damaged: string[] = [];
    for (let answers = 1; answers <= 3; answers += 1) {
      await expect.poll(() => heard().length).toBe(answers * ANSWER.length);
      damaged.push(heard().slice(-ANSWER.length));
      socket.write(QUESTION);
    }
    const differences = damaged.map((text) =>
      [...text].flatMap((letter, at) => (letter === ANSWER[at] ? [] : [at])),
    );
    expect(differences.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(new Set(damaged).size).toBe(3);
  });
});
