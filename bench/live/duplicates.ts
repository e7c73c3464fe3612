import { request } from 'node:http';
import type { InsightsResponse } from '../../lib/contract/summary-record.ts';
import type { BenchApi, CannedWorld } from '../canned/world.ts';

const WELL = { medianMs: 700, stalled: 0, failing: 0 };
const IDS = 1_000;
const TIMES = 10;
/** Calls of customers that are asked for at the same time, each of them ten times at once. */
const IDS_AT_ONCE = 20;

/** A thousand calls are asked for ten times each, at the same time. */
export async function duplicates({ aws }: CannedWorld, tasks: readonly BenchApi[]) {
  await aws.behave(WELL);
  const callsBefore = (await aws.counts()).calls;
  const names = new Set<string>();
  let failed = 0;
  for (let first = 0; first < IDS; first += IDS_AT_ONCE) {
    const asked = Array.from({ length: IDS_AT_ONCE * TIMES }, async (_, place) => {
      const task = tasks[place % tasks.length];
      const id = first + Math.floor(place / TIMES);
      const answer = task && (await ask(task, `duplicates-${tasks.length}-${id}`).catch(() => null));
      if (answer?.status === 'ok') names.add(answer.request_id);
      else failed += 1;
    });
    await Promise.all(asked);
  }
  return {
    tasks: tasks.length,
    requests: IDS * TIMES,
    model_calls: (await aws.counts()).calls - callsBefore,
    different_summaries: names.size,
    not_ok: failed,
  };
}

function ask({ url, token }: BenchApi, contactId: string): Promise<InsightsResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<InsightsResponse>();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sending = request(`${url}/omni-channel-insights`, { method: 'POST', headers }, (answer) => {
    let text = '';
    answer.on('data', (part) => (text += part));
    answer.once('error', reject);
    answer.once('end', () => resolve(JSON.parse(text)));
  });
  sending.once('error', reject);
  sending.end(JSON.stringify({ account_number: '1234567890', contact_id: contactId }));
  return promise;
}
