import { describe, expect, test } from 'vitest';
import { aPost, buildTestApp } from '../tests/fixtures/api.ts';

const MINIMAL = '{"account_number":"1234567890","contact_id":"abc-123-xyz"}';
const LIMIT_BYTES = 32 * 1_024;

describe('a body that is not one JSON object', () => {
  test.each([
    ['empty', ''],
    ['white space', ' \n'],
    ['cut', '{"account_number":"12'],
    ['two documents', `${MINIMAL}${MINIMAL}`],
    ['followed by text', `${MINIMAL} x`],
    ['with a trailing comma', '{"account_number":"1234567890",}'],
    ['with NaN', '{"max_interactions":NaN}'],
    ['with single quotes', "{'account_number':'1234567890'}"],
    ['a form', 'account_number=1234567890&contact_id=a'],
    ['UTF-16', Buffer.from(MINIMAL, 'utf16le')],
    ['with a raw control character in a string', '{"account_number":"1234\u00005678"}'],
  ])('%s is a 400 malformed_json', async (_name, payload) => {
    const { app, tasks } = buildTestApp();
    const response = await app.inject(aPost({ payload }));
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:malformed_json',
      title: expect.any(String),
      status: 400,
      detail: 'Send one JSON object as the body, in UTF-8.',
      code: 'malformed_json',
      retryable: false,
      request_id: response.headers['x-request-id'],
    });
    expect(tasks).toEqual([]);
  });

  test.each(['[]', `[${MINIMAL}]`, 'null', '"text"', '1', 'true'])(
    '%s is a 400 asking for an object',
    async (payload) => {
      const { app } = buildTestApp();
      const response = await app.inject(aPost({ payload }));
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({
        code: 'invalid_request',
        errors: [{ path: '', message: 'send a JSON object' }],
      });
    },
  );
});

describe('a body that would poison a prototype', () => {
  test.each([
    ['__proto__', `{"__proto__":{"polluted":1},${MINIMAL.slice(1)}`],
    ['__proto__ in escapes', `{"\\u005f_proto__":{"polluted":1},${MINIMAL.slice(1)}`],
    ['constructor.prototype', `{"constructor":{"prototype":{"polluted":1}},${MINIMAL.slice(1)}`],
    ['__proto__ inside', `{"current_interaction":{"__proto__":{"polluted":1}},${MINIMAL.slice(1)}`],
  ])('by %s is a 400 and poisons nothing', async (_name, payload) => {
    const { app, tasks } = buildTestApp();
    const response = await app.inject(aPost({ payload }));
    expect(response.json()).toMatchObject({ status: 400, code: 'malformed_json' });
    expect({}).not.toHaveProperty('polluted');
    expect(tasks).toEqual([]);
  });
});

describe('a member that is wrong', () => {
  const ID = 'send 1 to 128 characters of A-Z a-z 0-9 . _ : -';
  const ACCOUNT = 'send 4 to 20 letters or digits, as a string';
  const CHANNEL = 'send one of ivr, agent, chat, email, sms, web, mobile, social';
  const UNKNOWN = 'is not a member of this request: check its spelling or leave it out';

  test.each([
    [{ account_number: 1_234_567_890 }, 'account_number', ACCOUNT],
    [{ account_number: '123' }, 'account_number', ACCOUNT],
    [{ account_number: '1'.repeat(21) }, 'account_number', ACCOUNT],
    [{ account_number: '1234 5678' }, 'account_number', ACCOUNT],
    [{ account_number: '12345678\n' }, 'account_number', ACCOUNT],
    [{ contact_id: '' }, 'contact_id', ID],
    [{ contact_id: 'a'.repeat(129) }, 'contact_id', ID],
    [{ contact_id: 'a/b' }, 'contact_id', ID],
    [{ initial_contact_id: null }, 'initial_contact_id', ID],
    [{ unique_process_id: ['a'] }, 'unique_process_id', ID],
    [{ agent_key: {} }, 'agent_key', ID],
    [{ max_history_days: '90' }, 'max_history_days', 'send a whole number from 1 to 365'],
    [{ max_history_days: 0 }, 'max_history_days', 'send a whole number from 1 to 365'],
    [{ max_history_days: 366 }, 'max_history_days', 'send a whole number from 1 to 365'],
    [{ max_history_days: 1.5 }, 'max_history_days', 'send a whole number from 1 to 365'],
    [{ max_history_days: true }, 'max_history_days', 'send a whole number from 1 to 365'],
    [{ max_interactions: 101 }, 'max_interactions', 'send a whole number from 1 to 100'],
    [{ max_interactions: null }, 'max_interactions', 'send a whole number from 1 to 100'],
    [{ channel_filter: ['ivr', 'fax'] }, 'channel_filter.1', CHANNEL],
    [{ channel_filter: ['IVR'] }, 'channel_filter.0', CHANNEL],
    [{ language: 'e' }, 'language', 'send a BCP 47 language tag such as en or es-MX'],
    [{ current_interaction: [] }, 'current_interaction', 'send a JSON object'],
    [{ max_interaction: 5 }, 'max_interaction', UNKNOWN],
    [{ Account_Number: '1234567890' }, 'Account_Number', UNKNOWN],
    [{ '<script>alert(1)</script>': 1 }, '(unknown member)', UNKNOWN],
    [{ '4111 1111 1111 1111': 1 }, '(unknown member)', UNKNOWN],
  ])('%j is one fault that says what to send', async (body, path, message) => {
    const { app, tasks } = buildTestApp();
    const response = await app.inject(aPost({ body }));
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:invalid_request',
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      code: 'invalid_request',
      retryable: false,
      request_id: response.headers['x-request-id'],
      errors: [{ path, message }],
    });
    expect(tasks).toEqual([]);
  });

  test('every fault is named at once', async () => {
    const { app } = buildTestApp();
    const payload = '{"account_number":5,"max_interactions":0,"colour":"red","current_interaction":{}}';
    const { errors } = (await app.inject(aPost({ payload }))).json<{ errors: { path: string }[] }>();
    expect(errors.map(({ path }) => path).toSorted()).toEqual([
      'account_number',
      'colour',
      'contact_id',
      'current_interaction.channel',
      'current_interaction.intent',
      'current_interaction.text',
      'max_interactions',
    ]);
  });

  test('a number too large for a double is refused, not coerced', async () => {
    const { app } = buildTestApp();
    const payload = `{"max_history_days":1e999,${MINIMAL.slice(1)}`;
    expect((await app.inject(aPost({ payload }))).json()).toMatchObject({
      errors: [{ path: 'max_history_days' }],
    });
  });

  test('a member that is missing is said to be required', async () => {
    const { app } = buildTestApp();
    const { errors } = (await app.inject(aPost({ payload: '{}' }))).json<{ errors: object[] }>();
    expect(errors).toEqual([
      { path: 'account_number', message: `is required: ${ACCOUNT}` },
      { path: 'contact_id', message: `is required: ${ID}` },
    ]);
  });
});

