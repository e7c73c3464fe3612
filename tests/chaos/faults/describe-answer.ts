import type { Received } from './fault-world.ts';

/** An answer in a few words: status, what it says of itself, the model, the stores. */
export function describeAnswer({ status, headers, body }: Received): string {
  if (status === null) return 'nothing: it had gone';
  if (status !== 200) {
    const retry = headers['retry-after'] === undefined ? '' : `, Retry-After ${headers['retry-after']}`;
    return `${status} ${body.code}${retry}`;
  }
  const reason = body.reason === null ? '' : ` (${body.reason})`;
  return `200 ${body.status}${reason}, model ${headers['x-model-used']}, X-Stored ${headers['x-stored']}`;
}
