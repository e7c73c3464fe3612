/**
 * The models that may be configured, by alias. Prices are US dollars per million tokens, on demand, as of November 2026;
 * `cacheMinimumTokens` is the smallest prefix that the model caches.
 * Source: the AWS price list and the model cards of Amazon Bedrock.
 */
export interface Model {
  readonly alias: string;
  readonly modelId: string;
  readonly price: { readonly input: number; readonly output: number; readonly cacheRead: number };
  readonly cacheMinimumTokens: number;
}

const CATALOGUE: readonly Model[] = [
  {
    alias: 'nova-lite',
    modelId: 'us.amazon.nova-lite-v1:0',
    price: { input: 0.06, output: 0.24, cacheRead: 0.015 },
    cacheMinimumTokens: 1_000,
  },
  {
    alias: 'nova-micro',
    modelId: 'us.amazon.nova-micro-v1:0',
    price: { input: 0.035, output: 0.14, cacheRead: 0.00875 },
    cacheMinimumTokens: 1_000,
  },
  {
    alias: 'nova-2-lite',
    modelId: 'us.amazon.nova-2-lite-v1:0',
    price: { input: 0.33, output: 2.75, cacheRead: 0.0825 },
    cacheMinimumTokens: 1_000,
  },
  {
    alias: 'claude-haiku-4.5',
    modelId: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    price: { input: 1.0, output: 5.0, cacheRead: 0.1 },
    cacheMinimumTokens: 4_096,
  },
];

/** @throws Error naming the aliases there are */
export function findModel(alias: string): Model {
  const model = CATALOGUE.find((candidate) => candidate.alias === alias);
  if (model === undefined)
    throw new Error(
      `There is no model "${alias}"; there are ${CATALOGUE.map((known) => known.alias).join(', ')}.`,
    );
  return model;
}
