import type { z } from 'zod';
import { type Fault, OmniError } from '../domain/errors.ts';

/**
 * The input in the shape of the schema.
 * @throws OmniError invalid_request with one fault for each thing to change; no fault repeats a value that was sent
 */
export function parseInput<Schema extends z.ZodObject>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new OmniError('invalid_request', {
    details: 'The request does not have the form that this route takes; `errors` says what to send.',
    faults: withoutRepetition(parsed.error.issues.flatMap((issue) => faultsOf(issue, input))),
  });
}

/** A number that breaks two rules of one sentence is told that sentence once. */
function withoutRepetition(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(
    ({ path, message }, index) =>
      faults.findIndex((other) => other.path === path && other.message === message) === index,
  );
}

/** More of them help nobody, and thousands fit into a body. */
const MOST_UNKNOWN_MEMBERS = 20;

function faultsOf(issue: z.core.$ZodIssue, input: unknown): readonly Fault[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_UNKNOWN_MEMBERS).map((key) => ({
      path: [...issue.path, showable(key)].join('.'),
      message: 'is not a member of this request: check its spelling or leave it out',
    }));
  }
  if (issue.code === 'invalid_type' && issue.expected === 'object')
    return [{ path, message: 'send a JSON object' }];
  return [
    {
      path,
      message: valueAt(input, issue.path) === undefined ? `is required: ${issue.message}` : issue.message,
    },
  ];
}

/** A misspelt member's name helps its sender; anything that could be data or markup is not sent back. */
function showable(key: string): string {
  return /^[A-Za-z_]{1,40}$/.test(key) ? key : '(unknown member)';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[String(key)] : undefined), input);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
