import { Agent, request as send } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { SAMPLE_REQUEST } from '../../local/ask-for-summary.ts';

/** What a load generator is to send until all is sent or the time is over: by so many clients, or by nobody who waits. */
export interface LoadPlan {
  /** Base URLs of the API's processes, which take turns. */
  readonly apiUrls: readonly string[];
  readonly token: string;
  /** Clients, each of which sends when it has its answer. */
  readonly inFlight: number;
  /** Instead of clients: requests a second, whatever becomes of them. */
  readonly perSecond?: number;
  readonly requests?: number;
  readonly forMs?: number;
  /** Each call is asked about by so many requests, one after the other. */
  readonly copies?: number;
  /** How the ids of this load's calls begin, so that no text of another load is reused. */
  readonly callsBegin: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long each client waits after an answer; they begin spread over it. */
  readonly pauseMs?: number;
  /** The client destroys its socket so long after it has sent. */
  readonly hangUpAfterMs?: number;
}

export interface Outcome {
  /** Which call was asked about. */
  readonly call: string;
  /** HTTP status; 0 without an answer. */
  readonly http: number;
  /** `status` of the summary, where there is one. */
  readonly status: string | null;
  /** Epoch milliseconds. */
  readonly sentAtMs: number;
  readonly endedAtMs: number;
  readonly tookMs: number;
  /** What the task says it took, from its arrival there; `null` without an answer. */
  readonly inTaskMs: number | null;
}

const RETRY_AFTER_MS = 1_000;
const TICK_MS = 5;

/** A process of its own, so that the load costs the API nothing but its requests. One plan, one list of outcomes; who asked ends it. */
process.once('message', async (plan: LoadPlan) => {
  process.send?.(await runPlan(plan));
});

async function runPlan(plan: LoadPlan): Promise<readonly Outcome[]> {
  const agent = new Agent({ keepAlive: true });
  const endsAtMs = Date.now() + (plan.forMs ?? Number.POSITIVE_INFINITY);
  const most = plan.requests ?? Number.POSITIVE_INFINITY;
  const outcomes: Outcome[] = [];
  let sent = 0;
  const client = async (_: unknown, index: number) => {
    // Who pauses is somewhere in the pause; all at one instant would be a burst that is measured on and on.
    await delay(((plan.pauseMs ?? 0) * index) / plan.inFlight);
    while (sent < most && Date.now() < endsAtMs) {
      sent += 1;
      const outcome = await ask(plan, { agent, place: sent - 1 });
      outcomes.push(outcome);
      // As the answer asks for; a client that comes back at once would measure refusals only.
      await delay(outcome.http === 503 ? RETRY_AFTER_MS : (plan.pauseMs ?? 0));
    }
  };
  if (plan.perSecond === undefined) await Promise.all(Array.from({ length: plan.inFlight }, client));
  else outcomes.push(...(await sendSteadily(plan, { agent, perSecond: plan.perSecond, endsAtMs })));
  agent.destroy();
  return outcomes;
}

async function sendSteadily(
  plan: LoadPlan,
  { agent, perSecond, endsAtMs }: { agent: Agent; perSecond: number; endsAtMs: number },
): Promise<readonly Outcome[]> {
  const beganAtMs = Date.now();
  const asked: Promise<Outcome>[] = [];
  while (Date.now() < endsAtMs) {
    const due = ((Date.now() - beganAtMs) / 1_000) * perSecond;
    while (asked.length < due) asked.push(ask(plan, { agent, place: asked.length }));
    await delay(TICK_MS);
  }
  return Promise.all(asked);
}

function ask(plan: LoadPlan, { agent, place }: { agent: Agent; place: number }): Promise<Outcome> {
  const { apiUrls, token, headers, copies = 1, callsBegin, hangUpAfterMs } = plan;
  const call = `${callsBegin}-${Math.floor(place / copies)}`;
  const body = JSON.stringify({ ...SAMPLE_REQUEST, initial_contact_id: call, contact_id: `${call}-second` });
  const url = `${apiUrls[place % apiUrls.length]}/omni-channel-insights`;
  const sentAtMs = Date.now();
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (http: number, status: string | null, inTaskMs: number | null = null) => {
      clearTimeout(hangUp);
      const tookMs = performance.now() - startedAt;
      resolve({ call, http, status, sentAtMs, endedAtMs: Date.now(), tookMs, inTaskMs });
    };
    const request = send(url, {
      method: 'POST',
      agent,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    });
    const hangUp =
      hangUpAfterMs === undefined ? undefined : setTimeout(() => request.destroy(), hangUpAfterMs);
    request.once('error', () => end(0, null));
    request.once('response', async (response) => {
      const answer = await text(response).catch(() => '');
      const status = response.statusCode === 200 ? statusOf(answer) : null;
      end(response.statusCode ?? 0, status, Number(response.headers['x-latency-ms']));
    });
    request.end(body);
  });
}

function statusOf(answer: string): string | null {
  try {
    const { status }: { status: string } = JSON.parse(answer);
    return status;
  } catch {
    return null;
  }
}
