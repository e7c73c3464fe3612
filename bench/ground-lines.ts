import type { Interaction } from '../lib/domain/interaction.ts';
import type { SummaryLine } from '../lib/domain/summary.ts';
import type { Prompt } from '../lib/insights/ports.ts';
import { buildPrompt } from '../lib/prompt/build-prompt.ts';
import { groundOutput } from '../lib/prompt/ground-output.ts';
import { loadPromptVersion } from '../lib/prompt/prompt-versions.ts';
import { aContact, anInteraction, NOW_MS } from '../tests/fixtures/domain.ts';
import { readGroundingSamples } from '../tests/samples/grounding/read-samples.ts';
import { writeResult } from './write-result.ts';

/**
 * `npm run bench:grounding`: what judging one answer costs by the clock and in CPU, over the written samples and over
 * histories of 10 to 200 interactions; the first call of a process apart.
 */

const SIZES = [10, 50, 100, 200];
const WARM_UPS = 300;
const RUNS = 1_000;
const SAMPLE_ROUNDS = 10;

interface Answer {
  readonly name: string;
  readonly lines: readonly SummaryLine[];
  readonly prompt: Prompt;
}

interface Cost {
  readonly answer: Answer;
  readonly ms: number;
  readonly cpuMs: number;
}

const version = loadPromptVersion('v1.2.0', new URL('../prompts/', import.meta.url));
const build = buildPrompt({ versionOf: () => version });
const NOTES = [
  'cust called re visit fee $45.20, case 88213, v upset. sup will credit by 6 dec',
  'Customer: where is my credit? Agent: not posted yet, takes 3 to 5 business days.',
  'PIN ok. menu 2-1. bal 132.40 read, due 14 Dec. hung up in queue after 4 min',
  'EMAIL OUT: your refund of $120.00 was sent on 2 December and may take 10 days.',
];
const SENTENCES: readonly (readonly [SummaryLine['section'], string])[] = [
  ['reason', 'The customer likely calls about the credit of $45.20 for the visit fee, case 88213.'],
  ['openIssues', 'The credit had not been posted when the customer asked in the chat.'],
  ['promises', 'A supervisor promised to credit $45.20 by 6 Dec.'],
  ['dontAskAgain', 'The PIN was verified, and the balance of $132.40 was read out.'],
  ['history', 'A refund of $120.00 was sent on 2 December.'],
  ['history', 'The customer hung up after 4 minutes in the queue.'],
  ['sentiment', 'Very upset about the visit fee.'],
  ['nextBestAction', 'Check first whether the credit of $45.20 was posted.'],
];

/** A history with different words in each record, and an answer of eight sentences over it that cite up to four records. */
function longAnswer(size: number): Answer {
  const interactions = Array.from(
    { length: size },
    (_, index): Interaction =>
      anInteraction({
        id: `int-${index}`,
        at: new Date(NOW_MS - index * 7_200_000).toISOString(),
        channel: ['agent', 'chat', 'ivr', 'email'][index % 4] ?? 'ivr',
        intent: `issue_${index % 12}`,
        resolved: [false, null, true][index % 3] ?? null,
        text: `${NOTES[index % 4]} / ref ${10_000 + index * 7}`,
      }),
  );
  return {
    name: `${size} interactions`,
    prompt: build({ contact: aContact({ initialContactId: null }), interactions, readAtMs: NOW_MS }),
    lines: SENTENCES.map(([section, text]) => ({
      section,
      text,
      interactionIds: ['int-0', 'int-1', 'int-2', 'int-3'],
    })),
  };
}

function measure(answer: Answer): Cost {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  groundOutput(answer.lines, answer.prompt);
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  return { answer, ms, cpuMs: (user + system) / 1_000 };
}

function figuresOf(costs: readonly Cost[]) {
  const by = (costOf: (cost: Cost) => number) => {
    const values = costs.map(costOf).toSorted((one, other) => one - other);
    const at = (part: number) => round(values[Math.floor((values.length - 1) * part)]);
    return { p50: at(0.5), p99: at(0.99), most: at(1) };
  };
  return { ms: by(({ ms }) => ms), cpuMs: by(({ cpuMs }) => cpuMs) };
}

/** The answers whose usual cost is highest, with what may make it so. One slow call may be the machine's. */
function slowest(costs: readonly Cost[]) {
  return [...Map.groupBy(costs, ({ answer }) => answer)]
    .map(([{ name, lines, prompt }, all]) => ({
      name,
      medianMs: figuresOf(all).ms.p50,
      sentences: lines.length,
      records: prompt.records.size,
      characters: [...prompt.records.values()].reduce((sum, { text = '' }) => sum + text.length, 0),
    }))
    .toSorted((one, other) => other.medianMs - one.medianMs)
    .slice(0, 5);
}

function round(ms = Number.NaN): number {
  return Math.round(ms * 100) / 100;
}

const samples = readGroundingSamples('development').map(({ id, lines, prompt }) => ({
  name: id,
  lines,
  prompt,
}));
const first = samples.slice(0, 1).map(measure);
for (const answer of samples.slice(0, WARM_UPS)) measure(answer);
const ofSamples = Array.from({ length: SAMPLE_ROUNDS }, () => samples.map(measure)).flat();
const ofSizes = SIZES.map((size) => {
  const answer = longAnswer(size);
  for (let run = 0; run < WARM_UPS; run += 1) measure(answer);
  return [size, Array.from({ length: RUNS }, () => measure(answer))] as const;
});

writeResult('ground-lines', {
  what: `Milliseconds to judge one answer: ${SAMPLE_ROUNDS} rounds over ${samples.length} samples, and ${RUNS} times one answer over each size of history, after warm-up`,
  command: 'npm run bench:grounding',
  firstCallMs: round(first[0]?.ms),
  samples: figuresOf(ofSamples),
  slowestSamples: slowest(ofSamples),
  histories: Object.fromEntries(
    ofSizes.map(([size, costs]) => [
      size,
      { recordsInPrompt: costs[0]?.answer.prompt.records.size, ...figuresOf(costs) },
    ]),
  ),
});
