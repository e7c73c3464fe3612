import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchApi, CannedWorld } from '../canned/world.ts';

const SLOW = { medianMs: 1_500, stalled: 0, failing: 0 };
const CLIENTS = 200;
const AT_ONCE = 20;
const AFTER_MS = 1_000;

/** Clients that leave as soon as models work for them, or, as the control, stay. */
export async function clientsGone({ aws }: CannedWorld, { api, leave }: { api: BenchApi; leave: boolean }) {
  await aws.behave(SLOW);
  const before = (await aws.counts()).calls;
  let openAtLeaving = 0;
  let openAfter = 0;
  for (let first = 0; first < CLIENTS; first += AT_ONCE) {
    const clients = Array.from({ length: AT_ONCE }, (_, place) => ask(api, `gone-${leave}-${first + place}`));
    // A hedge would be another call: its delay is longer.
    while ((await aws.counts()).open < AT_ONCE) await delay(10);
    openAtLeaving += (await aws.counts()).open;
    if (leave) for (const client of clients) client.destroy();
    await delay(AFTER_MS);
    openAfter += (await aws.counts()).open;
    for (const client of clients) client.destroy();
    while ((await aws.counts()).open > 0) await delay(50);
  }
  return {
    clients: CLIENTS,
    leave,
    model_calls: (await aws.counts()).calls - before,
    open_when_they_left: openAtLeaving,
    [`open_${AFTER_MS}_ms_later`]: openAfter,
  };
}

function ask({ url, token }: BenchApi, contactId: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sending = request(`${url}/omni-channel-insights`, { method: 'POST', headers }, (answer) =>
    answer.resume(),
  );
  sending.on('error', () => undefined);
  sending.end(JSON.stringify({ account_number: '1234567890', contact_id: contactId }));
  return sending;
}
