export interface TokenBucketOptions {
  /** Tokens that come back each second. */
  readonly ratePerSecond: number;
  /** Tokens that a key may save up, and has at first. */
  readonly burst: number;
  /** Keys that are remembered; the one that was not seen for longest is forgotten, and starts full again. */
  readonly mostKeys: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

export interface Grant {
  readonly granted: boolean;
  /** Whole tokens that are left. */
  readonly remaining: number;
  /** Seconds until there is a token again, rounded up; 0 when there is one. */
  readonly retryAfterSeconds: number;
}

/** Takes one token of a key's bucket. A take that is refused costs nothing. */
export type TakeToken = (key: string) => Grant;

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** A token bucket for each key: bursts pass, a steady excess does not, and no key takes from another. */
export function tokenBuckets({ ratePerSecond, burst, mostKeys, now }: TokenBucketOptions): TakeToken {
  const buckets = new Map<string, Bucket>();

  return (key) => {
    const bucket = refilled(buckets.get(key));
    const granted = bucket.tokens >= 1;
    if (granted) bucket.tokens -= 1;
    // Set anew, so that the map's order is the order of last use.
    buckets.delete(key);
    buckets.set(key, bucket);
    const [stalest] = buckets.keys();
    if (buckets.size > mostKeys && stalest !== undefined) buckets.delete(stalest);
    return {
      granted,
      remaining: Math.floor(bucket.tokens),
      retryAfterSeconds: bucket.tokens >= 1 ? 0 : Math.ceil((1 - bucket.tokens) / ratePerSecond),
    };
  };

  function refilled(bucket: Bucket | undefined): Bucket {
    const nowMs = now();
    if (bucket === undefined) return { tokens: burst, filledAtMs: nowMs };
    const gained = ((nowMs - bucket.filledAtMs) / 1_000) * ratePerSecond;
    return { tokens: Math.min(burst, bucket.tokens + gained), filledAtMs: nowMs };
  }
}
