import type { OperationId } from './operations.ts';

/** A body that the running system really answered, and what led to it. */
export interface AnswerExample {
  readonly operationId: OperationId;
  /** A word to refer to it by, unique within the operation. */
  readonly name: string;
  /** What led to it, for readers. */
  readonly summary: string;
  readonly status: number;
  /** Without parameters. */
  readonly type: string;
  readonly body: unknown;
}

export type AnswerExamples = readonly AnswerExample[];

/** The examples of one body, as the document has them; `null` when there are none. */
export function examplesOf(
  examples: AnswerExamples,
  { operationId, status, type }: Pick<AnswerExample, 'operationId' | 'status' | 'type'>,
): Readonly<Record<string, { readonly summary: string; readonly value: unknown }>> | null {
  const own = examples.filter(
    (example) => example.operationId === operationId && example.status === status && example.type === type,
  );
  if (own.length === 0) return null;
  return Object.fromEntries(own.map(({ name, summary, body }) => [name, { summary, value: body }]));
}
