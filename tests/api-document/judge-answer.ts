import { ERROR_CODES, type ErrorCode } from '../../lib/domain/errors.ts';
import { headersOfProblem, headersOfRefusal, headersOfSuccess } from '../../lib/openapi/answer-headers.ts';
import { problemOf } from '../../lib/openapi/describe-answers.ts';
import type { HeaderName } from '../../lib/openapi/header-words.ts';
import type { Operation } from '../../lib/openapi/operations.ts';
import type { Answer } from './exchange.ts';
import {
  DOCUMENT,
  documentValidator,
  PUBLISHED_OPERATIONS,
  type PublishedAnswer,
} from './published-document.ts';

/** HTTP needs them, whatever the answer. */
const HEADERS_OF_HTTP = [
  'date',
  'connection',
  'keep-alive',
  'content-type',
  'content-length',
  'transfer-encoding',
];
const SOMETIMES = ['idempotent-replayed', 'preference-applied'];
const PROBLEM = 'application/problem+json';

const validatorOf = documentValidator({ coerceTypes: false });
const headerValidatorOf = documentValidator({ coerceTypes: true });

/** Everything in which an answer is not what docs/openapi.yaml says of its operation, each as a sentence. */
export function faultsOf(operation: Operation, answer: Answer): readonly string[] {
  const published = PUBLISHED_OPERATIONS.find(
    (other) => other.path === operation.path && other.method === operation.method,
  );
  const documented = published?.operation.responses[String(answer.status)];
  if (documented === undefined) return [`status ${answer.status} is not documented: ${answer.body}`];
  const type = answer.headers['content-type']?.split(';')[0] ?? '';
  const media = documented.content[type];
  if (media === undefined) return [`type ${type} is not documented for ${answer.status}`];
  const body: unknown = JSON.parse(answer.body);
  const validate = validatorOf(media.schema);
  const bodyFaults = validate(body)
    ? []
    : (validate.errors ?? []).map(
        (error) => `body${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
      );
  return [
    ...bodyFaults,
    ...codeFaults(operation, { answer, type, body }),
    ...headerFaults(documented, answer),
    ...missing(answer, expectedHeaders(operation, { answer, type, body })),
  ];
}

interface Read {
  readonly answer: Answer;
  readonly type: string;
  readonly body: unknown;
}

/** A problem has a code that the document names for its status. */
function codeFaults({ codes }: Operation, { answer, type, body }: Read): readonly string[] {
  if (type !== PROBLEM) return [];
  const code = codeOf(body);
  const isNamed = codes.includes(code) && problemOf(code).status === answer.status;
  return isNamed ? [] : [`code ${code} is not documented for ${answer.status}`];
}

function headerFaults({ headers }: PublishedAnswer, answer: Answer): readonly string[] {
  const names = new Map(Object.keys(headers).map((name) => [name.toLowerCase(), name]));
  return Object.entries(answer.headers).flatMap(([name, value]) => {
    if (HEADERS_OF_HTTP.includes(name)) return [];
    const schema = DOCUMENT.components.headers[names.get(name) ?? '']?.schema;
    if (schema === undefined) return [`header ${name} is not documented for ${answer.status}`];
    const properties = { value: schema };
    const isValid = headerValidatorOf({ type: 'object', properties })({ value });
    return isValid ? [] : [`header ${name}: ${value} is not what is documented`];
  });
}

function expectedHeaders(operation: Operation, { answer, type, body }: Read): readonly HeaderName[] {
  if (type === PROBLEM) return headersOfProblem(operation, codeOf(body));
  return answer.status < 400 ? headersOfSuccess(operation) : headersOfRefusal(answer.status);
}

function missing({ headers }: Answer, expected: readonly HeaderName[]): readonly string[] {
  const sent = Object.keys(headers).filter(
    (name) => !HEADERS_OF_HTTP.includes(name) && !SOMETIMES.includes(name),
  );
  const names = expected.map((name) => name.toLowerCase());
  return [
    ...names.filter((name) => !sent.includes(name)).map((name) => `header ${name} is missing`),
    ...sent.filter((name) => !names.includes(name)).map((name) => `header ${name} is not one of this answer`),
  ];
}

function codeOf(body: unknown): ErrorCode {
  const found = ERROR_CODES.find(
    (code) => typeof body === 'object' && body !== null && 'code' in body && body.code === code,
  );
  return found ?? 'internal_error';
}
