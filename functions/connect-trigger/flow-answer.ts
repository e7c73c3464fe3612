import type { InsightsResponse } from '../../lib/contract/summary-record.ts';
import type { OmniError } from '../../lib/domain/errors.ts';

/** What a contact flow can read as `$.External.<name>`: text by name, nothing nested. */
export type FlowAnswer = Readonly<Record<string, string>>;

/** Amazon Connect takes less than 32 KB of UTF-8 from a function. */
const MOST_BYTES = 32_000;

/** A summary for the flow. A text that would be too long for Amazon Connect is cut between two characters. */
export function toFlowAnswer(response: InsightsResponse): FlowAnswer {
  const answer = {
    status: response.status,
    unique_process_id: response.unique_process_id,
    request_id: response.request_id,
    model_used: response.model_used,
    reason: response.reason ?? '',
    next_best_action: '',
    summary: '',
  };
  const withSummary = { ...answer, summary: cutToFit(response.summary, answer) };
  const nextBestAction = cutToFit(response.sections.next_best_action, withSummary);
  return { ...withSummary, next_best_action: nextBestAction };
}

/** What a flow, and who writes it, learns when there is no summary. */
export function toFailedAnswer({ code, retryable, faults }: OmniError): FlowAnswer {
  const detail = faults.map(({ path, message }) => `${path} ${message}`).join('; ');
  return { status: 'failed', error_code: code, retryable: String(retryable), detail, summary: '' };
}

/** As much of the text as can join the answer. */
function cutToFit(text: string, answer: FlowAnswer): string {
  // Escapes make it longer on its way: what is cut away takes at least as many bytes there as here.
  const excess = byteLength({ ...answer, text }) - MOST_BYTES;
  if (excess <= 0) return text;
  const room = new Uint8Array(Math.max(0, Buffer.byteLength(text) - excess));
  return text.slice(0, new TextEncoder().encodeInto(text, room).read);
}

function byteLength(answer: FlowAnswer): number {
  return Buffer.byteLength(JSON.stringify(answer));
}
