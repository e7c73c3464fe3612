import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { listeningSockets } from './listening-sockets.ts';

const CLIENTS = 64;

it.runIf(process.platform === 'linux')(
  'take several connections in a turn of the event loop, and all are the application’s',
  async () => {
    const app = Fastify();
    app.get('/', async () => 'here');
    const sockets = listeningSockets(app);
    const address = await sockets.listen({ port: 0, host: '127.0.0.1' });
    const turns: number[] = [];
    let taken = 0;
    app.server.on('connection', () => {
      taken += 1;
    });
    const port = Number(new URL(address).port);
    const clients: Socket[] = Array.from({ length: CLIENTS }, () => connect(port, '127.0.0.1'));
    for (let before = 0; taken < CLIENTS; before = taken) {
      await setImmediate();
      turns.push(taken - before);
    }
    expect(Math.max(...turns)).toBeGreaterThan(1);

    for (let asked = 0; asked < 20; asked += 1) expect(await (await fetch(address)).text()).toBe('here');
    for (const client of clients) client.destroy();
    app.server.closeIdleConnections();
    await sockets.close();
    await expect(fetch(address)).rejects.toThrow();
  },
);
