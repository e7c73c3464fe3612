import { setTimeout as delay } from 'node:timers/promises';
import type { Fate } from '../store-proxy.ts';
import type { FaultCase } from './fault-case.ts';
import { queries } from './fault-hooks.ts';
import type { FaultWorld, Received } from './fault-world.ts';

const MODEL_TAKES_MS = 300;
const FRESH = { status: 200, body: { status: 'ok', cache_hit: false, stored: true } } as const;
const REUSED = {
  status: 200,
  body: { status: 'ok', cache_hit: true, stored: true },
  headers: { 'x-cache-hit': 'true' },
} as const;

/** The same again, and what goes wrong with it. */
export const REUSE_FAULTS: readonly FaultCase[] = [
  {
    row: 'S7',
    fault: 'the same request again, when the first one has its answer',
    send: async ({ post, request }) => compare(await post(request()), await post(request())),
    answer: { ...REUSED, body: { ...REUSED.body, has_the_same_request_id: true } },
    logged: ['SUMMARY_REUSED'],
    metered: ['SummaryReused'],
    kept: 'both',
  },
  {
    row: 'S7',
    fault: 'what could be reused is never told',
    inject: ({ proxies }) => proxies.setHook(queries('summaryCache', 'drop')),
    answer: FRESH,
    logged: ['REUSE_LOOKUP_FAILED', 'SUMMARY_STORED'],
    metered: ['ReuseLookupFailed'],
    kept: 'both',
  },
  {
    row: 'S8',
    fault: 'the same request again, while the model writes for the first one',
    inject: ({ proxies }) =>
      proxies.setHook(async ({ operation }, moment): Promise<Fate> => {
        if (operation === 'Converse' && moment === 'received') await delay(MODEL_TAKES_MS);
        return 'pass';
      }),
    send: async ({ post, request }) => {
      const answers = await Promise.all([post(request()), post(request())]);
      const [first, joined] = answers.toSorted((one, other) => hits(one) - hits(other));
      return first === undefined || joined === undefined ? answers[0] : compare(first, joined);
    },
    answer: { ...REUSED, body: { ...REUSED.body, has_the_same_request_id: true } },
    logged: ['COALESCED'],
    metered: ['SummaryCoalesced'],
    kept: 'both',
  },
  {
    row: 'S11',
    fault: 'a transfer, and nothing new since',
    send: async (world) => compare(await world.post(world.request()), await transfer(world)),
    answer: { ...REUSED, body: { ...REUSED.body, has_the_same_request_id: false } },
    logged: ['TRANSFER_REUSED', 'SUMMARY_STORED'],
    metered: ['SummaryReused', 'TransferReused'],
    kept: 'both',
  },
  {
    row: 'S11',
    fault: 'a transfer, when what could be reused is never told',
    inject: ({ proxies }) => proxies.setHook(queries('summaryCache', 'drop')),
    send: transfer,
    answer: FRESH,
    logged: ['REUSE_LOOKUP_FAILED'],
    metered: ['ReuseLookupFailed'],
    kept: 'both',
  },
];

function transfer({ post, request, contactId }: FaultWorld): Promise<Received> {
  return post(request({ contact_id: `${contactId}-second`, initial_contact_id: contactId }));
}

function compare(first: Received, second: Received): Received {
  const has_the_same_request_id = first.body.request_id === second.body.request_id;
  return { ...second, body: { ...second.body, has_the_same_request_id } };
}

function hits({ body }: Received): number {
  return Number(body.cache_hit);
}