describe('the size of the body', () => {
  test('of exactly 32 KiB is taken', async () => {
    const { app } = buildTestApp();
    expect((await app.inject(aPost({ payload: MINIMAL.padEnd(LIMIT_BYTES) }))).statusCode).toBe(200);
  });

  test('of one byte more is a 413 that says the limit', async () => {
    const { app, tasks } = buildTestApp();
    const response = await app.inject(aPost({ payload: MINIMAL.padEnd(LIMIT_BYTES + 1) }));
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:payload_too_large',
      title: expect.any(String),
      status: 413,
      detail: 'Send at most 32 KiB.',
      code: 'payload_too_large',
      retryable: false,
      request_id: response.headers['x-request-id'],
    });
    expect(tasks).toEqual([]);
  });

  test('is counted in bytes, not in characters', async () => {
    const { app } = buildTestApp();
    const payload = `{"x":"${'é'.repeat(LIMIT_BYTES / 2)}"}`;
    expect(payload.length).toBeLessThan(LIMIT_BYTES);
    expect((await app.inject(aPost({ payload }))).statusCode).toBe(413);
  });
});

describe('the media type', () => {
  test.each([
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/vnd.api+json',
    'application/jsonx',
    'application/problem+json',
    'nonsense',
    '',
  ])('%j is a 415 that says what to send', async (contentType) => {
    const { app, tasks } = buildTestApp();
    const response = await app.inject(aPost({ headers: { 'content-type': contentType } }));
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:unsupported_media_type',
      title: expect.any(String),
      status: 415,
      detail: 'Send `Content-Type: application/json`.',
      code: 'unsupported_media_type',
      retryable: false,
      request_id: response.headers['x-request-id'],
    });
    expect(tasks).toEqual([]);
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset=UTF-8'])(
    '%s is taken',
    async (contentType) => {
      const { app } = buildTestApp();
      const response = await app.inject(aPost({ headers: { 'content-type': contentType } }));
      expect(response.statusCode).toBe(200);
    },
  );
});

describe('a byte order mark before the object', () => {
  test.each([
    ['once is passed over', '\uFEFF', 200],
    ['twice is a 400', '\uFEFF\uFEFF', 400],
  ])('%s', async (_name, marks, status) => {
    const { app } = buildTestApp();
    expect((await app.inject(aPost({ payload: `${marks}${MINIMAL}` }))).statusCode).toBe(status);
  });
});

describe('a body that other parsers repair without a word', () => {
  test('a member that comes twice is a 400', async () => {
    const { app } = buildTestApp();
    const payload = '{"account_number":"1234567890","account_number":"9999999999","contact_id":"a"}';
    expect((await app.inject(aPost({ payload }))).statusCode).toBe(400);
  });

  test('bytes that are not UTF-8 are a 400', async () => {
    const { app } = buildTestApp();
    const [before = '', after = ''] = JSON.stringify({
      account_number: '1234567890',
      contact_id: 'a',
      current_interaction: { channel: 'ivr', intent: 'x', text: '#' },
    }).split('#');
    const payload = Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe]), Buffer.from(after)]);
    expect((await app.inject(aPost({ payload }))).statusCode).toBe(400);
  });

  test('text/plain is a 415', async () => {
    const { app } = buildTestApp();
    const response = await app.inject(aPost({ headers: { 'content-type': 'text/plain' } }));
    expect(response.statusCode).toBe(415);
  });

  test('a body said to be compressed is a 415', async () => {
    const { app } = buildTestApp();
    const response = await app.inject(aPost({ headers: { 'content-encoding': 'gzip' } }));
    expect(response.statusCode).toBe(415);
  });

  test('an answer about a bad request is not many times its size', async () => {
    const { app } = buildTestApp();
    const members = Array.from({ length: 3_000 }, (_, index) => `"k${index}":0`);
    const payload = `{${members.join(',')}}`;
    expect((await app.inject(aPost({ payload }))).body.length).toBeLessThan(2 * payload.length);
  });
});
