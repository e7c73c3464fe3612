import { relative } from 'node:path';
import { stripVTControlCharacters, styleText } from 'node:util';
import { SAMPLE_REQUEST, type SummaryAnswer, type SummaryQuestion } from './ask-for-summary.ts';
import type { LocalAwsUrls } from './local-aws.ts';
import type { LocalApi } from './start-api.ts';

const WIDTH = 96;
const SHOWN_HEADERS = ['model-used', 'cache-hit', 'latency-ms', 'request-id', 'prompt-version', 'stored'].map(
  (name) => `x-${name}`,
);

/** One summary as a caller got it: headers, timing, and the words the agent reads. */
export function describeSummary({ status, headers, body, tookMs }: SummaryAnswer): string {
  return printable([
    '',
    bold('One summary, as Salesforce asks for it when a customer enters the queue'),
    `  POST /omni-channel-insights  account ${body.account_number}, contact ${body.contact_id}`,
    `  ${status} in ${tookMs} ms`,
    ...SHOWN_HEADERS.map((name) => `  ${dim(`${name}:`)} ${headers[name] ?? '(missing)'}`),
    ...wrapped(body.summary),
    facts({
      ...outcome(body),
      range: body.date_range,
      'sentences with sources': body.citations.length,
    }),
    facts({
      contacts: `${body.customer.contacts_7d} in 7 days, ${body.customer.contacts_30d} in 30 days`,
      'open issues': body.customer.open_issues,
    }),
  ]);
}

/** One story of the demo: what happens, what the agent reads, and the facts of the answer. */
export function describeStory(sentence: string, { headers, body }: SummaryAnswer): string {
  const latency = `${headers['x-latency-ms']} ms`;
  const shown = { ...outcome(body), model: body.model_used, latency, stored: headers['x-stored'] };
  return printable(['', bold(sentence), ...wrapped(body.summary), facts(shown)]);
}

interface SystemDescription {
  readonly aws: LocalAwsUrls;
  readonly api: LocalApi;
  readonly gatewayUrl: string;
  readonly desktopUrl: string;
  readonly docsUrl: string;
  readonly tokenUrl: string;
  readonly token: string;
  /** Of a summary that was just made. */
  readonly requestId: string;
  readonly prepared: { readonly customers: number; readonly interactions: number };
  readonly stateDirectory: string;
}

/** Where everything is, and one line to try it. */
export function describeSystem({
  aws,
  api,
  gatewayUrl,
  desktopUrl,
  docsUrl,
  tokenUrl,
  token,
  requestId,
  prepared,
  stateDirectory,
}: SystemDescription): string {
  return printable([
    '',
    bold('Running'),
    `  desktop   ${desktopUrl}   open it in a browser: what agents see`,
    `  gateway   ${gatewayUrl}   in front of the API ${api.url} and the functions`,
    `  tokens    ${tokenUrl}`,
    `  docs      ${docsUrl}   what the API takes and answers`,
    `  DynamoDB  ${aws.dynamodb}   S3  ${aws.s3}   Bedrock  ${aws.bedrock}`,
    `  customers ${prepared.customers} with ${prepared.interactions} interactions; what each is for: local/seed/`,
    `  state     ${relative(process.cwd(), stateDirectory)} (run.json for programs, logs/); start anew with npm start -- --fresh`,
    describeRequest({ apiUrl: gatewayUrl, token, request: SAMPLE_REQUEST }),
    'and what the agent thinks of the summary above',
    curl(`${gatewayUrl}/feedback`, { token, request: { request_id: requestId, feedback: 'helpful' } }),
    '',
    'Ctrl+C to stop',
  ]);
}

/** One line to paste into a shell. */
export function describeRequest({ apiUrl, token, request }: SummaryQuestion): string {
  const line = curl(`${apiUrl}/omni-channel-insights`, { token, request });
  return printable(['', bold('Try it (the token is valid for an hour)'), line]);
}

function curl(url: string, { token, request }: Omit<SummaryQuestion, 'apiUrl'>): string {
  return [
    `curl -sS -i -X POST ${url}`,
    `-H 'Authorization: Bearer ${token}'`,
    "-H 'Content-Type: application/json'",
    `-d '${JSON.stringify(request)}'`,
  ].join(' ');
}

function outcome({ status, reason, coverage }: SummaryAnswer['body']) {
  return {
    status: reason === null ? status : `${status} (${reason})`,
    interactions: `${coverage.used} of ${coverage.found}`,
  };
}

/** One line of names and values. */
function facts(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const shown = Object.entries(values).map(([name, value]) => `${dim(name)} ${value}`);
  return `  ${shown.join('   ')}`;
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return ['', ...lines.map((line) => `  ${line}`), ''];
}

function bold(text: string): string {
  return styleText('bold', text);
}

function dim(text: string): string {
  return styleText('dim', text);
}

/** Without styles where nobody sees them. */
function printable(lines: readonly string[]): string {
  const text = `${lines.join('\n')}\n`;
  return process.stdout.isTTY ? text : stripVTControlCharacters(text);
}
