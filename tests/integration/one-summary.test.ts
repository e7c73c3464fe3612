import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { decodeRecord, storedRecordSchema } from '../../lib/contract/summary-record.ts';
import { SAMPLE_REQUEST } from '../../local/ask-for-summary.ts';
import { BUCKET, TABLES } from '../../local/local-aws.ts';
import { seedCustomers } from '../../local/seed/seed-customers.ts';
import { inAnotherCall, modelStatistics, setModelFault, startTestApi, type TestApi } from './test-api.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const region = 'us-east-1';

let api: TestApi;
let sequential: TestApi;
let documents: DynamoDBDocumentClient;
let s3: S3Client;

beforeAll(async () => {
  const aws = inject('aws');
  documents = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: aws.dynamodb, region, credentials }),
  );
  s3 = new S3Client({ endpoint: aws.s3, region, credentials });
  [api, sequential] = await Promise.all([
    startTestApi({ MODEL_TIMEOUT_MS: '300' }),
    startTestApi({ MODEL_TIMEOUT_MS: '300', MODEL_POLICY: 'sequential' }),
  ]);
});
afterEach(() => setModelFault('none'));
afterAll(async () => {
  await Promise.all([api.stop(), sequential.stop()]);
  documents.destroy();
  s3.destroy();
});

function requestOf(accountNumber: string) {
  const customer = seedCustomers(new Date()).find((candidate) => candidate.accountNumber === accountNumber);
  if (customer === undefined) throw new Error(`There is no seed customer ${accountNumber}.`);
  return inAnotherCall(customer.request);
}

async function storedItem(uniqueProcessId: string, requestId: string) {
  const answer = await documents.send(
    new QueryCommand({
      TableName: TABLES.summaryCache,
      KeyConditionExpression: 'unique_process_id = :id',
      ExpressionAttributeValues: { ':id': uniqueProcessId },
    }),
  );
  const items = (answer.Items ?? []).filter((item) => item.request_id === requestId);
  expect(items).toHaveLength(1);
  return items[0] ?? {};
}

describe("the owner's sample", () => {
  it('is answered with the counts of the sample and a summary that cites its sources', async () => {
    const { status, headers, body } = await api.post(inAnotherCall(SAMPLE_REQUEST));

    expect(status).toBe(200);
    expect(body.status).toBe('ok');
    expect(body.coverage).toEqual({ found: 14, found_capped: false, used: 10, skipped: 0, truncated: false });
    expect(body.customer).toMatchObject({
      contacts_7d: 3,
      contacts_30d: 5,
      by_channel: { ivr: 2, agent: 3 },
      last_channel: 'ivr',
      open_issues: 1,
    });
    expect(body.summary.length).toBeGreaterThan(100);
    expect(body.summary).toContain('$45');
    expect(body.citations.length).toBeGreaterThan(3);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-model-used': 'nova-lite',
      'x-cache-hit': 'false',
      'x-request-id': body.request_id,
      'x-prompt-version': 'v1.2.0',
      'x-stored': 'ddb+s3',
    });
    expect(Number(headers.get('x-latency-ms'))).toBeGreaterThanOrEqual(body.latency_ms);
  });

  it('is kept byte for byte the same in DynamoDB and S3, under the keys of data.md', async () => {
    const request = inAnotherCall(SAMPLE_REQUEST);
    const { body } = await api.post({ ...request, unique_process_id: 'upi-bytes' });
    const item = await storedItem('upi-bytes', body.request_id);
    const day = body.generated_at.slice(0, 10);
    const hour = body.generated_at.slice(11, 13);
    const key = `omni-channel/processed/dt=${day}/hr=${hour}/upi-bytes.${body.request_id}.json`;
    const object = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));

    expect(await object.Body?.transformToString()).toBe(item.record);
    expect(object.ContentType).toBe('application/json');
    const record = decodeRecord(item.record);
    expect(Object.keys(JSON.parse(item.record))).toEqual(Object.keys(storedRecordSchema.shape));
    const { stored, latency_ms: answeredAfterMs, ...shown } = body;
    expect(record).toMatchObject(shown);
    expect(stored).toBe(true);
    expect(record.latency_ms).toBeLessThanOrEqual(answeredAfterMs);
    expect(item).toMatchObject({
      unique_process_id: 'upi-bytes',
      record_key: `record#${body.generated_at}#${body.request_id}`,
      request_id: body.request_id,
      chain_key: `1234567890#${request.initial_contact_id}`,
      account_number: '1234567890',
      contact_id: request.contact_id,
      generated_at: body.generated_at,
      expires_at: Math.floor(Date.parse(body.generated_at) / 1_000) + 7 * 86_400,
    });
  });

  it('leaves the outbox and may expire once S3 has it', async () => {
    const { body } = await api.post({ ...inAnotherCall(SAMPLE_REQUEST), unique_process_id: 'upi-outbox' });

    await expect.poll(() => storedItem('upi-outbox', body.request_id)).not.toHaveProperty('outbox');
    const item = await storedItem('upi-outbox', body.request_id);
    expect(item.ttl).toBe(item.expires_at);
  });

  it('is read back by GET without a model call', async () => {
    const { body: made } = await api.post({
      ...inAnotherCall(SAMPLE_REQUEST),
      unique_process_id: 'upi-read',
    });
    const before = await modelStatistics();

    const { status, headers, body: read } = await api.get('upi-read');

    expect(status).toBe(200);
    expect(headers.get('x-request-id')).not.toBe(made.request_id);
    expect({ ...read, latency_ms: 0 }).toEqual({ ...made, latency_ms: 0 });
    expect((await modelStatistics()).calls).toBe(before.calls);
  });

  it('reads the prompt prefix from the prompt cache, because the warm-up wrote it', async () => {
    const { body } = await api.post(inAnotherCall(SAMPLE_REQUEST));

    expect(body.prompt_cache.tokens_read).toBeGreaterThan(1_100);
    expect(body.prompt_cache.tokens_written).toBe(0);
  });
});

