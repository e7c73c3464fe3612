import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import * as z from 'zod';
import { median, writeResult } from './write-result.ts';

/** `npm run bench:cold-import`: what a cold start of each function loads, how long that takes here, and how long `sls` takes. */

const RUNS = 15;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SERVERLESS = createRequire(import.meta.url).resolve('serverless/bin/serverless.js');

const printedSchema = z.object({
  custom: z.object({ esbuild: z.looseObject({}) }),
  functions: z.record(z.string(), z.unknown()),
});

/** Enough for every function's configuration; nothing is called. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  ACCOUNT_HASH_KEY: 'a key for measuring',
  SUMMARY_CACHE_TABLE_NAME: 'summary-cache',
  SUMMARY_BUCKET_NAME: 'summaries',
  API_URL: 'https://api.example',
  TOKEN_URL: 'https://issuer.example',
  CLIENT_ID: 'client',
  CLIENT_SECRET: 'secret',
};

/** Milliseconds for loading a bundle in a process of its own, after the start of Node. */
function importMs(file: string): number {
  const script = `const at = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - at)`;
  const environment = { ...process.env, ...ENVIRONMENT };
  return Number(execFileSync(process.execPath, ['-e', script], { env: environment, encoding: 'utf8' }));
}

function serverless(options: readonly string[]): { readonly output: string; readonly seconds: number } {
  const startedAt = performance.now();
  const environment = { ...process.env, AWS_EC2_METADATA_DISABLED: 'true' };
  const output = execFileSync(process.execPath, [SERVERLESS, ...options], {
    cwd: ROOT,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 120_000,
  });
  return { output, seconds: Math.round((performance.now() - startedAt) / 10) / 100 };
}

const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
try {
  const printed = serverless(['print', '--stage', 'dev', '--format', 'json']);
  const packaged = serverless(['package', '--stage', 'dev', '--package', directory]);
  const { custom, functions } = printedSchema.parse(JSON.parse(printed.output));
  const { outputFileExtension: _extension, exclude: _exclude, ...options } = custom.esbuild;
  const measured = Object.keys(functions).map((name) => {
    const outfile = join(directory, `${name}.cjs`);
    const build: BuildOptions = { ...options, outfile };
    buildSync({ ...build, entryPoints: [join(ROOT, `functions/${name}/handler.ts`)], logLevel: 'error' });
    const runs = Array.from({ length: RUNS }, () => importMs(outfile));
    return {
      name,
      bundleBytes: readFileSync(outfile).length,
      zippedBytes: statSync(join(directory, `${name}.zip`)).size,
      importMs: Math.round(median(runs)),
    };
  });
  writeResult('cold-import', {
    what: `bundle of each function (zipped: with its source map), loading it (median of ${RUNS}), and seconds of sls`,
    command: 'npm run bench:cold-import',
    functions: measured,
    printSeconds: printed.seconds,
    packageSeconds: packaged.seconds,
  });
} finally {
  rmSync(directory, { recursive: true, force: true });
}
