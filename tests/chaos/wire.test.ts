import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp } from '../fixtures/api.ts';
import { expectProblem } from '../fuzz/problem.ts';
import { exchange } from '../fuzz/raw-http.ts';
import { AMBIGUOUS, REFUSED } from '../fuzz/wire-cases.ts';
import { setModelFault, startTestApi, type TestApi } from '../integration/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ MODEL_TIMEOUT_MS: '600' });
});
afterEach(() => setModelFault('none'));
afterAll(() => api.stop());

/** Sends bytes as they are; resolves to all that comes back until the server closes the connection. */
async function sendRaw(bytes: string): Promise<{ head: string; body: Record<string, unknown> }> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  const [head = '', body = '{}'] = answer.split('\r\n\r\n');
  return { head, body: JSON.parse(body) };
}

function post(body: string, token: string): string {
  const line = 'POST /omni-channel-insights HTTP/1.1\r\nHost: api\r\nContent-Type: application/json\r\n';
  return `${line}Authorization: Bearer ${token}\r\nContent-Length: ${body.length}\r\n\r\n`;
}

const event = (name: string, fields: object) => () =>
  api.lines.some(
    (line) => line.message === name && Object.entries(fields).every(([key, value]) => line[key] === value),
  );

describe('what never becomes a request', () => {
  it.each([
    ['no HTTP', 'HELLO\r\n\r\n', 400, 'malformed_http'],
    ['a header without a name', 'GET /livez HTTP/1.1\r\n: x\r\n\r\n', 400, 'malformed_http'],
    [
      '17 KiB of headers',
      `GET /livez HTTP/1.1\r\nHost: api\r\nX: ${'x'.repeat(17 * 1_024)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
  ])('is answered as a problem and logged: %s', async (_what, bytes, status, code) => {
    const { head, body } = await sendRaw(bytes);

    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    expect(body).toMatchObject({ status, code, retryable: false });
    expect(head).toContain(`x-request-id: ${body.request_id}`);
    await expect.poll(event('REQUEST_REJECTED', { code })).toBe(true);
  });

  it('is cut when its body does not arrive', async () => {
    const { head, body } = await sendRaw(post('{"account_number"', api.token).concat('{'));

    expect(head).toMatch(/^HTTP\/1.1 408 /);
    expect(body).toMatchObject({ status: 408, code: 'slow_request' });
  });
});

describe('a client that keeps its side open', () => {
  it.each([
    ['after headers that are no HTTP', 'HELLO\r\n\r\n'],
    ['after half a body', post('{"account_number"', 'acme').concat('{')],
  ])('has no connection left soon %s', async (_when, bytes) => {
    const { app } = buildTestApp();
    const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    socket.resume();
    socket.write(bytes);
    await once(socket, 'end');

    const connections = () =>
      new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count)));
    await expect.poll(connections, { timeout: 3_000 }).toBe(0);
    socket.destroy();
    await app.close();
  });
});

describe('the process behind real sockets', () => {
  it('survives all hostile requests at once, logs each refusal and serves the next client', async () => {
    const port = Number(new URL(api.url).port);
    const hostile = [...AMBIGUOUS, ...REFUSED].map(([, bytes]) => bytes.replaceAll('acme', api.token));
    const exchanges = await Promise.all(hostile.map((bytes) => exchange({ port, bytes, waits: true })));
    const answers = exchanges.flatMap((exchanged) => exchanged.answers);

    expect(answers.filter(({ status }) => status >= 400)).toHaveLength(hostile.length);
    answers.forEach(expectProblem);
    const unlogged = () => {
      const logged = new Set(api.lines.map((line) => line.request_id));
      return answers.filter(({ headers }) => !logged.has(headers['x-request-id']));
    };
    await expect.poll(unlogged).toEqual([]);
    await expectService();
  });

  it('survives fifty clients that break off in the body', async () => {
    const port = Number(new URL(api.url).port);
    const half = post('{"account_number":"1234567890"}', api.token).concat('{');
    const sockets = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const socket = connect(port, '127.0.0.1');
        await once(socket, 'connect');
        socket.write(half);
        return socket;
      }),
    );
    await delay(100);
    for (const socket of sockets) socket.resetAndDestroy();

    await expectService();
    expect(event('REQUEST_FAILED', {})()).toBe(false);
  });

  async function expectService(): Promise<void> {
    const { status, body } = await api.post({ account_number: '2000000003', contact_id: 'after-the-storm' });
    expect(status).toBe(200);
    expect(body.status).toBe('ok');
    expect(api.process.exitCode).toBeNull();
  }
});

describe('a client that leaves', () => {
  it('while it sends its body is no failure of ours', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(post('{"account_number":"1234567890"}', api.token).concat('{'));
    await delay(100);
    socket.destroy();

    await expect.poll(event('REQUEST_REJECTED', { code: 'client_gone' })).toBe(true);
    expect(event('REQUEST_FAILED', {})()).toBe(false);
  });

  it('while its summary is made takes the call of the model along, and no digest is kept', async () => {
    await setModelFault('hang', { count: 1 });
    const body = JSON.stringify({ account_number: '2000000003', contact_id: 'leaves-early' });
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(post(body, api.token) + body);
    await expect.poll(event('BEDROCK_INVOKE_START', { contact_id: 'leaves-early' })).toBe(true);
    socket.destroy();

    await expect.poll(event('CLIENT_GONE', { contact_id: 'leaves-early' })).toBe(true);
    await expect
      .poll(event('REQUEST_REJECTED', { contact_id: 'leaves-early', code: 'client_gone' }))
      .toBe(true);
    expect(event('SUMMARY_STORED', { contact_id: 'leaves-early' })()).toBe(false);
  });
});
