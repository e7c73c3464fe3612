import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { EXAMPLE_CASES, idsOfFirstSummary } from '../../lib/openapi/example-cases.ts';
import { describeCoverage } from '../api-document/describe-coverage.ts';
import { exchange } from '../api-document/exchange.ts';
import { operationOf } from '../api-document/generated-calls.ts';
import { rowsOfTable, SHELL_SAMPLES, samplesIn } from '../api-document/guide.ts';
import { faultsOf } from '../api-document/judge-answer.ts';
import { type RecordedCase, recordCases } from '../api-document/record-cases.ts';
import { EXAMPLES_FILE, RECORDED_EXAMPLES } from '../api-document/recorded-examples.ts';
import { checkTypes, runModule, runShell } from '../api-document/run-samples.ts';
import { type Exchanged, SEED, sendGenerated } from '../api-document/send-generated.ts';
import { shapeOf } from '../api-document/shape-of.ts';
import { type Systems, startSystems } from '../api-document/systems.ts';
import { tokenFor } from '../api-document/tokens.ts';

/** docs/openapi.yaml and the running system say the same. `EXAMPLES_WRITE=1` records the examples anew. */

const HAS_CURL = spawnSync('sh', ['-c', 'curl --version']).status === 0;

/** One that takes seconds on purpose has a test of its own. */
const TEST_ACCOUNT_ROWS = rowsOfTable('account number').filter(([account]) => account !== 'TESTSLOW');

let directory: string;
let systems: Systems;
let cases: readonly RecordedCase[];
let generated: readonly Exchanged[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'omni-api-document-'));
  systems = await startSystems(directory);
  cases = await recordCases(systems);
  const examples = cases.map(({ example }) => example);
  if (process.env.EXAMPLES_WRITE === '1') {
    writeFileSync(EXAMPLES_FILE, stringify(examples, { aliasDuplicateObjects: false, lineWidth: 110 }));
  }
  const ids = idsOfFirstSummary(examples);
  const known = { requestId: ids.request_id, uniqueProcessId: ids.unique_process_id };
  generated = await sendGenerated(systems.urls['all is well'], known);
});
afterAll(async () => {
  await systems.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('an example of the document', () => {
  it.each(EXAMPLE_CASES.map(({ operationId, name }, place) => ({ operationId, name, place })))(
    'is what the running system answers: $operationId $name',
    ({ operationId, name, place }) => {
      const example = RECORDED_EXAMPLES.find((one) => one.operationId === operationId && one.name === name);
      const now = cases[place]?.example;
      expect(now).toMatchObject({ status: EXAMPLE_CASES[place]?.status, type: example?.type });
      expect(shapeOf(now?.body)).toEqual(shapeOf(example?.body));
    },
  );
});

describe('a sample of docs/guides/api.md', () => {
  const settings = () => ({
    gateway: systems.urls['all is well'],
    token: `${inject('aws').tokenIssuer}/oauth2/token`,
    client_id: inject('credentials').clientId,
    client_secret: inject('credentials').clientSecret,
  });

  it.skipIf(!HAS_CURL)(
    'for the shell prints what the page shows (install curl where it is skipped)',
    async () => {
      const codes = SHELL_SAMPLES.map(({ code }) => code);
      const printed = await runShell(codes, { directory, settings: settings() });
      expect(printed.length).toBe(9);
      for (const [place, { shown }] of SHELL_SAMPLES.entries()) {
        if (shown !== null) expect(shapeOf(JSON.parse(printed[place] ?? ''))).toEqual(shapeOf(shown));
      }
      expect(JSON.parse(printed[2] ?? '')).toMatchObject({ status: 'ok', account_number: '1234567890' });
      expect(JSON.parse(printed[3] ?? '')).toMatchObject({ unique_process_id: 'upi-of-mine' });
      expect(JSON.parse(printed[4] ?? '')).toMatchObject({
        unique_process_id: 'upi-facts-first',
        status: 'ok',
      });
    },
  );

  it('in JavaScript prints a summary with its sources', async () => {
    const file = join(directory, 'sample.mjs');
    writeFileSync(file, samplesIn('js').join('\n'));
    expect(await runModule(file, settings())).toMatch(/^The customer .*\n- .* \[int-.+\]\n/);
  });

  it('in TypeScript has sound types, and prints a summary and what was kept', async () => {
    const file = join(directory, 'sample.mts');
    writeFileSync(file, samplesIn('ts').join('\n'));
    const [complaints, printed] = await Promise.all([checkTypes(file), runModule(file, settings())]);
    expect(complaints).toBe('');
    expect(printed).toMatch(/^ok The customer .*\n200 \{.*"feedback":"helpful"\}\n$/);
  });
});

describe('a test account of docs/guides/api.md', () => {
  it.each(TEST_ACCOUNT_ROWS)('%s is answered as the page says: %s', async (account, words) => {
    const body = Buffer.from(JSON.stringify({ account_number: account, contact_id: 'test-1' }));
    const headers = { authorization: `Bearer ${await tokenFor()}`, 'content-type': 'application/json' };
    const operation = operationOf('createSummary');
    const answer = await exchange(systems.urls['all is well'], { operation, headers, body });
    expect(String(answer.status)).toBe(words?.slice(0, 3));
    expect(words?.includes('Retry-After')).toBe('retry-after' in answer.headers);
    const { status } = JSON.parse(answer.body);
    if (answer.status === 200) expect(words).toContain(`200, ${status}`);
    expect(faultsOf(operation, answer)).toEqual([]);
  });
});

describe('an answer of the gateway', () => {
  it('is what the document says of it, for every example', () => {
    const faulty = cases.flatMap(({ example, answer }) => {
      const faults = faultsOf(operationOf(example.operationId), answer);
      return faults.length === 0 ? [] : [{ name: example.name, faults }];
    });
    expect(faulty).toEqual([]);
  });

  it(`is what the document says of it, for generated requests (CONTRACT_SEED=${SEED})`, () => {
    const faulty = generated.flatMap(({ call, answer }) => {
      const faults = faultsOf(call.operation, answer);
      return faults.length === 0 ? [] : [{ sent: call.body?.toString().slice(0, 300), faults }];
    });
    expect(faulty.slice(0, 5)).toEqual([]);
  });

  it('came for nearly every status that the document has', () => {
    const seen = [
      ...cases.map(({ example, answer }) => ({ operationId: example.operationId, answer })),
      ...generated.map(({ call, answer }) => ({ operationId: call.operation.operationId, answer })),
    ];
    process.stdout.write(describeCoverage(seen));
    const statuses = new Set(seen.map(({ operationId, answer }) => `${operationId} ${answer.status}`));
    expect(statuses.size).toBeGreaterThanOrEqual(20);
  });
});
