import { tokenVerifier } from '../lib/auth/token-verifier.ts';
import { createAwsClients } from '../lib/aws/clients.ts';
import { generateText } from '../lib/bedrock/generate.ts';
import { resolveModel } from '../lib/bedrock/model-catalogue.ts';
import type { ApiConfig } from '../lib/config.ts';
import { readInteractionHistory } from '../lib/dynamo/interaction-history.ts';
import { summaryCache } from '../lib/dynamo/summary-cache.ts';
import { askInSequence } from '../lib/insights/ask-models.ts';
import { summarizeContact } from '../lib/insights/summarize-contact.ts';
import { type CandidateModel, tryModel } from '../lib/insights/try-model.ts';
import { redactContact, redactInteraction } from '../lib/privacy/redact-records.ts';
import { buildPrompt } from '../lib/prompt/build-prompt.ts';
import { loadPromptVersion } from '../lib/prompt/prompt-versions.ts';
import { readOutput } from '../lib/prompt/read-output.ts';
import { summaryArchive } from '../lib/s3/summary-archive.ts';
import { createLogger } from '../lib/telemetry/logger.ts';
import { createMetrics } from '../lib/telemetry/metrics.ts';
import { observeSummary } from '../lib/telemetry/observe-summary.ts';
import { openRequestScope } from '../lib/telemetry/request-scope.ts';
import type { AppDependencies } from './app.ts';
import { createDurability, STORE_LIMITS } from './durability.ts';
import type { WarmUpSteps } from './warm-up.ts';
import { createWarmUpSteps } from './warm-up-steps.ts';

const PROMPTS_DIRECTORY = new URL('../prompts/', import.meta.url);

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
  const runInRequest = await openRequestScope();
  const logger = createLogger({ service: config.service, accountHashKey: config.keys.accountHash });
  const { log } = logger;
  const metrics = createMetrics({ service: config.service });
  const clients = createAwsClients({ region: config.region, maxSockets: config.server.maxSockets });
  const tokens = tokenVerifier(config.token);
  const promptVersion = loadPromptVersion(config.promptVersion, PROMPTS_DIRECTORY);
  const models = config.models.map((alias): CandidateModel => {
    const model = resolveModel(alias, now());
    if (model.alias !== alias) log.warn('MODEL_RETIRED', { configured: alias, used: model.alias });
    return { alias: model.alias, generate: generateText({ client: clients.bedrock, model, log, now }) };
  });
  const cache = summaryCache({ client: clients.documents, tableName: config.tables.summaryCache, log, now });
  const archive = summaryArchive({ client: clients.s3, bucketName: config.bucket, log, now });
  const durability = createDurability({ cache, archive, logger, runInRequest, now });

  const summarize = summarizeContact({
    readHistory: readInteractionHistory({
      client: clients.documents,
      tableName: config.tables.ucdp,
      timeoutMs: config.timeoutsMs.history,
      log,
      now,
    }),
    redactContact,
    redactInteraction,
    buildPrompt: buildPrompt({ promptVersion }),
    promptVersion: promptVersion.version,
    askModels: askInSequence({
      models,
      tryModel: tryModel({ readOutput, attemptTimeoutMs: config.timeoutsMs.model, now }),
    }),
    saveSummary: durability.saveSummary,
    now,
  });

  return {
    runInRequest,
    logger,
    metrics,
    tokens,
    summarize,
    observe: observeSummary({ log, metrics }),
    summaryCache: cache,
    // What is left of the deadline keeps the record.
    requestTimeoutMs: config.timeoutsMs.request - STORE_LIMITS.cacheTimeoutMs - STORE_LIMITS.archiveGraceMs,
    now,
    processIdKey: config.keys.processId,
    readiness: { ready: false },
    models: models.map(({ alias }) => alias),
    warmUpSteps: createWarmUpSteps({ tokens, cache, archive, models, promptVersion }),
    close: async () => {
      const unstored = await durability.close();
      clients.destroy();
      return unstored;
    },
  };
}
