import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import { SAMPLE_REQUEST } from '../../local/ask-for-summary.ts';
import { BUCKET, TABLES } from '../../local/local-aws.ts';
import { apiEnvironment } from '../../local/start-api.ts';
import { inAnotherCall, setModelFault, startTestApi, type TestApi } from './test-api.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const stateDirectory = mkdtempSync(join(tmpdir(), 'omni-review-'));

let clients: AwsClients;
let api: TestApi;
beforeAll(async () => {
  Object.assign(process.env, apiEnvironment(inject('aws')));
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
  api = await startTestApi();
});
afterAll(async () => {
  await api.stop();
  clients.destroy();
  rmSync(stateDirectory, { recursive: true, force: true });
});

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** A command as npm runs it, its output through pipes. */
async function run(command: 'explain' | 'replay', args: readonly string[], env = process.env): Promise<Said> {
  const files = ['--import', './local/point-at-running-system.ts', `operations/${command}.ts`];
  const child = spawn(process.execPath, [...files, ...args], {
    cwd: ROOT,
    env: { ...env, FORCE_COLOR: '1' },
  });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, errors };
}

async function summaryOf(request: object): Promise<string> {
  const { body } = await api.post(inAnotherCall(request));
  return body.request_id;
}

describe('npm run explain', () => {
  it('tells the story of a request on plain lines, finding the system through run.json', async () => {
    const requestId = await summaryOf(SAMPLE_REQUEST);
    const tables = { ucdp: TABLES.ucdp, summary_cache: TABLES.summaryCache };
    const runFile = { pid: process.pid, api: api.url, aws: inject('aws'), tables, bucket: BUCKET };
    writeFileSync(join(stateDirectory, 'run.json'), JSON.stringify(runFile));

    const { code, out, errors } = await run('explain', [requestId], {
      PATH: process.env.PATH,
      LOCAL_STATE_DIRECTORY: stateDirectory,
      AWS_PROFILE: 'of-some-account',
    });

    expect([code, errors]).toEqual([0, '']);
    expect(out).toContain(`Request ${requestId}\n  status    ok\n`);
    expect(out).toContain('14 interactions found, 10 used');
    expect(out).toMatch(/\n {2}int-1234567890-019 {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}ivr {4}billing_dispute/);
    expect(out).toContain('{"ref":"i10","at":"');
    expect(out).toMatch(/\n {2}1 {2}nova-lite: ok after [\d,]+ ms, a text that passed the checks\n/);
    expect(out).toMatch(/\n {2}S3 {8}omni-summaries-local\/omni-channel\/processed\/dt=/);
    expect(out).not.toContain('\u001b');
    expect(out.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
  });

  it('gives programs the prompt as it was sent, what was taken out and where the record is', async () => {
    await setModelFault('obey_quietly', { count: 1 });
    const requestId = await summaryOf(SAMPLE_REQUEST);
    const sent = await lastSuffix();

    const { code, out } = await run('explain', [requestId, '--json']);

    const { prompt, removed, places } = JSON.parse(out);
    expect(code).toBe(0);
    expect(prompt.suffix).toBe(sent.replace(/(?<==records-)[0-9a-f]{32}/g, '0'.repeat(32)));
    expect(removed.count).toBeGreaterThanOrEqual(4);
    expect(removed.sentences).toHaveLength(removed.count);
    expect(removed.sentences).toContainEqual({
      model: 'nova-lite',
      text: 'The same customer holds account 9876543210.',
      reason: 'foreign_number',
      detail: null,
      in_words: 'it held a long number that stands in no record of the prompt',
    });
    expect(places.dynamodb).toMatch(/^present/);
  });

  it('explains without DynamoDB, and says that it could not ask it', async () => {
    const requestId = await summaryOf(SAMPLE_REQUEST);
    const env = { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' };
    const { code, out } = await run('explain', [requestId], env);
    expect(code).toBe(0);
    expect(out).toMatch(/\n {2}DynamoDB {2}could not be asked \(\w+\)\n$/);
  });

  it('says in one sentence what it searched for an id that nobody has', async () => {
    const { code, out, errors } = await run('explain', ['01JEXAMP1E0123456789ABCDEF']);
    expect([code, out]).toEqual([1, '']);
    expect(errors).toMatch(
      /^There is no record of the request 01JEXAMP1E0123456789ABCDEF\. S3 was searched .+\n$/,
    );
  });

  it('says in one sentence that a record is damaged, and where', async () => {
    const Key = 'omni-channel/processed/dt=2016-07-30/hr=22/upi-x.01ARYZ6S41TSV4RRFFQ69G5FAV.json';
    await clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: '{"summary": "a sec' }));
    const { code, out, errors } = await run('explain', ['01ARYZ6S41TSV4RRFFQ69G5FAV']);
    expect([code, out, errors]).toEqual([1, '', `The object ${Key} is damaged: it is no JSON text.\n`]);
  });
});

describe('npm run replay', () => {
  it('finds no difference with the same prompt and the same model', async () => {
    const requestId = await summaryOf(SAMPLE_REQUEST);
    const { code, out, errors } = await run('replay', [requestId]);
    expect([code, errors]).toEqual([0, '']);
    expect(out).toMatch(/^Replay of \w{26}: all \d sentences are the same\n/);
    expect(out).not.toMatch(/\n {2}[-+] /);
    expect(out).not.toContain('\u001b');
  });

  it('shows what another prompt and another model cost, and stores nothing', async () => {
    const requestId = await summaryOf({ ...SAMPLE_REQUEST, unique_process_id: 'upi-replayed' });
    const { out } = await run('replay', [
      requestId,
      '--prompt',
      'v1.0.0',
      '--model',
      'nova-2-lite',
      '--json',
    ]);
    const { before, now } = JSON.parse(out);
    expect(before).toMatchObject({ prompt_version: 'v1.2.0', model: 'nova-lite', outcome: 'ok' });
    expect(now).toMatchObject({ prompt_version: 'v1.0.0', model: 'nova-2-lite', outcome: 'ok' });
    expect(now.cost_usd).toBeGreaterThan(before.cost_usd);
    expect((await api.get('upi-replayed')).body.request_id).toBe(requestId);
  });
});

/** What the last prompt said, as the model was given it. */
async function lastSuffix(): Promise<string> {
  const answer = await fetch(`${inject('aws').bedrock}/_local/requests`);
  const { requests }: { requests: { body: { messages: { content: { text: string }[] }[] } }[] } = JSON.parse(
    await answer.text(),
  );
  return requests.at(-1)?.body.messages[0]?.content[0]?.text ?? '';
}
