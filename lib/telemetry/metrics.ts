import { Metrics } from '@aws-lambda-powertools/metrics';

/** Every metric of this product with its unit. Ratios are two counts; a count of 0 is sent too. */
export const METRICS = {
  Requests: 'Count',
  RequestsRejected: 'Count',
  RequestsFailed: 'Count',
  SummaryRequests: 'Count',
  SummaryLatency: 'Milliseconds',
  SummaryDegraded: 'Count',
  SummaryUnstored: 'Count',
  NoInteractions: 'Count',
  InteractionsSkipped: 'Count',
  ModelLatency: 'Milliseconds',
  ModelFailures: 'Count',
  InputTokens: 'Count',
  OutputTokens: 'Count',
  PromptCacheReadTokens: 'Count',
  PromptCacheWriteTokens: 'Count',
} as const;

export type MetricName = keyof typeof METRICS;

export interface RequestMetrics {
  /** Adds a value to the metrics of the request whose scope this is called in. */
  readonly add: (name: MetricName, value: number) => void;
  /** Writes the request's metrics as one line of CloudWatch's embedded metric format; nothing when there are none. */
  readonly publish: (requestId: string) => void;
}

export const METRICS_NAMESPACE = 'OmniChannelInsights';

export function createMetrics({ service }: { service: string }): RequestMetrics {
  const powertools = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: service });
  return {
    add: (name, value) => powertools.addMetric(name, METRICS[name], value),
    publish: (requestId) => {
      powertools.addMetadata('request_id', requestId);
      powertools.publishStoredMetrics();
    },
  };
}
