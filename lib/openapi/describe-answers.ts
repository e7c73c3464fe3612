import { type ErrorCode, OmniError } from '../domain/errors.ts';
import { toProblem } from '../http/problem.ts';
import { headersOfProblem, headersOfRefusal, headersOfSuccess } from './answer-headers.ts';
import type { ComponentName } from './components.ts';
import { type AnswerExamples, examplesOf } from './examples.ts';
import { refusalsOf } from './gateway-refusals.ts';
import { HEADERS, type HeaderName } from './header-words.ts';
import type { Operation } from './operations.ts';
import { SUCCESSES, type Success } from './successes.ts';

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

/** The status and title of an error that callers can meet. */
export function problemOf(code: ErrorCode): { readonly status: number; readonly title: string } {
  const { status, body } = toProblem(new OmniError(code), '');
  return { status, title: body.title };
}

/** Every answer of an operation by status, with headers, bodies and what the running system really answered. */
export function describeAnswers(operation: Operation, examples: AnswerExamples) {
  const codes = Map.groupBy(operation.codes, (code) => problemOf(code).status);
  const refusals = refusalsOf(operation);
  const successes = Object.entries(SUCCESSES[operation.operationId]).map(
    ([status, success]) => [Number(status), describeSuccess(operation, success)] as const,
  );
  const failures = [...new Set([...codes.keys(), ...refusals.keys()])].map((status) => {
    const parts = { codes: codes.get(status) ?? [], refusal: refusals.get(status), status };
    return [status, describeFailure(operation, parts)] as const;
  });
  const answers = [...successes, ...failures].toSorted(([one], [other]) => one - other);
  return Object.fromEntries(
    answers.map(([status, { content, ...answer }]) => [
      status,
      { ...answer, content: withExamples(status, content) },
    ]),
  );

  function withExamples(status: number, content: Readonly<Record<string, object>>) {
    return Object.fromEntries(
      Object.entries(content).map(([type, media]) => {
        const found = examplesOf(examples, { operationId: operation.operationId, status, type });
        return [type, found === null ? media : { ...media, examples: found }];
      }),
    );
  }
}

function describeSuccess(operation: Operation, { description, bodies, sometimes = [] }: Success) {
  return {
    description,
    headers: references([...headersOfSuccess(operation), ...sometimes]),
    content: { [JSON_TYPE]: { schema: schemaOf(bodies) } },
  };
}

interface Failure {
  readonly status: number;
  readonly codes: readonly ErrorCode[];
  /** The words of the gateway, where it gives this status by itself. */
  readonly refusal: string | undefined;
}

function describeFailure(operation: Operation, { status, codes, refusal }: Failure) {
  const sentences = [
    ...codes.map((code) => `\`${code}\`: ${problemOf(code).title}.`),
    ...(refusal === undefined ? [] : [`The gateway by itself: ${refusal}.`]),
  ];
  const headers = [
    ...codes.flatMap((code) => headersOfProblem(operation, code)),
    ...(refusal === undefined ? [] : headersOfRefusal(status)),
  ];
  return {
    description: sentences.join('\n\n'),
    headers: references(headers),
    content: {
      ...(codes.length === 0 ? {} : { [PROBLEM_TYPE]: { schema: schemaOf(['Problem']) } }),
      ...(refusal === undefined ? {} : { [JSON_TYPE]: { schema: schemaOf(['GatewayRefusal']) } }),
    },
  };
}

export function schemaOf(names: readonly ComponentName[]) {
  const schemas = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const [only] = schemas;
  return schemas.length === 1 && only !== undefined ? only : { oneOf: schemas };
}

/** In the order of their catalogue, each once. */
function references(names: readonly HeaderName[]) {
  const sent = Object.keys(HEADERS).filter((name) => names.some((other) => other === name));
  return Object.fromEntries(sent.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
