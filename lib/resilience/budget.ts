export interface BudgetOptions {
  /** Of one call, for each request. */
  readonly perRequest: number;
  /** Calls that may be saved up, and that there are at first. */
  readonly most: number;
}

/** What all requests together may call beyond one call each: it grows with the traffic, not with the clock. */
export interface Budget {
  /** Once for each request. */
  readonly earn: () => void;
  /** Whether there was one call left, which is then spent. */
  readonly spend: () => boolean;
}

export function budget({ perRequest, most }: BudgetOptions): Budget {
  let calls = most;
  return {
    earn: () => {
      calls = Math.min(most, calls + perRequest);
    },
    spend: () => {
      if (calls < 1) return false;
      calls -= 1;
      return true;
    },
  };
}
