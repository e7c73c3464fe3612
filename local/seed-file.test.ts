import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTables } from './dynamodb/create-tables.ts';
import { localDynamoClient } from './dynamodb/local-client.ts';
import { startDynamoServer } from './dynamodb/server.ts';
import { type LocalServer, listenLocally } from './local-server.ts';
import { writeRunFile } from './run-file.ts';
import { startTokenIssuer } from './token-issuer/server.ts';

const SEED_FILE = fileURLToPath(new URL('./seed-file.ts', import.meta.url));
const TABLES = { ucdp: 'ucdp-test', summaryCache: 'cache-test' };
const SECRET = 'Sunflower!82';

const api = createServer((_request, response) => response.end('{}'));
const servers: LocalServer[] = [];
let directory: string;
let documents: DynamoDBDocumentClient;

beforeAll(async () => {
  const dynamo = await startDynamoServer({});
  const credentials = { clientId: 'caller', clientSecret: 'secret' };
  const issuer = await startTokenIssuer({ ...credentials, audience: 'test', scopes: ['read'] });
  servers.push(dynamo, issuer);
  documents = DynamoDBDocumentClient.from(localDynamoClient(dynamo.url));
  directory = mkdtempSync(join(tmpdir(), 'omni-seed-'));
  writeRunFile(join(directory, 'run.json'), {
    pid: process.pid,
    gateway: 'http://127.0.0.1:4400',
    api: await listenLocally(api),
    token: `${issuer.url}/oauth2/token`,
    desktop: 'http://127.0.0.1:1',
    docs: 'http://127.0.0.1:9/docs',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    aws: { dynamodb: dynamo.url, s3: '', bedrock: '' },
    tables: { ucdp: TABLES.ucdp, summary_cache: TABLES.summaryCache },
    bucket: '',
    processes: {},
  });
});

beforeEach(() => createTables(localDynamoClient(servers[0]?.url ?? ''), TABLES));

afterEach(() => rmSync(join(directory, 'customers.jsonl'), { force: true }));

afterAll(async () => {
  api.close();
  for (const server of servers) await server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Runs `npm run seed`'s command. */
function seed(file?: string, stateDirectory = directory): Promise<{ code: number; output: string }> {
  const environment = { ...process.env, LOCAL_STATE_DIRECTORY: stateDirectory };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [SEED_FILE, ...(file === undefined ? [] : [file])],
      { env: environment },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : 1, output: stdout + stderr }),
    );
  });
}

function written(lines: readonly unknown[], { zipped = false } = {}): string {
  const file = join(directory, zipped ? 'customers.jsonl.gz' : 'customers.jsonl');
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  writeFileSync(file, zipped ? gzipSync(text) : text);
  return file;
}

async function items() {
  return (await documents.send(new ScanCommand({ TableName: TABLES.ucdp }))).Items ?? [];
}

function interaction(key: string, members: object = {}) {
  return { interaction_key: key, channel: 'chat', notes: 'zażółć 🙂', resolved: false, ...members };
}

const KEY = '2026-11-19T12:52:00Z#8831537c';
const ANNA = {
  account_number: '4000000001',
  business_unit: 'media',
  secrets: [SECRET],
  interactions: [interaction(KEY), interaction('2026-11-18T09:00:00.123Z#b', { business_unit: 'energy' })],
};

describe('npm run seed', () => {
  it.each([true, false])('writes every interaction of a file that is good (zipped: %s)', async (zipped) => {
    const many = Array.from({ length: 60 }, (_, index) => interaction(`2026-11-01T00:00:00Z#${index}`));
    const file = written([ANNA, '', { account_number: '4000000002', interactions: many }], { zipped });
    const { code, output } = await seed(file);
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^Writing 2 customers with 62 interactions/),
    });
    expect(output).toContain('until the next npm start');
    expect(output).toMatch(/^curl .+ -d '\{"account_number":"4000000001","contact_id":"call-1"\}'$/m);
    const found = await items();
    expect(found).toHaveLength(62);
    expect(found).toContainEqual({
      ...interaction(KEY),
      account_number: '4000000001',
      business_unit: 'media',
    });
    expect(found.filter((item) => item.business_unit === 'energy')).toHaveLength(1);
    expect(found.some((item) => 'secrets' in item)).toBe(false);
  });

  const CASES: [string, unknown, string][] = [
    ['no JSON', `{"notes": "${SECRET}"`, 'line 2: not a JSON object'],
    ['no object', [SECRET], 'line 2: not a JSON object'],
    [
      'an account of another form',
      { ...ANNA, account_number: SECRET },
      'line 2: account_number: send 4 to 20',
    ],
    ['no interactions', { account_number: '4000000002' }, 'line 2: interactions: '],
    ['what stood on an earlier line', ANNA, 'line 2: an interaction_key of this account comes twice'],
    [
      'a key of another form',
      { account_number: '4000000002', interactions: [interaction(KEY), interaction(SECRET)] },
      'line 2: interactions.1.interaction_key: send <ISO time>#<id>',
    ],
    [
      'a key twice',
      { account_number: '4000000002', interactions: [interaction(KEY), interaction(KEY)] },
      'line 2: an interaction_key of this account comes twice',
    ],
    [
      'an interaction of somebody else',
      { account_number: '4000000002', interactions: [interaction(KEY, { account_number: '4000000009' })] },
      'line 2: interactions: one belongs to another',
    ],
    [
      'a number that DynamoDB lacks',
      `{"account_number": "4000000002", "interactions": [{"interaction_key": "${KEY}", "n": 1e400}]}`,
      'line 2: not a JSON object with numbers that DynamoDB keeps',
    ],
    [
      'an interaction of 400 KB',
      { account_number: '4000000002', interactions: [interaction(KEY, { notes: SECRET.repeat(40_000) })] },
      'line 2: interactions.0: is over 400 KB',
    ],
  ];
  it.each(CASES)('writes nothing when a line has %s, and says where', async (_what, line, words) => {
    const { code, output } = await seed(written([ANNA, line]));
    expect(code).toBe(1);
    expect(output).toMatch(/^Nothing was written because of these lines:\n/);
    expect(output).toContain(words);
    expect(output).not.toContain(SECRET);
    expect(await items()).toEqual([]);
  });

  it('says what to do when nothing runs, when it is given no file, and when there is none', async () => {
    expect(await seed('some.jsonl', join(directory, 'nowhere'))).toEqual({
      code: 1,
      output: 'Nothing runs yet. Start the system in another terminal: npm start\n',
    });
    expect((await seed()).output).toMatch(/^Say which file, .+\n$/);
    expect((await seed('nowhere.jsonl')).output).toMatch(
      /^The file cannot be read: ENOENT.+nowhere\.jsonl.+\n$/,
    );
    writeFileSync(join(directory, 'false.gz'), 'no zip');
    expect((await seed(join(directory, 'false.gz'))).output).toMatch(
      /^The file cannot be read: incorrect header check\n$/,
    );
    expect((await seed(written([]))).output).toBe('Nothing was written: there is no customer in the file.\n');
  });
});