describe('every other situation of the seed customers', () => {
  it('says that there are no interactions without asking a model', async () => {
    const before = await modelStatistics();

    const { body, headers } = await api.post(requestOf('2000000002'));

    expect(body).toMatchObject({
      status: 'no_interactions',
      model_used: 'none',
      date_range: null,
      stored: true,
    });
    expect(body.summary).toContain('No interactions found');
    expect(headers.get('x-model-used')).toBe('none');
    expect((await modelStatistics()).calls).toBe(before.calls);
  });

  it('finds nothing for a customer whose contacts are older than the window', async () => {
    const { body } = await api.post(requestOf('2000000015'));
    const { body: wider } = await api.post({ ...requestOf('2000000015'), max_history_days: 365 });

    expect(body.status).toBe('no_interactions');
    expect(wider).toMatchObject({ status: 'ok', coverage: { found: 3 } });
  });

  it.each([
    ['2000000003', { found: 1, used: 1, skipped: 0 }],
    ['2000000005', { found: 14, used: 10, skipped: 0 }],
    ['2000000006', { found: 60, used: 60, skipped: 0 }],
    ['2000000009', { found: 6, used: 6, skipped: 5 }],
    ['2000000011', { found: 6, used: 6, skipped: 0 }],
  ])('summarises %s from what can be read of it', async (accountNumber, coverage) => {
    const { status, body } = await api.post(requestOf(accountNumber));

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', coverage });
    const ids = new Set(body.citations.flatMap((citation) => citation.interactions));
    expect(ids.size).toBeGreaterThan(0);
  });

  it('answers with the digest in the language asked for when the models write in another', async () => {
    await setModelFault('english');

    const { body } = await api.post(requestOf('2000000012'));

    expect(body).toMatchObject({ status: 'degraded', reason: 'model_output_invalid' });
    expect(body.summary).toMatch(/^Probable motivo: /);
  });

  it('puts the turn that the request brings along before all others', async () => {
    const { body } = await api.post(requestOf('2000000004'));
    const item = await storedItem(body.unique_process_id, body.request_id);

    expect(body.coverage.found).toBe(4);
    expect(decodeRecord(item.record).interactions[0]?.id).toBe('current');
  });

  it('answers with no interactions when none of the items can be read', async () => {
    const { body } = await api.post(requestOf('2000000010'));

    expect(body.status).toBe('no_interactions');
    expect(body.coverage.skipped).toBeGreaterThan(0);
  });

  it('keeps personal data of the notes out of the record and the logs', async () => {
    const { body } = await api.post(requestOf('2000000013'));
    const item = await storedItem(body.unique_process_id, body.request_id);
    const logged = JSON.stringify(api.lines);

    for (const secret of ['4111 1111 1111 1111', '4111111111111111', '078-05-1120', '@example.com']) {
      expect(item.record).not.toContain(secret);
      expect(logged).not.toContain(secret);
    }
    expect(item.record).toContain('[card]');
  });

  it('shows nothing of what hostile notes try to smuggle in', async () => {
    const { body } = await api.post(requestOf('2000000014'));

    expect(body.summary).not.toMatch(/<|http|ignore previous|=====/i);
  });
});

