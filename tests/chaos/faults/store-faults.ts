import { setTimeout as delay } from 'node:timers/promises';
import { awsError, type Fate, type Hook, s3Error } from '../store-proxy.ts';
import type { FaultCase } from './fault-case.ts';
import { all, calls, models, queries } from './fault-hooks.ts';

/** Above the 100 ms that an answer waits for S3, below the 2 s after which the write is given up. */
const S3_TAKES_MS = 700;
const DYNAMODB_DOWN = awsError(500, 'InternalServerError');
const S3_DOWN = s3Error(503, 'SlowDown');

const IN_S3 = { status: 200, body: { status: 'ok', stored: true }, headers: { 'x-stored': 's3' } } as const;
const IN_DYNAMODB = {
  status: 200,
  body: { status: 'ok', stored: true },
  headers: { 'x-stored': 'ddb' },
} as const;
const UNSTORED = {
  status: 200,
  body: { status: 'ok', stored: false },
  headers: { 'x-stored': 'none' },
} as const;

export const STORE_FAULTS: readonly FaultCase[] = [
  cacheFault('DynamoDB fails to write (500)', DYNAMODB_DOWN),
  cacheFault('DynamoDB is throttled', awsError(400, 'ProvisionedThroughputExceededException')),
  cacheFault('DynamoDB never answers a write', 'drop'),
  cacheFault('DynamoDB resets the connection', 'reset'),
  cacheFault('access to SummaryCache is denied', awsError(400, 'AccessDeniedException')),
  {
    row: 'S34',
    fault: 'DynamoDB fails to mark that S3 has the record',
    inject: ({ proxies }) => proxies.setHook(calls('UpdateItem', DYNAMODB_DOWN)),
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['STORE_FAILED'],
    metered: ['StoreFailures'],
    kept: 'both',
  },
  {
    row: 'S34',
    fault: 'DynamoDB fails to read a stored summary',
    inject: ({ proxies }) => proxies.setHook(queries('summaryCache', DYNAMODB_DOWN)),
    send: ({ get, contactId }) => get(contactId),
    answer: { status: 503, body: { code: 'store_failed', retryable: true }, headers: { 'retry-after': '2' } },
    logged: ['STORE_FAILED', 'REQUEST_FAILED'],
    metered: ['StoreFailures', 'RequestsFailed'],
    kept: 'nothing',
  },
  {
    row: 'S34',
    fault: 'SummaryCache never answers whether the given id is of another account',
    inject: ({ proxies }) => proxies.setHook(queries('summaryCache', 'drop')),
    send: ({ post, request, contactId }) => post(request({ unique_process_id: contactId })),
    answer: { status: 200, body: { status: 'ok', stored: true }, headers: { 'x-model-used': 'nova-lite' } },
    logged: ['STORE_FAILED'],
    metered: ['StoreFailures'],
    kept: 'both',
  },
  archiveFault('S3 fails (503)', S3_DOWN),
  archiveFault('S3 fails (500)', s3Error(500, 'InternalError')),
  archiveFault('S3 never answers', 'drop'),
  archiveFault('S3 resets the connection', 'reset'),
  archiveFault('access to the bucket is denied', s3Error(403, 'AccessDenied')),
  {
    row: 'S35',
    fault: 'S3 is slow',
    inject: ({ proxies }) =>
      proxies.setHook(async ({ operation }, moment): Promise<Fate> => {
        if (operation === 'PUT' && moment === 'received') await delay(S3_TAKES_MS);
        return 'pass';
      }),
    answer: IN_DYNAMODB,
    logged: ['SUMMARY_STORED'],
    metered: ['SummaryDeferred'],
    kept: 'both',
  },
  unstored('both stores fail', all(calls('PutItem', DYNAMODB_DOWN), calls('PUT', S3_DOWN))),
  unstored('neither store ever answers', all(calls('PutItem', 'drop'), calls('PUT', 'drop'))),
  {
    row: 'S31',
    fault: 'no model and no store ever answers',
    inject: ({ proxies }) =>
      proxies.setHook(
        all(models('drop', { onlyMain: false }), calls('PutItem', 'drop'), calls('PUT', 'drop')),
      ),
    answer: { ...UNSTORED, body: { status: 'degraded', reason: 'model_timeout', stored: false } },
    logged: ['SUMMARY_DEGRADED', 'STORE_FAILED'],
    metered: ['SummaryDegraded', 'SummaryUnstored', 'ModelTimeouts'],
    kept: 'retry',
  },
  {
    row: 'S31',
    fault: 'no model answers and S3 fails',
    inject: ({ proxies }) => proxies.setHook(all(models('drop', { onlyMain: false }), calls('PUT', S3_DOWN))),
    answer: { ...IN_DYNAMODB, body: { status: 'degraded', reason: 'model_timeout', stored: true } },
    logged: ['SUMMARY_DEGRADED', 'STORE_FAILED'],
    metered: ['SummaryDegraded', 'SummaryDeferred'],
    kept: 'sweep',
  },
  {
    row: 'S32',
    fault: 'neither the main model nor SummaryCache ever answers',
    inject: ({ proxies }) =>
      proxies.setHook(all(models('drop', { onlyMain: true }), calls('PutItem', 'drop'))),
    answer: { ...IN_S3, headers: { 'x-stored': 's3', 'x-model-used': 'claude-haiku-4.5' } },
    logged: ['MODEL_FAILOVER', 'STORE_FAILED'],
    metered: ['SummaryFailovers', 'ModelTimeouts', 'SummaryDeferred'],
    kept: 'retry',
  },
  {
    row: 'S32',
    fault: 'neither the main model nor S3 ever answers',
    inject: ({ proxies }) => proxies.setHook(all(models('drop', { onlyMain: true }), calls('PUT', 'drop'))),
    answer: { ...IN_DYNAMODB, headers: { 'x-stored': 'ddb', 'x-model-used': 'claude-haiku-4.5' } },
    logged: ['MODEL_FAILOVER', 'STORE_FAILED'],
    metered: ['SummaryFailovers', 'ModelTimeouts', 'SummaryDeferred'],
    kept: 'sweep',
  },
  {
    row: 'S32',
    fault: 'neither a model nor SummaryCache ever answers',
    inject: ({ proxies }) =>
      proxies.setHook(all(models('drop', { onlyMain: false }), calls('PutItem', 'drop'))),
    answer: { ...IN_S3, body: { status: 'degraded', reason: 'model_timeout', stored: true } },
    logged: ['SUMMARY_DEGRADED', 'STORE_FAILED'],
    metered: ['SummaryDegraded', 'SummaryDeferred'],
    kept: 'retry',
  },
  {
    row: 'S32',
    fault: 'neither UCDP nor a model ever answers',
    inject: ({ proxies }) =>
      proxies.setHook(all(queries('ucdp', 'drop'), models('drop', { onlyMain: false }))),
    answer: { status: 503, body: { code: 'history_unavailable' }, headers: { 'retry-after': '2' } },
    logged: ['DYNAMODB_QUERY_TIMEOUT', 'REQUEST_FAILED'],
    metered: ['HistoryFailed', 'RequestsFailed'],
    kept: 'nothing',
  },
  {
    row: 'S32',
    fault: 'DynamoDB never answers anything',
    inject: ({ proxies }) => proxies.setHook(({ service }) => (service === 'dynamodb' ? 'drop' : 'pass')),
    answer: { status: 503, body: { code: 'history_unavailable' }, headers: { 'retry-after': '2' } },
    logged: ['DYNAMODB_QUERY_TIMEOUT', 'REQUEST_FAILED'],
    metered: ['HistoryFailed', 'RequestsFailed'],
    kept: 'nothing',
  },
];

function cacheFault(fault: string, fate: Fate): FaultCase {
  return {
    row: 'S34',
    fault,
    inject: ({ proxies }) => proxies.setHook(calls('PutItem', fate)),
    answer: IN_S3,
    logged: ['STORE_FAILED'],
    metered: ['StoreFailures', 'SummaryDeferred'],
    kept: 'retry',
  };
}

function archiveFault(fault: string, fate: Fate): FaultCase {
  return {
    row: 'S35',
    fault,
    inject: ({ proxies }) => proxies.setHook(calls('PUT', fate)),
    answer: IN_DYNAMODB,
    logged: ['STORE_FAILED'],
    metered: ['StoreFailures', 'SummaryDeferred'],
    kept: 'sweep',
  };
}

function unstored(fault: string, hook: Hook): FaultCase {
  return {
    row: 'S34',
    fault,
    inject: ({ proxies }) => proxies.setHook(hook),
    answer: UNSTORED,
    logged: ['STORE_FAILED'],
    metered: ['SummaryUnstored', 'StoreFailures'],
    kept: 'retry',
  };
}
