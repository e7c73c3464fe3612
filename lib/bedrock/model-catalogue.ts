/** US dollars per million tokens, on demand. */
interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
}

export interface Model {
  readonly alias: string;
  /** Model or inference profile, as Converse takes it. */
  readonly modelId: string;
  readonly price: Price;
  /** The smallest prefix that the model caches; `null` when it caches none or nobody has confirmed the number. */
  readonly cacheMinimumTokens: number | null;
  /** Day (UTC) from which calls fail, when the vendor has named one. */
  readonly endOfLife: string | null;
  /** Alias of the model to use instead once the end of life is near. */
  readonly successor: string | null;
  /** What Converse hands on to the model as it is. */
  readonly requestFields?: { readonly [name: string]: string | number | { readonly type: string } };
}

/**
 * The models that may be configured. As of November 2026.
 * Source: the AWS price list and the model cards of Amazon Bedrock.
 */
const CATALOGUE: readonly Model[] = [
  {
    alias: 'nova-lite',
    modelId: 'us.amazon.nova-lite-v1:0',
    price: { input: 0.06, output: 0.24, cacheRead: 0.015 },
    cacheMinimumTokens: 1_000,
    endOfLife: null,
    successor: 'nova-2-lite',
  },
  {
    alias: 'nova-micro',
    modelId: 'us.amazon.nova-micro-v1:0',
    price: { input: 0.035, output: 0.14, cacheRead: 0.008_75 },
    cacheMinimumTokens: 1_000,
    endOfLife: null,
    successor: 'nova-lite',
  },
  {
    alias: 'nova-2-lite',
    modelId: 'us.amazon.nova-2-lite-v1:0',
    price: { input: 0.33, output: 2.75, cacheRead: 0.0825 },
    cacheMinimumTokens: 1_000,
    endOfLife: null,
    successor: null,
  },
  {
    alias: 'claude-haiku-4.5',
    modelId: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    price: { input: 1.0, output: 5.0, cacheRead: 0.1 },
    cacheMinimumTokens: 4_096,
    endOfLife: null,
    successor: 'claude-haiku-5.5',
  },
  {
    alias: 'claude-haiku-5.5',
    modelId: 'us.anthropic.claude-haiku-5-5',
    price: { input: 0.1, output: 0.5, cacheRead: 0.01 },
    cacheMinimumTokens: null,
    endOfLife: null,
    successor: null,
    // It thinks by default, and a thought costs the seconds that the agent waits.
    requestFields: { thinking: { type: 'disabled' } },
  },
  {
    alias: 'claude-3.5-haiku',
    modelId: 'anthropic.claude-3-5-haiku-20241022-v1:0',
    price: { input: 0.8, output: 4.0, cacheRead: 0.08 },
    cacheMinimumTokens: 2_048,
    endOfLife: '2026-06-19',
    successor: 'claude-haiku-4.5',
  },
  {
    alias: 'claude-3-haiku',
    modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
    price: { input: 0.25, output: 1.25, cacheRead: 0.25 },
    cacheMinimumTokens: null,
    endOfLife: '2026-09-10',
    successor: 'claude-haiku-4.5',
  },
  {
    alias: 'llama-3.2-3b',
    modelId: 'us.meta.llama3-2-3b-instruct-v1:0',
    price: { input: 0.15, output: 0.15, cacheRead: 0.15 },
    cacheMinimumTokens: null,
    endOfLife: '2026-07-07',
    successor: 'nova-micro',
  },
];

/** A model is no longer called this long before its end: time for a release that names another one. */
export const LEAST_DAYS_TO_LIVE = 90;
const DAY_MS = 86_400_000;

/**
 * The model that serves an alias on a day: itself, or its successor when its end of life is near or past.
 * @throws Error naming the aliases there are, or the model that ends without a successor
 */
export function resolveModel(alias: string, nowMs: number): Model {
  const model = CATALOGUE.find((candidate) => candidate.alias === alias);
  if (model === undefined) {
    const known = CATALOGUE.map((candidate) => candidate.alias).join(', ');
    throw new Error(`There is no model "${alias}"; there are ${known}.`);
  }
  if (!endsSoon(model, nowMs)) return model;
  if (model.successor === null) {
    throw new Error(
      `The model "${alias}" ends on ${model.endOfLife} and has no successor: configure another one.`,
    );
  }
  return resolveModel(model.successor, nowMs);
}

/** Tokens of a usual summary, none of them from the prompt cache. */
const USUAL_TOKENS = { input: 3_000, output: 200 };

/** US dollars of one usual call: what models are compared by. */
export function usualCostUsd({ price }: Model): number {
  return (USUAL_TOKENS.input * price.input + USUAL_TOKENS.output * price.output) / 1_000_000;
}

function endsSoon({ endOfLife }: Model, nowMs: number): boolean {
  return endOfLife !== null && Date.parse(endOfLife) - nowMs < LEAST_DAYS_TO_LIVE * DAY_MS;
}
