import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { TABLES } from '../../../local/local-aws.ts';
import { awsError, type Fate } from '../store-proxy.ts';
import type { FaultCase } from './fault-case.ts';
import { once, queries } from './fault-hooks.ts';
import type { FaultWorld } from './fault-world.ts';

const LAGGING_ACCOUNT = '3999999920';
const UNAVAILABLE = {
  status: 503,
  body: { code: 'history_unavailable', retryable: true },
  headers: { 'retry-after': '2' },
} as const;
const MISCONFIGURED = { status: 503, body: { code: 'history_misconfigured', retryable: false } } as const;

export const HISTORY_FAULTS: readonly FaultCase[] = [
  {
    row: 'S12',
    fault: 'the customer has no interactions',
    send: ({ post, request }) => post(request({ account_number: '2000000002' })),
    answer: { status: 200, body: { status: 'no_interactions', model_used: 'none', stored: true } },
    logged: ['NO_INTERACTIONS'],
    metered: ['NoInteractions'],
    kept: 'both',
  },
  {
    row: 'S13',
    fault: 'the customer has one interaction',
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['SUMMARY_READY'],
    metered: ['SummaryRequests'],
    kept: 'both',
  },
  {
    row: 'S14',
    fault: 'some interactions cannot be read',
    send: ({ post, request }) => post(request({ account_number: '2000000009' })),
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['UCDP_ITEM_SKIPPED'],
    metered: ['InteractionsSkipped'],
    kept: 'both',
  },
  {
    row: 'S15',
    fault: 'no interaction can be read',
    send: ({ post, request }) => post(request({ account_number: '2000000010' })),
    answer: { status: 200, body: { status: 'no_interactions', stored: true } },
    logged: ['UCDP_ITEM_SKIPPED', 'HISTORY_UNUSABLE'],
    metered: ['InteractionsSkipped', 'HistoryUnusable'],
    kept: 'both',
  },
  {
    ...failing(
      { row: 'S17', fault: 'UCDP is throttled' },
      awsError(400, 'ProvisionedThroughputExceededException'),
    ),
    answer: UNAVAILABLE,
    logged: ['DYNAMODB_QUERY_THROTTLED', 'REQUEST_FAILED'],
    metered: ['HistoryThrottled', 'HistoryFailed', 'RequestsFailed'],
  },
  {
    row: 'S17',
    fault: 'UCDP is throttled once',
    inject: ({ proxies }) =>
      proxies.setHook(once(queries('ucdp', awsError(400, 'ProvisionedThroughputExceededException')))),
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['DYNAMODB_QUERY_SUCCESS'],
    metered: ['SummaryRequests'],
    kept: 'both',
  },
  {
    ...failing({ row: 'S18', fault: 'UCDP never answers' }, 'drop'),
    answer: UNAVAILABLE,
    logged: ['DYNAMODB_QUERY_TIMEOUT', 'REQUEST_FAILED'],
    metered: ['HistoryFailed', 'RequestsFailed'],
  },
  {
    row: 'S18',
    fault: 'UCDP does not answer the first try',
    inject: ({ proxies }) => proxies.setHook(once(queries('ucdp', 'drop'))),
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['DYNAMODB_QUERY_SUCCESS'],
    metered: ['SummaryRequests'],
    kept: 'both',
  },
  {
    ...failing({ row: 'S18', fault: 'UCDP fails (500)' }, awsError(500, 'InternalServerError')),
    answer: UNAVAILABLE,
    logged: ['DYNAMODB_QUERY_FAILED', 'REQUEST_FAILED'],
    metered: ['HistoryFailed', 'RequestsFailed'],
  },
  {
    ...failing({ row: 'S18', fault: 'UCDP resets the connection' }, 'reset'),
    answer: UNAVAILABLE,
    logged: ['DYNAMODB_QUERY_FAILED', 'REQUEST_FAILED'],
    metered: ['HistoryFailed', 'RequestsFailed'],
  },
  {
    ...failing(
      { row: 'S19', fault: 'the table of UCDP is absent' },
      awsError(400, 'ResourceNotFoundException'),
    ),
    answer: MISCONFIGURED,
    logged: ['DYNAMODB_QUERY_FAILED', 'REQUEST_FAILED'],
    metered: ['HistoryFailed', 'RequestsFailed'],
  },
  {
    ...failing({ row: 'S19', fault: 'access to UCDP is denied' }, awsError(400, 'AccessDeniedException')),
    answer: MISCONFIGURED,
    logged: ['DYNAMODB_QUERY_FAILED', 'REQUEST_FAILED'],
    metered: ['HistoryFailed', 'RequestsFailed'],
  },
  {
    row: 'S20',
    fault: 'the replica of UCDP lags by five minutes',
    inject: putLaggingInteraction,
    send: ({ post, request }) => post(request({ account_number: LAGGING_ACCOUNT })),
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['SUMMARY_READY'],
    metered: ['ReplicaLag'],
    kept: 'both',
  },
  {
    ...failing(
      { row: 'S42', fault: "the task's credentials have expired" },
      awsError(400, 'ExpiredTokenException'),
    ),
    answer: UNAVAILABLE,
    logged: ['DYNAMODB_QUERY_FAILED', 'REQUEST_FAILED'],
    metered: ['HistoryFailed', 'RequestsFailed'],
  },
];

function failing(named: Pick<FaultCase, 'row' | 'fault'>, fate: Fate) {
  const inject = ({ proxies }: FaultWorld) => proxies.setHook(queries('ucdp', fate));
  return { ...named, inject, kept: 'nothing' } as const;
}

async function putLaggingInteraction({ clients }: FaultWorld): Promise<void> {
  const at = new Date(Date.now() - 3_600_000);
  const Item = {
    account_number: LAGGING_ACCOUNT,
    interaction_key: `${at.toISOString()}#lagging`,
    interaction_id: 'lagging',
    channel: 'chat',
    timestamp: at.toISOString(),
    notes: 'Asked when the parcel comes.',
    replicated_at: new Date(at.getTime() + 300_000).toISOString(),
  };
  await clients.documents.send(new PutCommand({ TableName: TABLES.ucdp, Item }));
}
