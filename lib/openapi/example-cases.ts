import { CASES_OF_FEEDBACK } from './example-cases-of-feedback.ts';
import { CASES_OF_SUMMARIES } from './example-cases-of-summaries.ts';
import type { AnswerExamples } from './examples.ts';
import type { OperationId } from './operations.ts';

/**
 * A request whose answer stands in the document. They are sent in their order, so that a later one can be about the summary
 * of an earlier one: `{{request_id}}` and `{{unique_process_id}}` in it are those of the first summary.
 */
export interface ExampleCase {
  readonly operationId: OperationId;
  readonly name: string;
  readonly summary: string;
  readonly status: number;
  /** A value to send as JSON, or a text to send as it is. */
  readonly body?: object | string;
  /** The last part of the path, where it has a parameter. */
  readonly uniqueProcessId?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without it, a token for all scopes. */
  readonly token?: 'none' | 'of another scope';
  /**
   * The system that is asked; without it, one in which all is well. `stores fail`: neither DynamoDB nor S3 answers, and
   * a client may send two requests at once. `nothing there`: no API is behind the gateway, and no function.
   */
  readonly system?: 'stores fail' | 'nothing there';
  /** How many are sent at once, when not one; the answer of the status counts. */
  readonly atOnce?: number;
  /** Whether the request is an example too. */
  readonly showsRequest?: boolean;
}

export const EXAMPLE_CASES: readonly ExampleCase[] = [...CASES_OF_SUMMARIES, ...CASES_OF_FEEDBACK];

/** The requests of an operation that are examples, about the summary that was recorded. */
export function requestExamplesOf(operationId: OperationId, recorded: AnswerExamples) {
  const ids = idsOfFirstSummary(recorded);
  const shown = EXAMPLE_CASES.filter((one) => one.operationId === operationId && one.showsRequest);
  return Object.fromEntries(
    shown.map(({ name, summary, body }) => [name, { summary, value: fillIn(body, ids) }]),
  );
}

export type SummaryIds = Readonly<Record<'request_id' | 'unique_process_id', string>>;

/** A request with the ids of a summary where it names them. */
export function fillIn<Value>(value: Value, ids: SummaryIds): Value {
  const text = JSON.stringify(value)
    .replaceAll('{{request_id}}', ids.request_id)
    .replaceAll('{{unique_process_id}}', ids.unique_process_id);
  return JSON.parse(text);
}

export function idsOfFirstSummary(recorded: AnswerExamples): SummaryIds {
  const body = recorded.find(({ status }) => status === 200)?.body;
  if (typeof body !== 'object' || body === null) throw new Error('No summary was recorded.');
  if (!('request_id' in body) || !('unique_process_id' in body)) throw new Error('A summary has no ids.');
  return { request_id: String(body.request_id), unique_process_id: String(body.unique_process_id) };
}
