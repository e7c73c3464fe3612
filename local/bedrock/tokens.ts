const BYTES_PER_TOKEN = 4;

/** The stand-in's only measure of tokens: UTF-8 bytes / 4, rounded up. */
export function estimateTokens(...texts: readonly string[]): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}

/** The longest beginning of `text` within `maxTokens`, never ending in half a character. */
export function cutToTokens(text: string, maxTokens: number): string {
  const bytes = Buffer.from(text).subarray(0, maxTokens * BYTES_PER_TOKEN);
  // A streaming decoder keeps an incomplete last character to itself.
  return new TextDecoder().decode(bytes, { stream: true });
}
