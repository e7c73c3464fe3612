import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { InsightsResponse } from '../../lib/contract/summary-record.ts';
import { freePort } from '../../local/local-server.ts';
import type { RunFile } from '../../local/run-file.ts';

const START = fileURLToPath(new URL('../../local/start.ts', import.meta.url));
const run = promisify(execFile);

interface Start {
  readonly process: ChildProcess;
  readonly directory: string;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
  runFile(): RunFile;
}

const directories: string[] = [];
const processes: ChildProcess[] = [];
afterEach(() => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

interface StartOptions {
  readonly directory?: string;
  readonly port: number;
  readonly options?: readonly string[];
}

/** Runs `npm start`'s command with a state directory of its own. */
function start({ directory = newDirectory(), port, options = [] }: StartOptions): Start {
  const environment = { ...process.env, PORT: String(port), LOCAL_STATE_DIRECTORY: directory };
  const child = spawn(process.execPath, [START, ...options], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  return {
    process: child,
    directory,
    output: () => output,
    exited: once(child, 'exit').then(([code]) => code),
    runFile: () => JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8')),
  };
}

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'omni-start-'));
  directories.push(directory);
  return directory;
}

async function startedSystem(): Promise<Start> {
  const system = start({ port: await freePort() });
  await expect.poll(system.output, { timeout: 30_000 }).toContain('Ctrl+C to stop');
  return system;
}

/** Whether anything still answers at the addresses of a system. */
async function somethingAnswers({ gateway, api, aws, token }: RunFile): Promise<boolean> {
  const answers = [gateway, api, aws.dynamodb, aws.s3, aws.bedrock, token].map((url) =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(answers)).includes(true);
}

describe('npm start', () => {
  it('prints a curl line that works when pasted, and run.json says where everything is', async () => {
    const system = await startedSystem();
    const output = system.output();
    const runFile = system.runFile();

    const curl = output.split('\n').find((line) => line.startsWith('curl '));
    const stdout = await paste(curl ?? '');
    expect(stdout).toMatch(/^HTTP\/1.1 200/);
    expect(stdout.toLowerCase()).toContain('x-stored: ddb+s3');
    const body: InsightsResponse = JSON.parse(stdout.slice(stdout.indexOf('\r\n\r\n')));
    expect(body).toMatchObject({ status: 'ok', account_number: '1234567890', contact_id: 'abc-123-xyz' });

    expect(output).not.toContain('\u001b[');
    expect(output).toContain('x-model-used: nova-lite');
    expect(runFile).toEqual({
      pid: system.process.pid,
      gateway: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      api: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      token: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/oauth2\/token$/),
      client_id: expect.any(String),
      client_secret: expect.any(String),
      aws: expect.objectContaining({
        dynamodb: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        s3: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        bedrock: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      }),
      tables: { ucdp: 'ucdp-interactions', summary_cache: 'summary-cache' },
      bucket: 'omni-summaries-local',
      processes: {
        dynamodb: expect.any(Number),
        s3: expect.any(Number),
        bedrock: expect.any(Number),
        'token-issuer': expect.any(Number),
        api: expect.any(Number),
        gateway: expect.any(Number),
      },
    });

    const second = start({ directory: system.directory, port: await freePort() });
    expect(await second.exited).toBe(1);
    expect(second.output()).toBe(
      `It is already running at ${runFile.gateway} (process ${system.process.pid}). Stop it with Ctrl+C where it was started, or by: kill ${system.process.pid}\n`,
    );

    const mistyped = start({ directory: system.directory, port: await freePort(), options: ['--frsh'] });
    expect(await mistyped.exited).toBe(1);
    expect(mistyped.output()).toBe('The only option is --fresh: npm start -- --fresh\n');
    expect(system.runFile()).toEqual(runFile);

    system.process.kill('SIGINT');
    expect(await system.exited).toBe(0);
    expect(await somethingAnswers(runFile)).toBe(false);
    expect(existsSync(join(system.directory, 'run.json'))).toBe(false);
  });

  it('leaves nothing running when it is killed', async () => {
    const system = await startedSystem();
    const runFile = system.runFile();
    expect(await somethingAnswers(runFile)).toBe(true);

    system.process.kill('SIGKILL');

    await expect.poll(() => somethingAnswers(runFile), { timeout: 5_000 }).toBe(false);
  });

  it('stops everything and says why when one of its processes crashes', async () => {
    const system = await startedSystem();
    const runFile = system.runFile();

    process.kill(runFile.processes.s3 ?? 0, 'SIGKILL');

    expect(await system.exited).toBe(1);
    expect(system.output()).toContain('The s3 process ended by itself, so everything stops.');
    expect(await somethingAnswers(runFile)).toBe(false);
  });

  it('says in a sentence that another start is under way, and that one comes up', async () => {
    const first = start({ port: await freePort() });
    await expect.poll(() => existsSync(join(first.directory, 'run.lock')), { timeout: 10_000 }).toBe(true);

    const second = start({ directory: first.directory, port: await freePort() });

    expect(await second.exited).toBe(1);
    expect(second.output()).toBe(
      `Another npm start (process ${first.process.pid}) is just starting or stopping here. Wait a moment and try again.\n`,
    );
    await expect.poll(first.output, { timeout: 30_000 }).toContain('Ctrl+C to stop');
  });

  it('says in a sentence that the port is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');

    const system = start({ port });

    expect(await system.exited).toBe(1);
    expect(system.output()).toBe(
      `Port ${port} is taken by another program. Take another one: PORT=${port + 1} npm start\n`,
    );
    other.close();
  });
});

/** Runs the printed line in a shell, as a newcomer does; where there is no curl, sends what the line says. */
async function paste(line: string): Promise<string> {
  try {
    return (await run('sh', ['-c', line])).stdout;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('not found')) throw error;
    process.stdout.write('There is no curl on this machine: the printed line was parsed and sent instead.\n');
    const [, url = ''] = / (http\S+) /.exec(line) ?? [];
    const quoted = [...line.matchAll(/-([Hd]) '([^']+)'/g)];
    const headers = quoted
      .filter(([, option]) => option === 'H')
      .map(([, , header = '']) => header.split(': '));
    const body = quoted.find(([, option]) => option === 'd')?.[2] ?? '';
    const answer = await fetch(url, { method: 'POST', headers: Object.fromEntries(headers), body });
    const shown = [...answer.headers].map(([name, value]) => `${name}: ${value}`);
    return [`HTTP/1.1 ${answer.status}`, ...shown, '', await answer.text()].join('\r\n');
  }
}
