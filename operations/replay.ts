import { parseArgs } from 'node:util';
import type { AwsClients } from '../lib/aws/clients.ts';
import { generateText } from '../lib/bedrock/generate.ts';
import { type Model, resolveModel } from '../lib/bedrock/model-catalogue.ts';
import type { StoredRecord } from '../lib/contract/summary-record.ts';
import { type CandidateModel, tryModel } from '../lib/insights/try-model.ts';
import { redact } from '../lib/privacy/redact.ts';
import { groundOutput } from '../lib/prompt/ground-output.ts';
import { readOutput } from '../lib/prompt/read-output.ts';
import { replayRecord } from '../lib/review/replay-record.ts';
import type { Log } from '../lib/telemetry/log-events.ts';
import { loadReviewConfig, NO_STAGE } from './config.ts';
import { findPrompt } from './find-prompt.ts';
import { printJson, printPage, printProblem } from './print-page.ts';
import { replayPage } from './replay-page.ts';
import { onStage, type ReviewStage } from './review-stage.ts';

/** `npm run replay -- <request_id>`: asks a model once more for a stored summary, and shows what changes. Stores nothing. */

const USAGE =
  'npm run replay -- <request_id or record.json> [--prompt v1.1.0] [--model nova-2-lite] [--upi <unique_process_id>] [--json]';
const SEARCH_TIMEOUT_MS = 60_000;
/** Longer than any agent would wait: who replays wants the answer. */
const MODEL_TIMEOUT_MS = 30_000;
/** The record is somebody's history: what is said of it goes to the terminal, and nothing to a log. */
const NO_LOG: Log = { info: () => {}, warn: () => {}, error: () => {} };
const NOTHING_TO_ASK = 'No model was asked for this summary: there were no interactions to tell of.';
/** As fargate-api/dependencies.ts reads answers. */
const READ_OUTPUT = readOutput({ redact, groundLines: groundOutput });

const wanted = readArguments();
const config = loadReviewConfig(process.env);
if (wanted === null) printProblem(`Say which summary: ${USAGE}`, 2);
else await onStage(config, (stage) => replay(stage, wanted));

type Wanted = NonNullable<ReturnType<typeof readArguments>>;

async function replay(stage: ReviewStage, { prompt, model: alias, asJson, ...name }: Wanted): Promise<void> {
  const opened = await stage.openRecord(name, AbortSignal.timeout(SEARCH_TIMEOUT_MS));
  if ('problem' in opened) return printProblem(opened.problem, 1);
  const { record } = opened;
  if (stage.clients === null) return printProblem(NO_STAGE, 1);
  if (record.interactions.length === 0) return printProblem(NOTHING_TO_ASK, 1);
  const promptVersion = findPrompt(prompt ?? record.prompt_version);
  if ('unknown' in promptVersion) return printProblem(promptVersion.unknown, 2);
  const model = findModel(alias ?? modelOf(record));
  if ('unknown' in model) return printProblem(model.unknown, 2);
  const ask = replayRecord({
    promptVersion,
    model: candidate(model, stage.clients),
    tryModel: tryModel({ readOutput: READ_OUTPUT, attemptTimeoutMs: MODEL_TIMEOUT_MS, now: Date.now }),
  });
  const replayed = await ask(record, AbortSignal.timeout(MODEL_TIMEOUT_MS));
  if (asJson) printJson(replayed);
  else printPage(replayPage(replayed));
}

function candidate(model: Model, { bedrock: client }: AwsClients): CandidateModel {
  return { alias: model.alias, generate: generateText({ client, model, log: NO_LOG, now: Date.now }) };
}

/** The model whose text it is; of a digest the one that was to write it. */
function modelOf({ model_used: used, attempts }: StoredRecord): string {
  return used === 'none' ? (attempts[0]?.model ?? used) : used;
}

function findModel(alias: string): Model | { readonly unknown: string } {
  try {
    return resolveModel(alias, Date.now());
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
}

/** `null` for anything that is no question. */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        prompt: { type: 'string' },
        model: { type: 'string' },
        upi: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [given = null, ...more] = positionals;
    const uniqueProcessId = values.upi ?? null;
    if (more.length > 0 || (given === null && uniqueProcessId === null)) return null;
    return { given, uniqueProcessId, asJson: values.json, prompt: values.prompt, model: values.model };
  } catch {
    return null;
  }
}
