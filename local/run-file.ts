import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `npm start` keeps its state. */
export const STATE_DIRECTORY =
  process.env.LOCAL_STATE_DIRECTORY ?? fileURLToPath(new URL('../.local', import.meta.url));
export const RUN_FILE = `${STATE_DIRECTORY}/run.json`;

/** Tells other programs where the running system is. All URLs are on 127.0.0.1. */
export interface RunFile {
  readonly pid: number;
  /** Where callers knock: tokens are checked here, then the API or a function answers. */
  readonly gateway: string;
  /** The container behind the gateway, with its health routes. */
  readonly api: string;
  readonly token: string;
  /** The agent desktop, for a browser. */
  readonly desktop: string;
  /** The documents of the API, for people. */
  readonly docs: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly aws: { readonly dynamodb: string; readonly s3: string; readonly bedrock: string };
  readonly tables: { readonly ucdp: string; readonly summary_cache: string };
  readonly bucket: string;
  /** Process ids, by the name of what runs in each. */
  readonly processes: Readonly<Record<string, number>>;
}

/** What the file says, when the system that it tells of still answers; a killed one leaves its file behind. */
export async function findRunningSystem(path: string): Promise<RunFile | null> {
  try {
    const runFile: RunFile = JSON.parse(readFileSync(path, 'utf8'));
    process.kill(runFile.pid, 0);
    return (await fetch(`${runFile.api}/livez`)).ok ? runFile : null;
  } catch {
    return null;
  }
}

export function writeRunFile(path: string, runFile: RunFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(runFile, null, 2)}\n`, { mode: 0o600 });
}

export function removeRunFile(path: string): void {
  rmSync(path, { force: true });
}
