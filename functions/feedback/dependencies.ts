import { setTimeout as delay } from 'node:timers/promises';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { ulid } from 'ulid';
import { createStoreClients } from '../../lib/aws/store-clients.ts';
import { encodeFeedback } from '../../lib/contract/feedback-event.ts';
import { clickNotes } from '../../lib/dynamo/click-notes.ts';
import { findRatedSummaries } from '../../lib/dynamo/find-rated-summaries.ts';
import { recordClick } from '../../lib/feedback/record-click.ts';
import { recordUse } from '../../lib/feedback/record-use.ts';
import { storeEvent } from '../../lib/feedback/store-event.ts';
import { redact } from '../../lib/privacy/redact.ts';
import { feedbackArchive } from '../../lib/s3/feedback-archive.ts';
import { createLogger } from '../../lib/telemetry/logger.ts';
import { createMetrics } from '../../lib/telemetry/metrics.ts';
import { observeFeedback } from '../../lib/telemetry/observe-feedback.ts';
import { answerFeedback } from './answer-feedback.ts';
import type { FeedbackConfig } from './config.ts';

const LIMITS = { findTimeoutMs: 800, beginTimeoutMs: 800, confirmTimeoutMs: 400 };
const STORE_LIMITS = { tries: 3, tryTimeoutMs: 600, timeoutMs: 2_000, pauseMs: 50 };
/** More than all limits together; the function's own time-out has to be longer. */
const REQUEST_TIMEOUT_MS = 5_000;

/** The one place where the function's parts are put together. */
export function createDependencies(config: FeedbackConfig) {
  const { service, region, accountHashKey, cacheTable: tableName, bucket: bucketName } = config;
  const now = Date.now;
  const logger = createLogger({ service, accountHashKey, redact });
  const metrics = createMetrics({ service });
  const tracer = new Tracer({ serviceName: service });
  const observer = { log: logger.log, addMetric: metrics.add, now };
  const { documents: client, s3 } = createStoreClients({
    region,
    s3Attempts: 1,
    capture: (awsClient) => tracer.captureAWSv3Client(awsClient),
  });
  const store = storeEvent({
    archive: feedbackArchive({ client: s3, bucketName, ...observer }),
    encode: encodeFeedback,
    limits: STORE_LIMITS,
    wait: (ms, signal) => delay(ms, undefined, { signal }),
  });
  const clock = { newEventId: (serverTimeMs: number) => ulid(serverTimeMs), now };
  const answer = answerFeedback({
    recordClick: recordClick({
      find: findRatedSummaries({ client, tableName, ...observer }),
      notes: clickNotes({ client, tableName, ...observer }),
      store,
      redact,
      limits: LIMITS,
      ...clock,
    }),
    recordUse: recordUse({ store, ...clock }),
    observe: observeFeedback(observer),
    logger,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  });
  return { answer, logger, metrics, tracer, now };
}
