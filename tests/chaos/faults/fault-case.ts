import type { LogEventName } from '../../../lib/telemetry/log-events.ts';
import type { MetricName } from '../../../lib/telemetry/metrics-catalogue.ts';
import type { FaultWorld, Received } from './fault-world.ts';

/**
 * Where the record of a request is in the end. `both`: in both stores without anybody's help; `retry`: in both once the
 * stores are back, because the task kept trying; `sweep`: in both after a sweep; `s3`: in S3 only, from where the
 * warehouse loader brings it into DynamoDB; `nothing`: there is no record, and none was promised.
 */
export type Kept = 'both' | 'retry' | 'sweep' | 's3' | 'nothing';

/** One way in which something goes wrong, and what everybody must see of it. */
export interface FaultCase {
  /** Number in the list of failures that the product was designed against. */
  readonly row: string;
  /** In words, once in all cases. */
  readonly fault: string;
  /** Makes it go wrong, from now until the case is over. */
  readonly inject?: (world: FaultWorld) => void | Promise<void>;
  /** The request that meets it; without one, a POST for a customer with one interaction. */
  readonly send?: (world: FaultWorld) => Promise<Received>;
  /** Status, and the members that the body and the headers must have among others. */
  readonly answer: {
    readonly status: number | null;
    readonly body?: Readonly<Record<string, unknown>>;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Events that must be logged, and metrics that must be above 0, among others. */
  readonly logged: readonly LogEventName[];
  readonly metered: readonly MetricName[];
  readonly kept: Kept;
  /** Runs in a task of its own, which the case may stop. */
  readonly ownTask?: boolean;
  /** Why the product does not yet do what is expected; the case must then fail. */
  readonly open?: string;
}

/** What one case showed, as the reliability page tells it. */
export interface FaultFinding {
  readonly row: string;
  readonly fault: string;
  readonly got: string;
  readonly logged: readonly string[];
  readonly metered: readonly string[];
  readonly kept: Kept;
  readonly ms: number;
}
