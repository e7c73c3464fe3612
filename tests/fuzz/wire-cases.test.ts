import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildTestApp } from '../fixtures/api.ts';
import { expectProblem } from './problem.ts';
import { exchange } from './raw-http.ts';
import { BODY, rawChunks, rawGet, rawPost, rawRequest } from './raw-requests.ts';
import { AMBIGUOUS, REFUSED, TAKEN } from './wire-cases.ts';

const { app, tasks } = buildTestApp();
let port = 0;
beforeAll(async () => {
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
beforeEach(() => {
  tasks.length = 0;
});
afterAll(() => app.close());

describe('a request that two readers could read in two ways', () => {
  test.each(AMBIGUOUS)('is a 400 and the end of its connection: %s', async (_name, bytes) => {
    const { answers, ending } = await exchange({ port, bytes });

    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect(ending).toBe('closed');
    answers.forEach(expectProblem);
    expect(answers[0]?.headers.connection).toBe('close');
    expect(tasks).toEqual([]);
    await expectService();
  });
});

describe('a request that is no request of ours', () => {
  test.each(REFUSED)('is told so as a problem: %s', async (_name, bytes, status, code) => {
    const { answers, ending } = await exchange({ port, bytes });

    expect(answers.map((answer) => answer.status)).toEqual([status]);
    expect(ending).toBe('closed');
    answers.forEach(expectProblem);
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ code });
    expect(tasks).toEqual([]);
    await expectService();
  });
});

describe('a valid request', () => {
  test.each(TAKEN)('is answered %s', async (_name, bytes, statuses) => {
    const { answers } = await exchange({ port, bytes });

    expect(answers.map(({ status }) => status)).toEqual(statuses);
    expect(tasks).toHaveLength(statuses.filter((status) => status === 200).length);
  });

  test('is answered up to the thousandth on a connection, which then ends', async () => {
    const { answers, ending } = await exchange({ port, bytes: rawPost().repeat(1_000), waits: true });

    expect(answers.map(({ status }) => status)).toEqual(Array(1_000).fill(200));
    expect(answers.filter(({ headers }) => headers.connection === 'close')).toEqual([answers.at(-1)]);
    expect(ending).toBe('closed');
  });
});

describe('a connection on which nothing is asked', () => {
  test.each([
    ['of no byte', ''],
    ['of empty lines', '\r\n\r\n\r\n'],
    ['of a request for a tunnel', rawRequest(['CONNECT example.com:443 HTTP/1.1', 'Host: example.com:443'])],
  ])('is closed without a word: %s', async (_name, bytes) => {
    expect(await exchange({ port, bytes })).toEqual({ answers: [], ending: 'closed' });
    await expectService();
  });
});

describe.concurrent('a client that does not go on', () => {
  test.for([
    ['silent', ''],
    ['in the first line', 'POST /omni'],
    ['in the headers', rawPost().slice(0, 60)],
    ['before the body', rawPost().slice(0, -BODY.length)],
    ['in the body', rawPost().slice(0, -9)],
    ['in a chunk', rawChunks(`3a\r\n${BODY.slice(0, 20)}`)],
    ['between chunks', rawChunks(`3a\r\n${BODY}\r\n`)],
    ['in the size of a chunk', rawChunks('3')],
  ] as const)('is told that it is slow and cut: %s', async ([_name, bytes], { expect: expectHere }) => {
    const { answers, ending } = await exchange({ port, bytes, waits: true });

    expectHere(answers.map(({ status }) => status)).toEqual([408]);
    expectHere(ending).toBe('closed');
    answers.forEach(expectProblem);
  });
});

/** Another client is served as if nothing had been. */
async function expectService(): Promise<void> {
  const { answers } = await exchange({ port, bytes: rawGet('/livez', ['Connection: close']) });
  expect(answers.map(({ status }) => status)).toEqual([200]);
}
