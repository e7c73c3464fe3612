import { parseArgs } from 'node:util';
import { explainRecord } from '../lib/review/explain-record.ts';
import { loadReviewConfig } from './config.ts';
import { explanationPage } from './explanation-page.ts';
import { findPrompt } from './find-prompt.ts';
import { printJson, printPage, printProblem } from './print-page.ts';
import { onStage, type ReviewStage } from './review-stage.ts';

/** `npm run explain -- <request_id>`: how a stored summary came about, on one page. */

const USAGE = 'npm run explain -- <request_id or record.json> [--upi <unique_process_id>] [--json]';
const SEARCH_TIMEOUT_MS = 60_000;
const PRESENCE_TIMEOUT_MS = 3_000;

interface Wanted {
  readonly given: string | null;
  readonly uniqueProcessId: string | null;
  readonly asJson: boolean;
}

const wanted = readArguments();
const config = loadReviewConfig(process.env);
if (wanted === null) printProblem(`Say which summary: ${USAGE}`, 2);
else await onStage(config, (stage) => explain(stage, { ...wanted, bucket: config.bucket }));

async function explain(stage: ReviewStage, { asJson, bucket, ...name }: Wanted & { bucket: string | null }) {
  const opened = await stage.openRecord(name, AbortSignal.timeout(SEARCH_TIMEOUT_MS));
  if ('problem' in opened) return printProblem(opened.problem, 1);
  const { record, identity, key, file } = opened;
  const explanation = explainRecord(record, findPrompt(record.prompt_version));
  const places = {
    s3: file === null ? `${bucket}/${key}` : `not asked: read from ${file}; its key is ${key}`,
    dynamodb: await stage.describePresence(identity, AbortSignal.timeout(PRESENCE_TIMEOUT_MS)),
  };
  if (asJson) printJson({ ...explanation, places });
  else printPage(explanationPage(explanation, places));
}

/** `null` for anything that is no question. */
function readArguments(): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { upi: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [given = null, ...more] = positionals;
    const uniqueProcessId = values.upi ?? null;
    if (more.length > 0 || (given === null && uniqueProcessId === null)) return null;
    return { given, uniqueProcessId, asJson: values.json };
  } catch {
    return null;
  }
}
