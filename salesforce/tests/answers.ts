import { toInsightsResponse, toWire } from '../../lib/contract/summary-record.ts';
import { composeSummary, type SummaryLine } from '../../lib/domain/summary.ts';
import type { SummaryRecord } from '../../lib/domain/summary-record.ts';
import { aRecord } from '../../tests/fixtures/domain.ts';

/** What the API answers, made by the code that answers. */
export type Answer = Omit<ReturnType<typeof toInsightsResponse>, 'status'> & { readonly status: string };

const LINES: readonly SummaryLine[] = [
  { section: 'reason', text: 'Calls about a charge of $45.', interactionIds: ['int-1'] },
  { section: 'openIssues', text: 'The credit of $45 is open.', interactionIds: ['int-2', 'int-1'] },
  { section: 'openIssues', text: 'The modem was not returned.', interactionIds: ['int-3'] },
  { section: 'promises', text: 'A credit within 48 hours.', interactionIds: ['int-2'] },
  { section: 'dontAskAgain', text: 'Verified by the phone menu.', interactionIds: ['int-1'] },
  {
    section: 'history',
    text: 'Five contacts since 24 Oct.',
    interactionIds: ['int-1', 'int-2', 'int-3', 'int-4', 'int-5'],
  },
  { section: 'sentiment', text: 'Upset. "Three times now." he said.', interactionIds: ['int-3'] },
  { section: 'nextBestAction', text: 'Check the credit first.', interactionIds: ['int-2'] },
];

/** After three minutes with another agent. */
export const NEW_LINE: SummaryLine = {
  section: 'sinceLastAgent',
  text: 'The credit was entered.',
  interactionIds: ['int-9'],
};

export function anAnswer(changes: Partial<SummaryRecord> = {}): Answer {
  const record = toWire(aRecord({ summary: composeSummary(LINES), ...changes }));
  return toInsightsResponse(record, { stored: true, latencyMs: 900 });
}

export function aTransfer(): Answer {
  return anAnswer({ requestId: 'of-transfer', summary: composeSummary([NEW_LINE, ...LINES]) });
}

export function aDegraded(reason: string): Answer {
  return anAnswer({ requestId: 'degraded', status: 'degraded', reason, modelUsed: null });
}

/** The facts, while the summary is being written. */
export function aPreliminary(): Answer {
  return { ...aDegraded('none'), status: 'preliminary', reason: null, request_id: 'preliminary' };
}

export function noHistory(): Answer {
  const text = 'No interactions found in the last 90 days.';
  return anAnswer({
    status: 'no_interactions',
    summary: composeSummary([{ section: 'history', text, interactionIds: [] }]),
    interactions: [],
  });
}
