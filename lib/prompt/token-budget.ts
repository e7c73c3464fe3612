/** The customer's part of a prompt: what comes after the cached prefix. */
export const SUFFIX_BUDGET_TOKENS = 1_000;
export const BYTES_PER_TOKEN = 4;

/**
 * About how many tokens a text has for the models we use: one for four bytes of UTF-8.
 * Good enough to decide whether a prefix can be cached, with the margin that is applied there; never used for billing.
 */
export function estimateTokens(text: string): number {
  return tokensOf(Buffer.byteLength(text, 'utf8'));
}

export function tokensOf(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}

/** Bytes of a value inside a JSON document, quotes and escapes included. */
export function jsonBytes(value: string | object): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}
