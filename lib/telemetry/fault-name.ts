/**
 * What kind of error this is, in one word for logs: a system code such as `ECONNRESET`, or the error's name such as
 * `ThrottlingException`. Never its message, which may quote data. The code comes first, because the SDK calls a dropped
 * socket a `TimeoutError`.
 */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Where an error was thrown: the first frames of its stack, without the message above them. */
export function faultFrames(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  const afterMessage = error.stack.slice(error.stack.indexOf(error.message) + error.message.length);
  const frames = afterMessage.split('\n').filter((line) => line.startsWith('    at '));
  return frames.slice(0, 5).map((line) => line.trim());
}
