import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../local/local-server.ts';
import { somethingAnswers, start, startedSystem, stopSystems } from '../fixtures/started-system.ts';

afterEach(stopSystems);

describe('npm start', () => {
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
});
