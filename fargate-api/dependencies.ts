import { setTimeout as delay } from 'node:timers/promises';
import { tokenVerifier } from '../lib/auth/token-verifier.ts';
import { createAwsClients } from '../lib/aws/clients.ts';
import type { ApiConfig } from '../lib/config.ts';
import { writeDigest } from '../lib/digest/write-digest.ts';
import { readInteractionHistory } from '../lib/dynamo/interaction-history.ts';
import { summaryCache } from '../lib/dynamo/summary-cache.ts';
import { nameInTable } from '../lib/dynamo/ucdp-attributes.ts';
import { askInSequence } from '../lib/insights/ask-models.ts';
import { awaitNewest } from '../lib/insights/await-newest.ts';
import { checkProcessId } from '../lib/insights/check-process-id.ts';
import { type SummarizeContactDependencies, summarizeContact } from '../lib/insights/summarize-contact.ts';
import { type CandidateModel, tryModel } from '../lib/insights/try-model.ts';
import { redact } from '../lib/privacy/redact.ts';
import { redactContact, redactInteraction } from '../lib/privacy/redact-records.ts';
import { buildPrompt } from '../lib/prompt/build-prompt.ts';
import { containFaults } from '../lib/prompt/contain-faults.ts';
import { groundOutput } from '../lib/prompt/ground-output.ts';
import { promptRegistry } from '../lib/prompt/prompt-registry.ts';
import { readOutput } from '../lib/prompt/read-output.ts';
import { tokenBuckets } from '../lib/resilience/token-bucket.ts';
import { shadowArchive } from '../lib/s3/shadow-archive.ts';
import { summaryArchive } from '../lib/s3/summary-archive.ts';
import { faultFrames, faultName } from '../lib/telemetry/fault-name.ts';
import { createLogger } from '../lib/telemetry/logger.ts';
import { createMetrics } from '../lib/telemetry/metrics.ts';
import { observeSummary } from '../lib/telemetry/observe-summary.ts';
import { openRequestScope } from '../lib/telemetry/request-scope.ts';
import { createTracing, NO_TRACING } from '../lib/telemetry/tracing.ts';
import { withTestAccounts } from '../lib/test-accounts/test-accounts.ts';
import type { AppDependencies } from './app.ts';
import { createDurability, STORE_LIMITS } from './durability.ts';
import { createLoad } from './load.ts';
import { chooseAskModels, chooseModels, traced } from './models.ts';
import { createReuse } from './reuse.ts';
import type { Readiness } from './routes/health.ts';
import { createShadow } from './shadow.ts';
import { tracedArchive, tracedCache, tracedHistory } from './traced-ports.ts';
import type { WarmUpSteps } from './warm-up.ts';
import { createWarmUpSteps } from './warm-up-steps.ts';

const PROMPTS_DIRECTORY = new URL('../prompts/', import.meta.url);
const MOST_CLIENTS = 10_000;
/** Of models, on average, with company for the slow ones. */
const MOST_CALLS_PER_REQUEST = 1.25;

export interface ApiDependencies extends AppDependencies {
  readonly warmUpSteps: WarmUpSteps;
  /** Aliases of the models that serve, the main one first. */
  readonly models: readonly string[];
  /** Waits for work that goes on after answers, then closes all connections. Resolves with how many records are in no store. */
  readonly close: () => Promise<number>;
}

