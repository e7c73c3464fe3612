import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TYPESCRIPT = join(ROOT, 'node_modules/typescript/bin/tsc');
const TYPES = join(ROOT, 'node_modules/@types');
const END = '=== end of the sample';

/** What the page calls by name, and what run.json of a running system says. */
export interface Settings {
  readonly gateway: string;
  readonly token: string;
  readonly client_id: string;
  readonly client_secret: string;
}

/** Runs samples for the shell one after the other, as somebody who pastes them. Gives what each printed. */
export async function runShell(
  samples: readonly string[],
  { directory, settings }: { readonly directory: string; readonly settings: Settings },
): Promise<readonly string[]> {
  mkdirSync(join(directory, '.local'), { recursive: true });
  writeFileSync(join(directory, '.local/run.json'), JSON.stringify(settings));
  const script = ['set -eu', ...samples.flatMap((sample) => [sample, `echo; echo '${END}'`])].join('\n');
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const { stdout } = await run('sh', ['-c', script], { cwd: directory, env: { PATH } });
  return stdout.split(END).slice(0, -1);
}

/** Runs a sample as a module of its own. Gives what it printed. */
export async function runModule(file: string, { gateway, token, ...client }: Settings): Promise<string> {
  const env = {
    API_URL: gateway,
    TOKEN_URL: token,
    CLIENT_ID: client.client_id,
    CLIENT_SECRET: client.client_secret,
  };
  const { stdout } = await run(process.execPath, [file], { env });
  return stdout;
}

/** What the compiler has to say against a file, as strictly as it can. */
export async function checkTypes(file: string): Promise<string> {
  const options = ['--noEmit', '--strict', '--target', 'es2024', '--module', 'nodenext'];
  const types = ['--typeRoots', TYPES, '--types', 'node', '--skipLibCheck', '--ignoreConfig'];
  return run(process.execPath, [TYPESCRIPT, ...options, ...types, file]).then(
    () => '',
    (error: { stdout?: string }) => error.stdout || String(error),
  );
}
