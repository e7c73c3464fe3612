import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Longer than any start or stop takes. Beyond it the process id may be another program's by now. */
const HELD_FOR_MS = 60_000;

/**
 * Takes the state directory for this process while it starts or stops; call it once more to go on holding it.
 * @returns the id of the other process that has it, or null when it is ours
 */
export function takeRunLock(path: string, nowMs: number): number | null {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch {
    const holder = Number(readFileSync(path, 'utf8'));
    const isRecent = nowMs - statSync(path).mtimeMs < HELD_FOR_MS;
    if (isRecent && holder !== process.pid && isAlive(holder)) return holder;
    writeFileSync(path, String(process.pid));
  }
  return null;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
