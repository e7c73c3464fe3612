import { setTimeout as delay } from 'node:timers/promises';
import { awsError, type Fate, s3Error } from '../store-proxy.ts';
import type { FaultCase } from './fault-case.ts';
import { all, calls } from './fault-hooks.ts';

const MODEL_TAKES_MS = 300;
const DYNAMODB_DOWN = awsError(500, 'InternalServerError');
const S3_DOWN = s3Error(503, 'SlowDown');

/** What happens while a task is told to stop. */
export const DRAIN_FAULTS: readonly FaultCase[] = [
  {
    row: 'S38',
    fault: 'the task is told to stop while the model writes',
    ownTask: true,
    inject: ({ proxies, api }) =>
      proxies.setHook(async ({ operation }, moment): Promise<Fate> => {
        if (operation !== 'Converse' || moment !== 'received') return 'pass';
        api.process.kill('SIGTERM');
        await delay(MODEL_TAKES_MS);
        return 'pass';
      }),
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['DRAIN_START', 'DRAIN_END'],
    metered: ['SummaryRequests'],
    kept: 'both',
  },
  {
    row: 'S38',
    fault: 'the task is told to stop while DynamoDB is down',
    ownTask: true,
    inject: ({ proxies }) => proxies.setHook(calls('PutItem', DYNAMODB_DOWN)),
    send: async ({ post, request, api }) => {
      const received = await post(request());
      api.process.kill('SIGTERM');
      await api.exited;
      return received;
    },
    answer: { status: 200, body: { stored: true }, headers: { 'x-stored': 's3' } },
    logged: ['DRAIN_START', 'STORE_FAILED', 'DRAIN_END'],
    metered: ['SummaryDeferred', 'StoreFailures'],
    kept: 's3',
  },
  {
    row: 'S38',
    fault: 'the task is told to stop with an unstored record, and S3 is back',
    ownTask: true,
    inject: ({ proxies }) => proxies.setHook(all(calls('PutItem', DYNAMODB_DOWN), calls('PUT', S3_DOWN))),
    send: async ({ post, request, api, proxies }) => {
      const received = await post(request());
      proxies.setHook(calls('PutItem', DYNAMODB_DOWN));
      api.process.kill('SIGTERM');
      await api.exited;
      return received;
    },
    answer: { status: 200, body: { stored: false }, headers: { 'x-stored': 'none' } },
    logged: ['DRAIN_START', 'DRAIN_END'],
    metered: ['SummaryUnstored'],
    kept: 's3',
  },
];
