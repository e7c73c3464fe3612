import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { InsightsResponse } from '../../lib/contract/summary-record.ts';
import { freePort } from '../../local/local-server.ts';
import { somethingAnswers, start, startedSystem, stopSystems } from '../fixtures/started-system.ts';

const run = promisify(execFile);

afterEach(stopSystems);

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
    expect(output).toContain(`docs      ${runFile.docs} `);
    expect(runFile).toEqual({
      pid: system.process.pid,
      gateway: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      api: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      token: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/oauth2\/token$/),
      desktop: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      docs: `${runFile.gateway}/docs`,
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
        desktop: expect.any(Number),
      },
    });

    expect(await (await fetch(runFile.docs)).text()).toContain('<title>Omni-Channel Insights API</title>');

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
