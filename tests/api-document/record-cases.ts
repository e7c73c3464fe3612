import {
  EXAMPLE_CASES,
  type ExampleCase,
  fillIn,
  idsOfFirstSummary,
} from '../../lib/openapi/example-cases.ts';
import type { AnswerExample } from '../../lib/openapi/examples.ts';
import { OPERATIONS } from '../../lib/openapi/operations.ts';
import { type Answer, exchange } from './exchange.ts';
import type { Systems } from './systems.ts';
import { otherScopeThan, tokenFor } from './tokens.ts';

export interface RecordedCase {
  readonly example: AnswerExample;
  readonly answer: Answer;
}

const NO_IDS = { request_id: '', unique_process_id: '' };

/** Sends every case to the running system, in their order, and gives what it answers. */
export async function recordCases(systems: Systems): Promise<readonly RecordedCase[]> {
  const recorded: RecordedCase[] = [];
  for (const one of EXAMPLE_CASES) {
    const ids = recorded.length === 0 ? NO_IDS : idsOfFirstSummary(recorded.map(({ example }) => example));
    recorded.push(await recordCase(fillIn(one, ids), systems));
  }
  return recorded;
}

async function recordCase(one: ExampleCase, systems: Systems): Promise<RecordedCase> {
  const { operationId, name, summary } = one;
  const url = systems.urls[one.system ?? 'all is well'];
  const answers = await Promise.all(Array.from({ length: one.atOnce ?? 1 }, () => sendCase(one, url)));
  const answer = answers.find(({ status }) => status === one.status) ?? answers[0];
  if (answer === undefined) throw new Error(`${name} was not sent.`);
  const [type = ''] = (answer.headers['content-type'] ?? '').split(';');
  const body: unknown = JSON.parse(answer.body);
  return { answer, example: { operationId, name, summary, status: answer.status, type, body } };
}

async function sendCase(one: ExampleCase, url: string): Promise<Answer> {
  const operation = OPERATIONS.find(({ operationId }) => operationId === one.operationId);
  if (operation === undefined) throw new Error(`There is no operation ${one.operationId}.`);
  const token = await tokenFor(one.token === undefined ? undefined : otherScopeThan(one.operationId));
  const headers = {
    ...(one.token === 'none' ? {} : { authorization: `Bearer ${token}` }),
    ...(one.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...one.headers,
  };
  const sent = Object.entries(headers).map(([key, value]) => [key, value.replace('{{token}}', token)]);
  const text = typeof one.body === 'string' ? one.body : JSON.stringify(one.body);
  return exchange(url, {
    operation,
    headers: Object.fromEntries(sent),
    ...(one.uniqueProcessId !== undefined && { pathParameter: one.uniqueProcessId }),
    ...(one.body !== undefined && { body: Buffer.from(text) }),
  });
}