/** The one place where the API's parts are put together. */
export async function createDependencies(config: ApiConfig): Promise<ApiDependencies> {
  const now = Date.now;
  const { service, collectorUrl } = config;
  const runInRequest = await openRequestScope();
  const logger = createLogger({ service, accountHashKey: config.keys.accountHash, redact });
  const metrics = createMetrics({ service });
  const tracing = collectorUrl === null ? NO_TRACING : createTracing({ service, collectorUrl });
  const observer = { log: logger.log, addMetric: metrics.add, now };
  const clients = createAwsClients({
    region: config.region,
    maxSockets: Math.ceil(config.server.mostInFlight * MOST_CALLS_PER_REQUEST),
    ucdpRoleArn: config.ucdp.roleArn,
  });
  const tokens = tokenVerifier(config.token);
  const prompts = promptRegistry({
    promptsDirectory: PROMPTS_DIRECTORY,
    defaultVersion: config.prompts.version,
    shares: config.prompts.shares,
    shadowVersion: config.prompts.shadow?.version ?? null,
    key: config.keys.processId,
  });
  const chosen = runInRequest({}, () => {
    const models = chooseModels(config, { clients, ...observer });
    metrics.publish('start-up');
    return models;
  });
  const serving = traced(chosen, tracing.withSpan);
  const models = serving.map(({ model }) => model);
  const cache = tracedCache(
    summaryCache({ client: clients.documents, tableName: config.tables.summaryCache, ...observer }),
    tracing.withSpan,
  );
  const archive = tracedArchive(
    summaryArchive({ client: clients.s3, bucketName: config.bucket, ...observer }),
    tracing.withSpan,
  );
  const readHistory = readInteractionHistory({
    client: clients.ucdp,
    tableName: config.tables.ucdp,
    nameInTable: nameInTable(config.ucdp.attributes),
    timeoutMs: config.timeoutsMs.history,
    tryTimeoutMs: config.timeoutsMs.historyTry,
    ...observer,
  });
  const reuse = createReuse({
    client: clients.documents,
    tableName: config.tables.summaryCache,
    withSpan: tracing.withSpan,
    logger,
    metrics,
    now,
  });
  const durability = createDurability({ cache, archive, logger, metrics, runInRequest, now });

  const tryOne = tryModel({
    readOutput: containFaults(readOutput({ redact, groundLines: groundOutput }), (error) =>
      logger.log.error('OUTPUT_CHECK_FAILED', { fault: faultName(error), at: faultFrames(error) }),
    ),
    attemptTimeoutMs: config.timeoutsMs.model,
    now,
  });
  const askModelsOf = (asked: readonly CandidateModel[]) =>
    askInSequence({ models: asked, tryModel: tryOne });
  const ports: SummarizeContactDependencies = {
    checkProcessId: checkProcessId({ cache, timeoutMs: STORE_LIMITS.cacheTimeoutMs }),
    readHistory: tracedHistory(readHistory, tracing.withSpan),
    redactContact,
    redactInteraction,
    writeDigest,
    buildPrompt: buildPrompt({ versionOf: prompts.versionOf }),
    askModels: chooseAskModels(config, { serving, tryModel: tryOne, sleep, ...observer }),
    ...reuse,
    saveSummary: durability.saveSummary,
    now,
  };
  const summarize = config.testAccounts
    ? withTestAccounts({ ports, models: firstAndLast(models), askInSequence: askModelsOf, sleep })
    : summarizeContact(ports);
  const readiness: Readiness = { ready: false };
  const load = createLoad({
    mostInFlight: config.server.mostInFlight,
    log: logger.log,
    metrics,
    runInRequest,
    sleep,
  });
  const [mainModel] = chosen;
  const shadow =
    prompts.shadow === null || mainModel === undefined
      ? () => undefined
      : createShadow({
          promptVersion: prompts.shadow,
          sharePercent: config.prompts.shadow?.sharePercent ?? 0,
          // Not traced: the request's root span has ended by then.
          model: mainModel.model,
          tryModel: tryOne,
          archive: shadowArchive({ client: clients.s3, bucketName: config.bucket }),
          isDraining: () => readiness.draining === true,
          inBackground: durability.inBackground,
          logger,
          metrics,
          runInRequest,
          now,
        });
  const observe = observeSummary({ ...observer, waitingForStore: durability.retries.size });

  return {
    runInRequest,
    logger,
    metrics,
    tracing,
    tokens,
    tenantRequired: config.tenantRequired,
    rateLimit: {
      takeToken: tokenBuckets({ ...config.rateLimit, mostKeys: MOST_CLIENTS, now: () => performance.now() }),
      burst: config.rateLimit.burst,
    },
    keepAliveTimeoutMs: config.server.keepAliveTimeoutMs,
    summarize: (task, signals) => {
      const started = summarize(task, signals);
      durability.inBackground(started.then(({ served }) => served));
      return started;
    },
    observe: (served) => {
      observe(served);
      shadow(served.record);
    },
    awaitNewest: awaitNewest({ findNewest: cache.findNewest, sleep, now }),
    // What is left of the deadline keeps the record.
    requestTimeoutMs: config.timeoutsMs.request - STORE_LIMITS.cacheTimeoutMs - STORE_LIMITS.archiveGraceMs,
    now,
    processIdKey: config.keys.processId,
    readiness,
    load,
    models: models.map(({ alias }) => alias),
    warmUpSteps: createWarmUpSteps({ tokens, cache, archive, models, promptVersions: prompts.serving }),
    close: async () => {
      const unstored = await durability.close();
      load.report();
      await tracing.close();
      clients.destroy();
      return unstored;
    },
  };
}

/** What the test accounts promise of a failover does not depend on how many models there are. */
function firstAndLast(models: readonly CandidateModel[]): readonly CandidateModel[] {
  return models.length < 3 ? models : [...models.slice(0, 1), ...models.slice(-1)];
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal }).catch(() => undefined);
}
