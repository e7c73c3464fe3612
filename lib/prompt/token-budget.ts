/**
 * About how many tokens a text has for the models we use: one for four bytes of UTF-8.
 * Good enough to decide whether a prefix can be cached, with the margin that is applied there; never used for billing.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / 4);
}
