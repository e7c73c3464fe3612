import { Agent, request } from 'node:http';
import type { InsightsResponse } from '../../lib/contract/summary-record.ts';

/** One request as its client saw it. */
export interface Seen {
  /** 0 where there was no answer. */
  readonly status: number;
  /** `status` of the summary; empty where there is none. */
  readonly summary: InsightsResponse['status'] | '';
  readonly ms: number;
  /** Since the load began, in milliseconds. */
  readonly sentAtMs: number;
}

export interface Target {
  readonly url: string;
  readonly token: string;
}

interface LoadOptions extends Target {
  /** The body and headers of the request with a number. */
  readonly requestOf: (place: number) => { readonly body: object; readonly headers?: Record<string, string> };
  readonly forMs: number;
}

const CLIENT_TIMEOUT_MS = 15_000;

/** So many requests are under way all the time. */
export async function closedLoad({
  inFlight,
  ...options
}: LoadOptions & { inFlight: number }): Promise<readonly Seen[]> {
  const { ask, over } = client(options);
  const seen: Seen[] = [];
  const sender = async () => {
    while (!over()) seen.push(await ask());
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  return seen;
}

/** So many requests are sent each second, whatever becomes of them. */
export async function openLoad({
  perSecond,
  ...options
}: LoadOptions & { perSecond: number }): Promise<readonly Seen[]> {
  const { ask, over, elapsedMs } = client(options);
  const asked: Promise<Seen>[] = [];
  while (!over()) {
    const due = Math.floor((elapsedMs() / 1_000) * perSecond);
    while (asked.length < due) asked.push(ask());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Promise.all(asked);
}

function client({ url, token, requestOf, forMs }: LoadOptions) {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  let places = 0;
  return { ask, elapsedMs, over: () => elapsedMs() >= forMs };

  function ask(): Promise<Seen> {
    const sentAtMs = elapsedMs();
    const { body, headers } = requestOf(places);
    places += 1;
    const { promise, resolve } = Promise.withResolvers<Seen>();
    const seen = (status: number, summary: Seen['summary']) =>
      resolve({ status, summary, ms: elapsedMs() - sentAtMs, sentAtMs });
    const sending = request(`${url}/omni-channel-insights`, {
      method: 'POST',
      agent,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(CLIENT_TIMEOUT_MS),
    });
    sending.once('error', () => seen(0, ''));
    sending.once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => (text += part));
      answer.once('error', () => seen(0, ''));
      answer.once('end', () => {
        const { statusCode: status = 0 } = answer;
        seen(status, status === 200 ? JSON.parse(text).status : '');
      });
    });
    sending.end(JSON.stringify(body));
    return promise;
  }
}

/** Milliseconds below which a share of the requests was answered, from 0 to 1; 0 when there were none. */
export function quantileMs(seen: readonly Seen[], share: number): number {
  const sorted = seen.map(({ ms }) => ms).toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
