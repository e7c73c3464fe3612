import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import type { InsightsResponse } from '../../lib/contract/summary-record.ts';
import { freePort } from '../../local/local-server.ts';
import { startApi } from '../../local/start-api.ts';
import { fetchToken } from '../../local/system.ts';

export interface TestApi {
  readonly url: string;
  readonly token: string;
  /** What the API has written to its output so far, as parsed lines. */
  readonly lines: Record<string, unknown>[];
  post(body: object, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  /** A query may follow the id. */
  get(uniqueProcessId: string): Promise<TestAnswer>;
  readonly process: ChildProcess;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: InsightsResponse;
}

/** Beyond any deadline of the API, so that a call that hangs is a failed test soon. */
const ANSWER_TIMEOUT_MS = 10_000;

/** The real API as a child process on the shared local AWS, with its output read. */
export async function startTestApi(environment: NodeJS.ProcessEnv = {}): Promise<TestApi> {
  const aws = inject('aws');
  const api = await startApi({ aws, port: await freePort(), environment });
  const lines: Record<string, unknown>[] = [];
  // Powertools writes errors to the other stream; a container's log has both.
  for (const stream of [api.child.process.stdout, api.child.process.stderr]) {
    if (stream !== null) createInterface(stream).on('line', (line) => lines.push(JSON.parse(line)));
  }
  const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, inject('credentials'));
  const call = async (path: string, init: RequestInit) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...init.headers,
    };
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const answer = await fetch(`${api.url}/omni-channel-insights${path}`, { ...init, headers, signal });
    const body: InsightsResponse = JSON.parse(await answer.text());
    return { status: answer.status, headers: answer.headers, body };
  };
  return {
    url: api.url,
    token,
    lines,
    post: (body, headers = {}) => call('', { method: 'POST', headers, body: JSON.stringify(body) }),
    get: (uniqueProcessId) => call(`/${uniqueProcessId}`, { method: 'GET' }),
    process: api.child.process,
    exited: api.child.exited,
    stop: () => api.child.stop(5_000),
  };
}

/** The same customer in another call, of which nobody has asked before: no text can be reused for it. */
export function inAnotherCall<Request extends object>(request: Request) {
  const call = `call-${randomUUID()}`;
  return { ...request, initial_contact_id: call, contact_id: `${call}-transferred` };
}

/** Lets calls of one model, or of all, fail: the next `count`, or until changed. `none` heals. */
export async function setModelFault(
  kind: string,
  scope: { readonly count?: number; readonly model?: string } = {},
): Promise<void> {
  const answer = await fetch(`${inject('aws').bedrock}/_local/faults`, {
    method: 'POST',
    body: JSON.stringify({ kind, ...scope }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

interface ModelStatistics {
  readonly connections_opened: number;
  readonly connections_open: number;
  readonly in_flight: number;
  readonly calls: number;
}

export async function modelStatistics(): Promise<ModelStatistics> {
  const answer = await fetch(`${inject('aws').bedrock}/_local/statistics`);
  return JSON.parse(await answer.text());
}
