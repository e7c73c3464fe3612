/**
 * A signal that aborts when `parent` does or after `timeoutMs`, whichever comes first.
 * The reason tells the two apart: a `TimeoutError` is ours or the parent's time-out, anything else a cancellation.
 */
export function deadline(parent: AbortSignal, timeoutMs: number): AbortSignal {
  return AbortSignal.any([parent, AbortSignal.timeout(timeoutMs)]);
}

/** Whether the signal ended because time was up, rather than because somebody cancelled. */
export function timedOut(signal: AbortSignal): boolean {
  return signal.aborted && signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
}

/** The promise's value when it settles within `timeoutMs`, else `otherwise`. The promise itself goes on. */
export async function within<Value>(
  promise: Promise<Value>,
  { timeoutMs, otherwise }: { timeoutMs: number; otherwise: Value },
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<Value>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, otherwise);
  });
  try {
    return await Promise.race([promise, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The promise's value, unless the signal aborts first: for work that may not look at the signal itself. Such work goes on,
 * and nobody waits for it.
 * @throws the signal's reason when it aborts
 */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
