import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { takeRunLock } from './run-lock.ts';

const directory = mkdtempSync(join(tmpdir(), 'omni-lock-'));
const lock = join(directory, 'state', 'run.lock');
const MINUTE_MS = 60_000;

afterEach(() => rmSync(join(directory, 'state'), { recursive: true, force: true }));
afterAll(() => rmSync(directory, { recursive: true }));

/** Leaves the lock as a process would that took it so long ago. */
function heldBy(pid: number, { agoMs }: { agoMs: number }): void {
  takeRunLock(lock, Date.now());
  writeFileSync(lock, String(pid));
  const at = new Date(Date.now() - agoMs);
  utimesSync(lock, at, at);
}

test('is taken where nobody has it, and again by the one that has it', () => {
  expect(takeRunLock(lock, Date.now())).toBeNull();
  expect(takeRunLock(lock, Date.now())).toBeNull();
});

test('is refused with the process that took it less than a minute ago', () => {
  heldBy(process.ppid, { agoMs: 59_000 });
  expect(takeRunLock(lock, Date.now())).toBe(process.ppid);
  expect(takeRunLock(lock, Date.now())).toBe(process.ppid);
});

test('is taken from a process that has it for a minute, since its id may be another program now', () => {
  heldBy(process.ppid, { agoMs: MINUTE_MS + 1_000 });
  expect(takeRunLock(lock, Date.now())).toBeNull();
});

test('is taken from a process that is gone, and held from then on', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  heldBy(gone.pid ?? 0, { agoMs: 0 });
  expect(takeRunLock(lock, Date.now())).toBeNull();
  const asked = spawn(process.execPath, [
    '-e',
    `import(${JSON.stringify(new URL('./run-lock.ts', import.meta.url))})
      .then(({ takeRunLock }) => process.stdout.write(String(takeRunLock(${JSON.stringify(lock)}, Date.now()))))`,
  ]);
  const [answer] = await once(asked.stdout, 'data');
  expect(String(answer)).toBe(String(process.pid));
});
