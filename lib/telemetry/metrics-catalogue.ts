export interface MetricDefinition {
  readonly unit: 'Count' | 'Milliseconds' | 'None';
  /** Beside `service`, which every metric has. Few values each: every combination is a metric of its own to pay for. */
  readonly dimensions: readonly string[];
}

const COUNT = { unit: 'Count', dimensions: [] } as const;
const TIME = { unit: 'Milliseconds', dimensions: [] } as const;

/**
 * Every metric of this product. Ratios are two counts, and a count of 0 is sent too, so that an alarm can tell "none"
 * from "nothing came". Alarms, dashboards and tests read this list.
 */
export const METRICS = {
  /** Every HTTP request but health checks; rejected: answered 4xx; failed: answered 5xx. */
  Requests: COUNT,
  RequestsRejected: COUNT,
  RequestsFailed: COUNT,
  AuthRejected: COUNT,
  AuthorizationDenied: { unit: 'Count', dimensions: ['client'] },
  RateLimited: { unit: 'Count', dimensions: ['client'] },
  /**
   * Every ten seconds: requests that were refused because there was too much to do (at the door, where they are in none of
   * the counts above), the most that was under way, and the longest that the event loop was late.
   */
  RequestsShed: COUNT,
  RequestsInFlight: COUNT,
  EventLoopLag: TIME,

  /** Summaries that were served; latency from arrival to the record. */
  SummaryRequests: COUNT,
  SummaryLatency: TIME,
  SummaryDegraded: COUNT,
  SummaryFailovers: COUNT,
  SummaryHedges: COUNT,
  SummariesByModel: { unit: 'Count', dimensions: ['model'] },
  NoInteractions: COUNT,
  /** Answers of the facts alone, each before its summary, and how long they took. */
  SummaryPreliminary: COUNT,
  FirstFactsLatency: TIME,
  /**
   * Summaries of a history, so that a text could be reused; of these: with a text that was there, for another contact of the
   * chain among them, and with one that was waited for together. Lookups that failed, and made nobody wait.
   */
  ReuseEligible: COUNT,
  SummaryReused: COUNT,
  TransferReused: COUNT,
  SummaryCoalesced: COUNT,
  ReuseLookupFailed: COUNT,
  SentencesRemoved: COUNT,
  /** Those of them that do not follow from the records. */
  SentencesUngrounded: COUNT,
  /** US dollars. */
  SummaryCost: { unit: 'None', dimensions: [] },

  HistoryLatency: TIME,
  HistoryThrottled: COUNT,
  HistoryFailed: COUNT,
  HistoryTruncated: COUNT,
  InteractionsSkipped: COUNT,
  /** Customers of whose records none can be read. */
  HistoryUnusable: COUNT,
  UnknownCodes: COUNT,
  /** From the newest interaction to its arrival in the replica, where the source says so. */
  ReplicaLag: TIME,

  ModelCalls: { unit: 'Count', dimensions: ['model'] },
  ModelLatency: { unit: 'Milliseconds', dimensions: ['model'] },
  ModelFailures: { unit: 'Count', dimensions: ['model', 'outcome'] },
  ModelTimeouts: COUNT,
  ModelThrottles: COUNT,
  /** Configured models that are at their end, counted at each start. */
  RetiredModels: COUNT,
  InputTokens: COUNT,
  OutputTokens: COUNT,
  PromptCacheReadTokens: COUNT,
  PromptCacheWriteTokens: COUNT,

  /** Summaries that no store had acknowledged when they were served, and those that one store had not. */
  SummaryUnstored: COUNT,
  SummaryDeferred: COUNT,
  StoreFailures: { unit: 'Count', dimensions: ['store'] },
  /** Records that wait in memory for a store. */
  RetryQueueDepth: COUNT,
  SummaryDropped: COUNT,

  /** Clicks that were acknowledged, and of these: by what they say, without a summary, without anything new. */
  FeedbackClicks: COUNT,
  FeedbackHelpful: COUNT,
  FeedbackNotHelpful: COUNT,
  FeedbackChanged: COUNT,
  FeedbackRepeated: COUNT,
  FeedbackUnmatched: COUNT,
  /** Clicks and uses that S3 did not take; the caller was told so. */
  FeedbackUnstored: COUNT,
  SummaryUses: { unit: 'Count', dimensions: ['use'] },

  /** Runs of the sweep, those that did not look at all there was, and the records they brought into the archive, or not. */
  Sweeps: COUNT,
  SweepsIncomplete: COUNT,
  OutboxRedriven: COUNT,
  OutboxFailed: COUNT,

  /** Contact flows that asked, those that got no summary, and how long they waited. */
  ConnectTriggers: COUNT,
  ConnectTriggersFailed: COUNT,
  ConnectLatency: TIME,

  /** Answers to a prompt that is only tried, and those that were not asked for or could not be kept. No other metric counts them. */
  ShadowSummaries: { unit: 'Count', dimensions: ['outcome'] },
  ShadowSentencesRemoved: COUNT,
  ShadowDropped: COUNT,
  ShadowUnstored: COUNT,
  /** US dollars. */
  ShadowCost: { unit: 'None', dimensions: [] },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof METRICS;
