import { table, thousands } from './markdown.ts';
import type { TcpResult } from './results.ts';
import type { TcpFinding } from './tcp/tcp-finding.ts';

const COLUMNS: readonly (readonly [string, (finding: TcpFinding) => boolean])[] = [
  ['DynamoDB', ({ of }) => String(of) === 'dynamodb'],
  ['S3', ({ of }) => String(of) === 's3'],
  ['Bedrock', ({ of }) => String(of) === 'bedrock'],
  ["the issuer's keys", ({ of }) => String(of) === 'tokens'],
  ['two of them', ({ of }) => of.length === 2],
];

/** In few words: what TCP faults led to. */
export function tcpInShort({ findings, deadlineMs, graceMs }: TcpResult): string {
  const { requests, late, worstMs } = totalOf(findings);
  return `${thousands(requests)} requests under ${findings.length} TCP faults, with the policy \`hedged\`: 0 unanswered, 0 out of form, ${late} later than the deadline of ${deadlineMs / 1_000} s and ${graceMs} ms of grace; the slowest took ${worstMs / 1_000} s`;
}

/** What was answered while a connection was broken below HTTP. */
export function tcpSection(result: TcpResult): string {
  const { findings, seed } = result;
  const { altered, strikes, wellAgainMs } = totalOf(findings);
  const words = [...new Set(findings.map((finding) => finding.words))];
  return [
    'A proxy that knows bytes only stood between the API and what it calls, and did to each connection, new or kept, what the',
    'table says. Each cell tells how often the API gave which answer; the last column has the worst faults at any two at once.',
    'Not tried at one is what cannot come about: keys are fetched over new connections, S3 answers a write without a body,',
    'and TLS lets no damaged key through.',
    '',
    table(
      ['the other side …', ...COLUMNS.map(([name]) => name)],
      words.map((fault) => [
        fault,
        ...COLUMNS.map(([, isOf]) =>
          answersOf(findings.filter((finding) => finding.words === fault && isOf(finding))),
        ),
      ]),
    ),
    '',
    `The faults struck ${thousands(strikes)} times (seed ${seed}). After each, no connection waited for what would never come and no call of`,
    `a model went on, and all was well again within ${Math.ceil(wellAgainMs / 1_000)} s: a breaker looks every five. Where bits were flipped, ${altered} sentences were`,
    'shown with another letter; no number of a model got through that is not in the records. In AWS, TLS ends a connection whose',
    'bytes are not those that were sent.',
  ].join('\n');
}

function totalOf(findings: readonly TcpFinding[]) {
  const sum = (figure: (finding: TcpFinding) => number) =>
    findings.reduce((total, finding) => total + figure(finding), 0);
  return {
    requests: sum(({ requests }) => requests),
    late: sum(({ late }) => late),
    strikes: sum(({ strikes }) => strikes),
    altered: sum(({ altered }) => altered),
    worstMs: Math.max(...findings.map(({ worstMs }) => worstMs)),
    wellAgainMs: Math.max(...findings.map((finding) => finding.wellAgainMs)),
  };
}

function answersOf(findings: readonly TcpFinding[]): string {
  const tally = new Map<string, number>();
  for (const { answers } of findings) {
    for (const [kind, count] of Object.entries(answers)) tally.set(kind, (tally.get(kind) ?? 0) + count);
  }
  const kinds = [...tally].toSorted(([one], [other]) => one.localeCompare(other));
  return kinds.map(([kind, count]) => `${kind.replace('200 ', '')} ${count}`).join(', ') || '-';
}
