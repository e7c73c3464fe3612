import { describe, expect, it } from 'vitest';
import { insightsRequestSchema } from '../../lib/contract/insights-request.ts';
import { insightsResponse } from '../../tests/fixtures/insights-response.ts';
import { askApi } from './ask-api.ts';

const SIGNAL = new AbortController().signal;
const BODY = insightsRequestSchema.parse({ account_number: '1234567890', contact_id: 'c-1' });

/** An API that gives the answers one after the other. */
function setUp(...answers: (() => Response | Promise<Response>)[]) {
  const sent: { url: string; init: RequestInit | undefined }[] = [];
  let issued = 0;
  let held = '';
  const ask = askApi({
    apiUrl: 'https://api.example/',
    tokens: {
      get: async () => (held ||= `token-${++issued}`),
      forget: (token) => {
        if (token === held) held = '';
      },
    },
    fetch: async (url, init) => {
      sent.push({ url: String(url), init });
      return (answers[sent.length - 1] ?? (() => new Response('', { status: 500 })))();
    },
  });
  const tokensSent = () => sent.map(({ init }) => new Headers(init?.headers).get('authorization'));
  return { ask: () => ask(BODY, SIGNAL), sent, tokensSent };
}

const good = () => Response.json(insightsResponse());
const problem = (status: number, body: object) => () => Response.json(body, { status });

describe('askApi', () => {
  it('posts the request with a token and the signal, and reads the answer', async () => {
    const { ask, sent, tokensSent } = setUp(good);
    expect(await ask()).toEqual(insightsResponse());
    expect(sent[0]?.url).toBe('https://api.example/omni-channel-insights');
    expect(sent[0]?.init).toMatchObject({ method: 'POST', signal: SIGNAL, redirect: 'error' });
    expect(JSON.parse(String(sent[0]?.init?.body))).toEqual(BODY);
    expect(tokensSent()).toEqual(['Bearer token-1']);
  });

  it('tries once more with a new token when its token is refused', async () => {
    const { ask, tokensSent } = setUp(problem(401, { message: 'Unauthorized' }), good);
    expect((await ask()).status).toBe('ok');
    expect(tokensSent()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('gives up when a new token is refused too', async () => {
    const refused = problem(401, { message: 'Unauthorized' });
    const { ask, sent } = setUp(refused, refused, good);
    await expect(ask()).rejects.toMatchObject({ code: 'token_invalid', retryable: false });
    expect(sent).toHaveLength(2);
  });

  it.each([
    [
      'the API gives its code',
      problem(503, { code: 'history_unavailable', retryable: true }),
      'history_unavailable',
      true,
    ],
    [
      'the API says not to try again',
      problem(503, { code: 'history_misconfigured', retryable: false }),
      'history_misconfigured',
      false,
    ],
    ['the gateway refuses the scope', problem(403, { message: 'Forbidden' }), 'scope_missing', false],
    ['the gateway limits the rate', problem(429, { message: 'Too Many Requests' }), 'rate_limited', true],
    [
      'the gateway has no container',
      problem(503, { message: 'Service Unavailable' }),
      'api_unavailable',
      true,
    ],
    ['somebody else answers', () => new Response('<html>', { status: 404 }), 'api_refused', false],
    ['an answer is no summary', problem(200, { status: 'ok' }), 'api_unavailable', true],
    ['an answer is cut', () => new Response('{"status":'), 'api_unavailable', true],
    [
      'nobody answers in time',
      () => Promise.reject(new DOMException('', 'TimeoutError')),
      'api_unavailable',
      true,
    ],
  ])('says what went wrong when %s', async (_, answer, code, retryable) => {
    const { ask, sent } = setUp(answer);
    await expect(ask()).rejects.toMatchObject({ code, retryable });
    expect(sent).toHaveLength(1);
  });
});
