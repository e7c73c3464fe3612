import { describe, expect, it } from 'vitest';
import { clientTokens } from './client-tokens.ts';

const SIGNAL = new AbortController().signal;

interface Asked {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

/** Tokens of an issuer that gives out `token-1`, `token-2` and so on. */
function setUp(answer: (count: number) => Response | Promise<Response> = issued) {
  const asked: Asked[] = [];
  let nowMs = 0;
  const tokens = clientTokens({
    tokenUrl: 'https://issuer.example/oauth2/token',
    clientId: 'connect',
    clientSecret: 'a:b',
    scope: 'insights/summarize',
    fetch: async (url, init) => {
      asked.push({ url: String(url), init });
      return answer(asked.length);
    },
    now: () => nowMs,
  });
  return { tokens, asked, sleep: (ms: number) => (nowMs += ms) };
}

function issued(count: number): Response {
  return Response.json({ access_token: `token-${count}`, token_type: 'Bearer', expires_in: 3_600 });
}

describe('clientTokens', () => {
  it('asks the issuer as a client, for the one scope', async () => {
    const { tokens, asked } = setUp();
    expect(await tokens.get(SIGNAL)).toBe('token-1');
    const [{ url, init } = { url: '', init: undefined }] = asked;
    expect(url).toBe('https://issuer.example/oauth2/token');
    expect(init).toMatchObject({ method: 'POST', redirect: 'error', signal: SIGNAL });
    expect(new Headers(init?.headers).get('authorization')).toBe(`Basic ${btoa('connect:a%3Ab')}`);
    expect(String(init?.body)).toBe('grant_type=client_credentials&scope=insights%2Fsummarize');
  });

  it('keeps a token until a minute before its end', async () => {
    const { tokens, asked, sleep } = setUp();
    await tokens.get(SIGNAL);
    sleep(3_539_999);
    expect(await tokens.get(SIGNAL)).toBe('token-1');
    expect(asked).toHaveLength(1);
    sleep(1);
    expect(await tokens.get(SIGNAL)).toBe('token-2');
  });

  it('fetches another one when its token was refused', async () => {
    const { tokens } = setUp();
    const refused = await tokens.get(SIGNAL);
    tokens.forget(refused);
    expect(await tokens.get(SIGNAL)).toBe('token-2');
  });

  it('keeps the new token when an older one is refused late', async () => {
    const { tokens } = setUp();
    tokens.forget(await tokens.get(SIGNAL));
    await tokens.get(SIGNAL);
    tokens.forget('token-1');
    expect(await tokens.get(SIGNAL)).toBe('token-2');
  });

  it.each([
    ['refuses the client', () => Response.json({ error: 'invalid_client' }, { status: 401 }), false],
    ['has too many callers', () => new Response('', { status: 429 }), true],
    ['fails', () => new Response('oops', { status: 503 }), true],
    ['answers without a token', () => Response.json({ token_type: 'Bearer' }), true],
    ['answers with no JSON', () => new Response('<html>'), true],
    ['does not answer', () => Promise.reject(new TypeError('fetch failed')), true],
  ])('fails when the issuer %s, and holds no token', async (_, answer, retryable) => {
    const { tokens } = setUp((count) => (count === 1 ? answer() : issued(count)));
    await expect(tokens.get(SIGNAL)).rejects.toMatchObject({ code: 'token_not_issued', retryable });
    expect(await tokens.get(SIGNAL)).toBe('token-2');
  });
});
