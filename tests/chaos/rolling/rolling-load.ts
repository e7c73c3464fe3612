import { randomUUID } from 'node:crypto';
import { Agent, type ClientRequest, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** Clients that never try again, each with the next request as soon as the last one is answered. */
export interface RollingLoad {
  /** Requests that have been begun and have not ended. */
  inFlight(): number;
  /** Lets what is under way end. */
  stop(): Promise<LoadFigures>;
}

export interface LoadFigures {
  readonly requests: number;
  /** Of them: with a body that came slowly. */
  readonly slowRequests: number;
  /** Told that the task has too much to do, and when to come back: one small machine has to bear all tasks. */
  readonly refused: number;
  /** Neither answered with 200 nor refused. */
  readonly failed: number;
  /** How often, by status and what it is called. */
  readonly outcomes: Readonly<Record<string, number>>;
}

export interface RollingLoadOptions {
  readonly url: string;
  readonly token: string;
  readonly clients: number;
  /** Clients besides those whose bodies take `slowBodyMs`. */
  readonly slowClients: number;
  readonly slowBodyMs: number;
  /** The clients begin one after the other within this time, so that they do not ask in step. */
  readonly rampMs: number;
}

const ACCOUNT = '2000000003';
const PIECES = 10;
const REFUSED = '503 overloaded';
const AFTER_FAILURE_MS = 1_000;

export function startRollingLoad(options: RollingLoadOptions): RollingLoad {
  const { url, token, clients, slowClients, slowBodyMs, rampMs } = options;
  const agent = new Agent({ keepAlive: true });
  const outcomes = new Map<string, number>();
  let isStopped = false;
  let inFlight = 0;
  let slowRequests = 0;

  const fast = Array.from({ length: clients }, (_, index) => run(index / clients, false));
  const slow = Array.from({ length: slowClients }, (_, index) => run(index / slowClients, true));
  const ended = Promise.all([...fast, ...slow]);

  return {
    inFlight: () => inFlight,
    stop: async () => {
      isStopped = true;
      await ended;
      agent.destroy();
      const count = (counts: (name: string) => boolean) =>
        [...outcomes].reduce((sum, [name, times]) => sum + (counts(name) ? times : 0), 0);
      const failed = count((name) => !isGood(name) && name !== REFUSED);
      const refused = outcomes.get(REFUSED) ?? 0;
      const requests = count(() => true);
      return { requests, slowRequests, refused, failed, outcomes: Object.fromEntries(outcomes) };
    },
  };

  async function run(turn: number, isSlow: boolean): Promise<void> {
    await delay(turn * rampMs);
    while (!isStopped) {
      inFlight += 1;
      if (isSlow) slowRequests += 1;
      const outcome = await ask(isSlow);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      inFlight -= 1;
      // Or one minute in which nothing can be asked would count as thousands of failures.
      if (!isGood(outcome)) await delay(AFTER_FAILURE_MS);
    }
  }

  function ask(isSlow: boolean): Promise<string> {
    const body = JSON.stringify({ account_number: ACCOUNT, contact_id: `rolling-${randomUUID()}` });
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    return new Promise((resolve) => {
      const outgoing = request(`${url}/omni-channel-insights`, { method: 'POST', agent, headers });
      outgoing.once('response', (answer) => {
        text(answer).then((received) => resolve(`${answer.statusCode} ${nameOf(received)}`), failed);
      });
      outgoing.once('error', failed);
      if (isSlow) sendSlowly(outgoing, body);
      else outgoing.end(body);

      function failed(error: NodeJS.ErrnoException): void {
        resolve(error.code ?? error.name);
      }
    });
  }

  async function sendSlowly(outgoing: ClientRequest, body: string): Promise<void> {
    const length = Math.ceil(body.length / PIECES);
    for (let sent = 0; sent < body.length && !outgoing.destroyed; sent += length) {
      outgoing.write(body.slice(sent, sent + length));
      await delay(slowBodyMs / PIECES);
    }
    outgoing.end();
  }
}

function isGood(outcome: string): boolean {
  return outcome.startsWith('200 ');
}

/** `ok`, `degraded`, …, or the code of a problem. */
function nameOf(body: string): string {
  try {
    const { code, status }: { code?: string; status?: string | number } = JSON.parse(body);
    return String(code ?? status);
  } catch {
    return 'without a body of the API';
  }
}
