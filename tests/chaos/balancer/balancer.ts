import {
  createServer,
  get,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type LocalServer, listenLocally } from '../../../local/local-server.ts';
import { PatientAgent, type PatientAgentOptions } from './patient-agent.ts';

/**
 * A load balancer as hard as can be: in turn over the tasks that say they are ready, on connections that it keeps,
 * and what fails is never tried again.
 */
export interface Balancer extends LocalServer {
  /** Sends to the task as soon as it is ready. */
  add(taskUrl: string): void;
  remove(taskUrl: string): void;
  isReady(taskUrl: string): boolean;
  /** Requests that the task has and has not answered. */
  inFlight(taskUrl: string): number;
  readonly figures: BalancerFigures;
}

export interface BalancerFigures {
  requests: number;
  /** Connections to tasks that broke under a request: each is a request that failed. */
  resets: number;
  /** How often, by the error and whether the connection was a kept one. */
  readonly resetsBy: Record<string, number>;
  /** Requests for which no task was ready. */
  unserved: number;
  /** Requests on connections that had been idle for this many ms. */
  readonly idleMs: number[];
}

export interface BalancerOptions extends PatientAgentOptions {
  /** From the end of one look at a task's `/readyz` to the next; `null` takes every task for ready. */
  readonly readyzEveryMs: number | null;
}

interface Task {
  readonly url: string;
  readonly agent: PatientAgent;
  /** Aborted when the balancer has it no more. */
  readonly removed: AbortController;
  isReady: boolean;
  inFlight: number;
}

const READYZ_TIMEOUT_MS = 1_000;
/** Of one connection only, so not passed on. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding']);

export async function startBalancer({ readyzEveryMs, ...kept }: BalancerOptions): Promise<Balancer> {
  const tasks = new Map<string, Task>();
  const figures: BalancerFigures = { requests: 0, resets: 0, resetsBy: {}, unserved: 0, idleMs: [] };
  const server = createServer(
    // Whoever sends slowly is the task's to judge.
    { keepAliveTimeout: 60_000, requestTimeout: 0, headersTimeout: 0 },
    (incoming, outgoing) => {
      figures.requests += 1;
      const task = next();
      if (task !== undefined) return passOn(task, { incoming, outgoing });
      figures.unserved += 1;
      outgoing.writeHead(503).end();
    },
  );
  const url = await listenLocally(server);

  return {
    url,
    figures,
    add: (taskUrl) => {
      const task: Task = {
        url: taskUrl,
        agent: new PatientAgent(kept),
        removed: new AbortController(),
        isReady: readyzEveryMs === null,
        inFlight: 0,
      };
      tasks.set(taskUrl, task);
      if (readyzEveryMs !== null) void watch(task, readyzEveryMs);
    },
    remove,
    isReady: (taskUrl) => tasks.get(taskUrl)?.isReady === true,
    inFlight: (taskUrl) => tasks.get(taskUrl)?.inFlight ?? 0,
    close: async () => {
      for (const taskUrl of tasks.keys()) remove(taskUrl);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };

  function remove(taskUrl: string): void {
    const task = tasks.get(taskUrl);
    task?.removed.abort();
    task?.agent.destroy();
    tasks.delete(taskUrl);
  }

  /** The one that has waited longest: whoever is chosen goes to the end. */
  function next(): Task | undefined {
    for (const task of tasks.values()) {
      if (!task.isReady) continue;
      tasks.delete(task.url);
      tasks.set(task.url, task);
      return task;
    }
    return undefined;
  }

  function passOn(task: Task, { incoming, outgoing }: Exchange): void {
    const { method, url: path, headers } = incoming;
    task.inFlight += 1;
    const onward = request(task.url + path, { agent: task.agent, method, headers: endToEnd(headers) });
    onward.once('socket', (socket) => {
      const idleMs = task.agent.idleMs(socket);
      if (idleMs !== null) figures.idleMs.push(idleMs);
    });
    onward.once('close', () => {
      task.inFlight -= 1;
    });
    onward.once('response', (answer) => {
      answer.once('error', broken);
      outgoing.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
      answer.pipe(outgoing);
    });
    onward.once('error', broken);
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) onward.destroy();
    });
    incoming.pipe(onward);

    function broken({ code = 'cut' }: NodeJS.ErrnoException): void {
      // A client that has gone took its request with it.
      if (outgoing.destroyed) return;
      figures.resets += 1;
      const kind = `${code} on a ${onward.reusedSocket ? 'kept' : 'new'} connection`;
      figures.resetsBy[kind] = (figures.resetsBy[kind] ?? 0) + 1;
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    }
  }
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** One look after the other, so that an old answer never comes after a new one. */
async function watch(task: Task, everyMs: number): Promise<void> {
  const { signal } = task.removed;
  while (!signal.aborted) {
    task.isReady = await saysReady(task);
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

/** What `/readyz` says; what it said before when there is no answer in time, as on a machine with much else to do. */
function saysReady({ url, isReady }: Task): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get(`${url}/readyz`, { timeout: READYZ_TIMEOUT_MS, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('timeout', () => {
      resolve(isReady);
      asked.destroy();
    });
    asked.on('error', () => resolve(false));
  });
}

function endToEnd(headers: IncomingMessage['headers']): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
