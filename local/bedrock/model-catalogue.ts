import { BedrockError } from './bedrock-error.ts';

export const CACHE_TTL_MS = { '5m': 300_000, '1h': 3_600_000 } as const;

export type CacheTtl = keyof typeof CACHE_TTL_MS;

export interface LatencyShape {
  readonly medianMs: number;
  /** Standard deviation of the latency's natural logarithm. */
  readonly sigma: number;
}

export interface LocalModel {
  /** The name that orders of faults may use. */
  readonly alias: string;
  /** Model id without the `us.` of the inference profile. */
  readonly id: string;
  /** A prompt prefix of fewer tokens is not cached. */
  readonly minimumCacheTokens: number;
  readonly cacheTtls: readonly CacheTtl[];
  readonly latency: LatencyShape;
}

const NOVA = { minimumCacheTokens: 1_000, cacheTtls: ['5m'] } as const;
const HAIKU = {
  minimumCacheTokens: 4_096,
  cacheTtls: ['5m', '1h'],
  latency: { medianMs: 1_600, sigma: 0.35 },
} as const;

/** What this Bedrock serves. Its own table on purpose: the product's catalogue is checked against it, not by itself. */
const ACTIVE_MODELS: readonly LocalModel[] = [
  { ...NOVA, alias: 'nova-lite', id: 'amazon.nova-lite-v1:0', latency: { medianMs: 1_100, sigma: 0.35 } },
  { ...NOVA, alias: 'nova-micro', id: 'amazon.nova-micro-v1:0', latency: { medianMs: 700, sigma: 0.35 } },
  { ...NOVA, alias: 'nova-2-lite', id: 'amazon.nova-2-lite-v1:0', latency: { medianMs: 1_300, sigma: 0.35 } },
  { ...HAIKU, alias: 'claude-haiku-4.5', id: 'anthropic.claude-haiku-4-5-20251001-v1:0' },
  { ...HAIKU, alias: 'claude-haiku-5.5', id: 'anthropic.claude-haiku-5-5' },
];

/** Model ids by every name that an order of a fault may use: alias, model id, inference profile id. */
export const MODEL_ID_BY_NAME: ReadonlyMap<string, string> = new Map(
  ACTIVE_MODELS.flatMap(({ alias, id }) => [alias, id, `us.${id}`].map((name) => [name, id] as const)),
);

const END_OF_LIFE: ReadonlyMap<string, string> = new Map([
  ['anthropic.claude-3-5-haiku-20241022-v1:0', '19 June 2026'],
  ['anthropic.claude-3-haiku-20240307-v1:0', '10 September 2026'],
  ['meta.llama3-2-3b-instruct-v1:0', '7 July 2026'],
]);

export function withoutProfilePrefix(modelId: string): string {
  return modelId.replace(/^us\./, '');
}

/**
 * The active model of a model id or `us.` inference profile id.
 * @throws ResourceNotFoundException for an unknown model and for one past its end of life.
 */
export function findModel(modelId: string): LocalModel {
  const id = withoutProfilePrefix(modelId);
  const model = ACTIVE_MODELS.find((candidate) => candidate.id === id);
  if (model !== undefined) return model;
  const endOfLife = END_OF_LIFE.get(id);
  const served = ACTIVE_MODELS.map((active) => `us.${active.id}`).join(', ');
  throw new BedrockError(
    'ResourceNotFoundException',
    endOfLife === undefined
      ? `Could not find the model ${modelId}. The local Bedrock serves ${served}.`
      : `This model version has reached the end of its life: ${modelId} ended on ${endOfLife}.`,
  );
}
