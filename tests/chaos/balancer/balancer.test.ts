import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenLocally } from '../../../local/local-server.ts';
import { type Balancer, startBalancer } from './balancer.ts';

const LOOK_EVERY_MS = 20;

interface FakeTask {
  readonly url: string;
  readonly server: Server;
  ready: boolean;
  requests: number;
}

let balancer: Balancer;
const tasks: FakeTask[] = [];
beforeEach(async () => {
  balancer = await startBalancer({ idleTimeoutMs: 5_000, readyzEveryMs: LOOK_EVERY_MS });
});
afterEach(async () => {
  await balancer.close();
  for (const { server } of tasks.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Answers with what it was sent, and resets the connection for the path `/reset`. */
async function startTask(): Promise<FakeTask> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/readyz') return void outgoing.writeHead(task.ready ? 200 : 503).end();
    task.requests += 1;
    if (incoming.url === '/reset') return void incoming.socket.resetAndDestroy();
    incoming.pipe(outgoing);
  });
  const task: FakeTask = { url: await listenLocally(server), server, ready: true, requests: 0 };
  tasks.push(task);
  balancer.add(task.url);
  await expect.poll(() => balancer.isReady(task.url)).toBe(true);
  return task;
}

const send = async (path = '/') => {
  const answer = await fetch(balancer.url + path, { method: 'POST', body: 'a body' });
  return { status: answer.status, text: await answer.text() };
};

describe('the balancer of the tests', () => {
  it('sends to the tasks in turn, and back what they answer', async () => {
    const [one, other] = [await startTask(), await startTask()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => send()));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['200 a body']));
    expect([one.requests, other.requests]).toEqual([5, 5]);
  });

  it('looks elsewhere as soon as a task says that it is not ready, and has nobody when none is', async () => {
    const [one, other] = [await startTask(), await startTask()];
    one.ready = false;
    await expect.poll(() => balancer.isReady(one.url)).toBe(false);
    await Promise.all(Array.from({ length: 6 }, () => send()));
    expect([one.requests, other.requests]).toEqual([0, 6]);
    other.ready = false;
    await expect.poll(() => balancer.isReady(other.url)).toBe(false);
    expect((await send()).status).toBe(503);
    expect(balancer.figures.unserved).toBe(1);
  });

  it('counts a connection that breaks, and never tries again', async () => {
    const task = await startTask();
    expect((await send('/reset')).status).toBe(502);
    expect([task.requests, balancer.figures.resets]).toEqual([1, 1]);
  });

  it('keeps its connections', async () => {
    await startTask();
    for (let requests = 0; requests < 4; requests += 1) await send();
    expect(balancer.figures.idleMs).toHaveLength(3);
  });
});
