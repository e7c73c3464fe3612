import type { InsightsResponse } from '../lib/contract/summary-record.ts';

export interface SummaryAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: InsightsResponse;
  /** Milliseconds, as the caller measured them. */
  readonly tookMs: number;
}

/** The owner's sample: a customer who disputes a charge of $45 enters the queue. */
export const SAMPLE_REQUEST = {
  account_number: '1234567890',
  initial_contact_id: 'abc-123-first',
  contact_id: 'abc-123-xyz',
  ivr_intent: 'billing_inquiry',
  channel_filter: ['ivr', 'agent'],
};

export interface SummaryQuestion {
  readonly apiUrl: string;
  readonly token: string;
  readonly request: object;
}

/** Asks for a summary as Salesforce would. @throws Error with the API's own words when it does not give one */
export async function askForSummary(options: SummaryQuestion): Promise<SummaryAnswer> {
  const startedAt = performance.now();
  const answer = await fetch(`${options.apiUrl}/omni-channel-insights`, {
    method: 'POST',
    headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(options.request),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The API answered ${answer.status}: ${text}`);
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: JSON.parse(text),
    tookMs: Math.round(performance.now() - startedAt),
  };
}
