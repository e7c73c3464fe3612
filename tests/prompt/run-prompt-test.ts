import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { createAwsClients } from '../../lib/aws/clients.ts';
import { generateText } from '../../lib/bedrock/generate.ts';
import { resolveModel } from '../../lib/bedrock/model-catalogue.ts';
import { DEFAULT_PROMPT_VERSION } from '../../lib/config.ts';
import type { ReadOutput } from '../../lib/insights/ports.ts';
import { redact } from '../../lib/privacy/redact.ts';
import { groundOutput } from '../../lib/prompt/ground-output.ts';
import { loadPromptVersion, type PromptRelease } from '../../lib/prompt/prompt-versions.ts';
import { readOutput } from '../../lib/prompt/read-output.ts';
import { findRunningSystem, RUN_FILE } from '../../local/run-file.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';

import { type Golden, PROMPTS, readGolden, SNAPSHOTS, snapshotOf } from './golden.ts';
import { modelChecks } from './model-checks.ts';
import { type Check, offlineChecks } from './offline-checks.ts';

/**
 * `npm run prompt:test`: the golden cases of a version. `--version v1.1.0` takes another one than the configured,
 * `--model nova-lite` asks a model as well (`--endpoint aws` the real one although `npm start` runs), `--update` takes the
 * prompt as it is now for its snapshot. Ends with 1 when anything misses.
 */

const MODEL_TIMEOUT_MS = 20_000;

const { values } = parseArgs({
  options: {
    version: { type: 'string', default: process.env.PROMPT_VERSION || DEFAULT_PROMPT_VERSION },
    model: { type: 'string' },
    endpoint: { type: 'string', default: 'auto' },
    update: { type: 'boolean', default: false },
  },
});
const release = loadPromptVersion(values.version, PROMPTS);
const golden = readGolden(release.version);
const reader: ReadOutput = readOutput({ redact, groundLines: groundOutput });

say(`Prompt ${release.version}, about ${release.prefixTokens} tokens, ${release.hash}\n`);
const current = snapshotOf(golden);
const file = new URL(`${release.version}.txt`, SNAPSHOTS);
if (values.update) writeFileSync(file, current);
const committed = readFileSync(file, 'utf8');
const offline = offlineChecks({ golden, release, readOutput: reader, snapshot: { committed, current } });
report('Offline', offline);
say('This proves what our reader takes and refuses, and that the prompt is the one that was reviewed.');
say('It does not prove what a model writes: that takes --model.\n');
const asked = values.model === undefined ? [] : await askModel(values.model, { golden, release });
process.exitCode = [...offline, ...asked].some(({ miss }) => miss.length > 0) ? 1 : 0;

async function askModel(alias: string, about: { golden: Golden; release: PromptRelease }) {
  const running = values.endpoint === 'aws' ? null : await findRunningSystem(RUN_FILE);
  if (running !== null) {
    const local = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
    Object.assign(process.env, local, { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: running.aws.bedrock });
  }
  const region = process.env.AWS_REGION ?? 'us-east-1';
  const clients = createAwsClients({ region, maxSockets: 1 });
  const model = resolveModel(alias, Date.now());
  const generate = generateText({ client: clients.bedrock, model, log: recordedLog(), now: Date.now });
  const checks = await modelChecks({ ...about, readOutput: reader, generate, timeoutMs: MODEL_TIMEOUT_MS });
  clients.destroy();
  report(`${model.alias} at ${running === null ? 'AWS' : 'the local stand-in'}`, checks);
  if (running !== null)
    say('The stand-in extracts and does not read the rules: this proves the way there and back.');
  return checks;
}

function report(title: string, checks: readonly Check[]): void {
  const missed = checks.filter(({ miss }) => miss.length > 0);
  for (const { name, miss } of missed) {
    say(styleText('red', `✖ ${name}`));
    for (const line of miss) say(`    ${coloured(line)}`);
  }
  const figures = `${title}: ${checks.length - missed.length} of ${checks.length} passed`;
  say(styleText(missed.length === 0 ? 'green' : 'red', figures));
}

function coloured(line: string): string {
  if (line.startsWith('+ ')) return styleText('green', line);
  return line.startsWith('- ') ? styleText('red', line) : line;
}

/** `styleText` leaves the colours out where the output is no terminal. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
