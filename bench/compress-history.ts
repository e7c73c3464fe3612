import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Interaction } from '../lib/domain/interaction.ts';
import { compressHistory } from '../lib/prompt/compress-history.ts';

/** `npm run bench:compress`: CPU milliseconds that a long history of long texts costs before a model reads it. */

const RUNS = 40;
const SIZES = [10, 50, 100, 200];
const TEXT_LENGTH = 8_000;
const BUDGET_TOKENS = 900;
const RESULT = fileURLToPath(new URL('./results/compress-history.json', import.meta.url));
const WORDS = 'The customer called about a charge of $45.20, gave [card] and was told to wait until 3 Dec. ';

/** Texts are all different, as transcripts are, or all the same but for a full stop: the two extremes. */
function history(size: number, same: boolean): readonly Interaction[] {
  return Array.from({ length: size }, (_, index) => ({
    id: `int-${index}`,
    at: new Date(Date.UTC(2026, 10, 22) - index * 7_200_000).toISOString(),
    channel: ['ivr', 'agent', 'chat', 'email'][index % 4] ?? 'ivr',
    intent: `issue_${index % 12}`,
    disposition: 'closed',
    resolved: [true, false, null][index % 3] ?? null,
    durationSeconds: index,
    contactId: null,
    initialContactId: null,
    text: `${same ? '.'.repeat(index % 50) : index} ${WORDS.repeat(90)}`.slice(0, TEXT_LENGTH),
  }));
}

function cpuMs(size: number, same: boolean) {
  const all: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    // Fresh strings: a hash or a flat copy that an earlier run left behind would flatter this one.
    const interactions = history(size, same);
    const startedAt = process.cpuUsage();
    compressHistory({ interactions, budgetTokens: BUDGET_TOKENS });
    const { user, system } = process.cpuUsage(startedAt);
    all.push((user + system) / 1_000);
  }
  all.sort((one, other) => one - other);
  return { median: round(all[Math.floor(RUNS / 2)]), worst: round(all.at(-1)) };
}

function round(ms = Number.NaN): number {
  return Math.round(ms * 100) / 100;
}

cpuMs(200, false);
const result = {
  what: `CPU milliseconds of compressHistory, texts of ${TEXT_LENGTH} characters, budget ${BUDGET_TOKENS} tokens, ${RUNS} runs`,
  command: 'npm run bench:compress',
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  differentTexts: Object.fromEntries(SIZES.map((size) => [size, cpuMs(size, false)])),
  sameTexts: Object.fromEntries(SIZES.map((size) => [size, cpuMs(size, true)])),
};
mkdirSync(dirname(RESULT), { recursive: true });
writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
