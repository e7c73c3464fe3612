import type { AwsClients } from '../lib/aws/clients.ts';
import { generateText } from '../lib/bedrock/generate.ts';
import { type Model, resolveModel, usualCostUsd } from '../lib/bedrock/model-catalogue.ts';
import type { ApiConfig } from '../lib/config.ts';
import { type AskModels, askInSequence } from '../lib/insights/ask-models.ts';
import { hedgedPolicy } from '../lib/insights/hedged-policy.ts';
import type { Clock } from '../lib/insights/ports.ts';
import type { CandidateModel, TryModel } from '../lib/insights/try-model.ts';
import type { Log } from '../lib/telemetry/log-events.ts';
import type { AddMetric } from '../lib/telemetry/metrics.ts';
import type { WithSpan } from '../lib/telemetry/tracing.ts';
import { tracedModel } from './traced-ports.ts';

interface ModelParts {
  readonly clients: Pick<AwsClients, 'bedrockIn'>;
  readonly log: Log;
  readonly addMetric: AddMetric;
  readonly now: Clock;
}

/** A model in one region, as it may be asked. */
export interface ServingModel {
  readonly model: CandidateModel;
  readonly modelId: string;
  readonly costUsd: number;
}

/** The configured models, or their successors where they are at their end; the main one first, the last resort last. */
export function chooseModels(
  config: ApiConfig,
  { clients, log, addMetric, now }: ModelParts,
): ServingModel[] {
  const wanted = wantedModels(config);
  const chosen = wanted.map(({ alias, region }) => ({ alias, region, model: resolveModel(alias, now()) }));
  const retired = new Map(
    chosen
      .filter(({ alias, model }) => alias !== model.alias)
      .map(({ alias, model }) => [alias, model.alias]),
  );
  for (const [configured, used] of retired) log.warn('MODEL_RETIRED', { configured, used });
  addMetric('RetiredModels', retired.size);
  // Two aliases may have one successor: asking it twice would be no second model.
  const different = chosen.filter(
    ({ region, model }, index) =>
      chosen.findIndex((other) => other.region === region && other.model === model) === index,
  );
  return different.map(({ region, model }) => {
    const alias = nameOf(model, { region, home: config.region });
    const generate = generateText({ client: clients.bedrockIn(region), model, calledAs: alias, log, now });
    return { model: { alias, generate }, modelId: model.modelId, costUsd: usualCostUsd(model) };
  });
}

function wantedModels({ models, region: home }: ApiConfig) {
  const { policy, primary, secondRegion, hedge, secondary } = models;
  const of = (alias: string | null, region = home) => (alias === null ? [] : [{ alias, region }]);
  if (policy === 'sequential') return [...of(primary), ...of(secondary)];
  const elsewhere = secondRegion === null ? [] : of(primary, secondRegion);
  return [...of(primary), ...elsewhere, ...of(hedge), ...of(secondary)];
}

/** By the alias alone where the task runs; two regions fail apart, and whoever is paged needs to know which. */
function nameOf({ alias }: Model, { region, home }: { region: string; home: string }): string {
  return region === home ? alias : `${alias}@${region}`;
}

interface PolicyParts {
  readonly tryModel: TryModel;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

/** The configured policy over the models that serve. */
export function chooseAskModels(
  { models: { policy, canaryEvery } }: ApiConfig,
  { serving, tryModel, sleep, log }: PolicyParts & { serving: readonly ServingModel[] },
): AskModels {
  if (policy === 'sequential') return askInSequence({ models: serving.map(({ model }) => model), tryModel });
  return hedgedPolicy({
    domains: serving,
    canaryEvery,
    onBreaker: (model, state) =>
      state === 'opened'
        ? log.error('MODEL_BREAKER_OPENED', { model })
        : log.info('MODEL_BREAKER_CLOSED', { model }),
    tryModel,
    sleep,
    now: () => performance.now(),
  });
}

export function traced(serving: readonly ServingModel[], withSpan: WithSpan): ServingModel[] {
  return serving.map((one) => ({ ...one, model: tracedModel(one.model, withSpan) }));
}