describe('a model that obeys every note', () => {
  it.each([
    ['obey', 'degraded'],
    // Line by line: the honest REASON of the same answer stays.
    ['obey_quietly', 'ok'],
  ])('has nothing shown of what it was told to write (%s)', async (fault, status) => {
    await setModelFault(fault);

    const { body } = await api.post(requestOf('2000000014'));

    expect(body.status).toBe(status);
    const shown = JSON.stringify([body.summary, body.sections]);
    expect(shown).not.toMatch(/https?:|<|9876543210|4111|\d{3}-\d{2}-\d{4}|@|555|=====|omni-/i);
    const record = decodeRecord((await storedItem(body.unique_process_id, body.request_id)).record);
    if (fault === 'obey_quietly') expect(record.removed_sentences).toBeGreaterThanOrEqual(6);
  });
});

const FAULTS = [
  ['throttle', 'model_throttled'],
  ['error', 'model_unavailable'],
  ['hang', 'model_timeout'],
  ['empty', 'model_output_empty'],
  ['garbage', 'model_output_invalid'],
] as const;

describe('when the main model of a sequence fails', () => {
  it.each(FAULTS)('answers %s with the text of the second model', async (fault, reason) => {
    await setModelFault(fault, { model: 'us.amazon.nova-lite-v1:0' });

    const { status, headers, body } = await sequential.post(inAnotherCall(SAMPLE_REQUEST));

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', reason: null, model_used: 'claude-haiku-4.5' });
    expect(body.model_id).toBe('us.anthropic.claude-haiku-4-5-20251001-v1:0');
    expect(headers.get('x-model-used')).toBe('claude-haiku-4.5');
    const record = decodeRecord((await storedItem(body.unique_process_id, body.request_id)).record);
    expect(record.attempts.map(({ model, outcome }) => [model, outcome])).toEqual([
      ['nova-lite', reason],
      ['claude-haiku-4.5', 'ok'],
    ]);
    expect(record.failover).toBe(true);
  });
});

describe('when both models of a sequence fail', () => {
  it.each(FAULTS)('answers %s with the digest and says why', async (fault, reason) => {
    await setModelFault(fault);

    const { status, headers, body } = await sequential.post(inAnotherCall(SAMPLE_REQUEST));

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'degraded', reason, model_used: 'none', stored: true });
    expect(body.summary).toContain('billing');
    expect(body.citations.length).toBeGreaterThan(0);
    expect(headers.get('x-model-used')).toBe('none');
    const item = await storedItem(body.unique_process_id, body.request_id);
    expect(decodeRecord(item.record).attempts).toEqual([
      { model: 'nova-lite', outcome: reason, ms: expect.any(Number) },
      { model: 'claude-haiku-4.5', outcome: reason, ms: expect.any(Number) },
    ]);
  });

  it('gives up on a hanging model at the deadline of the attempt and closes its connection', async () => {
    await setModelFault('hang', { count: 1 });
    const { body } = await sequential.post(inAnotherCall(SAMPLE_REQUEST));
    const item = await storedItem(body.unique_process_id, body.request_id);

    const [attempt] = decodeRecord(item.record).attempts;
    expect(attempt?.ms).toBeGreaterThanOrEqual(295);
    const statistics = async () => (await fetch(`${inject('aws').bedrock}/_local/statistics`)).json();
    await expect.poll(statistics).toMatchObject({ in_flight: 0 });
  });
});

describe('the logs of a request', () => {
  it('name the request also when its body cannot be read', async () => {
    const answer = await fetch(`${api.url}/omni-channel-insights`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
      body: '{"account_number":',
    });
    const requestId = answer.headers.get('x-request-id');

    const rejected = () => api.lines.find((line) => line.message === 'REQUEST_REJECTED');
    await expect.poll(rejected).toMatchObject({ request_id: requestId, code: 'malformed_json' });
  });

  it("tell its story by the owner's event names under one request id", async () => {
    const { body } = await api.post(inAnotherCall(SAMPLE_REQUEST));
    // What is taken out depends on the day, for the seed is told from today.
    const mine = () =>
      api.lines.filter(
        ({ request_id, message }) => request_id === body.request_id && message !== 'OUTPUT_UNGROUNDED',
      );
    await expect.poll(() => mine().map((line) => line.message)).toContain('REQUEST_COMPLETED');

    expect(mine().map((line) => line.message ?? 'EMF')).toEqual([
      'REQUEST_RECEIVED',
      'DYNAMODB_QUERY_START',
      'DYNAMODB_QUERY_SUCCESS',
      'BEDROCK_INVOKE_START',
      'BEDROCK_INVOKE_SUCCESS',
      'SUMMARY_READY',
      'SUMMARY_STORED',
      'REQUEST_COMPLETED',
      'EMF',
    ]);
    expect(JSON.stringify(mine())).not.toContain('1234567890');
  });
});
