import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly name: string;
  readonly process: ChildProcess;
  /** Where its output goes; empty when the caller reads it. */
  readonly logFile: string;
  /** Resolves when the process is gone. */
  readonly exited: Promise<void>;
  /** Asks it to end (SIGTERM), and ends it after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

interface ChildOptions {
  readonly name: string;
  /** The TypeScript file to run. */
  readonly file: URL;
  readonly environment: NodeJS.ProcessEnv;
  /** Without one, the output is the parent's to read. */
  readonly logFile?: string;
}

const EXIT_WITH_PARENT = fileURLToPath(new URL('./exit-with-parent.ts', import.meta.url));

/** Runs a file as a process of its own that cannot outlive this one. */
export function startChild({ name, file, environment, logFile }: ChildOptions): Child {
  const output = logFile === undefined ? 'pipe' : openLog(logFile);
  const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, fileURLToPath(file)], {
    env: environment,
    stdio: ['ignore', output, output, 'ipc'],
    // A group of its own: Ctrl+C reaches the parent only, and the parent stops its children in order.
    detached: true,
    windowsHide: true,
  });
  const exited = once(child, 'exit').then(() => undefined);
  return {
    name,
    process: child,
    logFile: logFile ?? '',
    exited,
    stop: async (graceMs) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'a');
}
