import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chooseWords } from '../lib/digest/choose-words.ts';
import { writeDigest } from '../lib/digest/write-digest.ts';
import type { Interaction } from '../lib/domain/interaction.ts';
import type { ShownRecord } from '../lib/domain/shown-record.ts';
import { groundLines } from '../lib/grounding/ground-lines.ts';
import { seedCustomers } from '../local/seed/seed-customers.ts';
import { aContact, NOW_MS } from './fixtures/domain.ts';
import { interactionsOf } from './fixtures/seen-history.ts';
import { readGroundingSamples } from './samples/grounding/read-samples.ts';

/** The digest counts and quotes, so what judges the sentences of models must find nothing to say against it. */

const MOST_INTERACTIONS = 10;
/** Customers whose words were typed by people. They are no part of the project; where they lie beside it, all are tried. */
const REAL = new URL('../../shared/data/real-customers.jsonl.gz', import.meta.url);

interface Customer {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
  readonly ivrIntent: string;
  /** Newest first. */
  readonly interactions: readonly Interaction[];
}

const seeds = seedCustomers(new Date(NOW_MS)).map(({ accountNumber, request, items }) => ({
  name: accountNumber,
  nowMs: NOW_MS,
  ivrIntent: request.ivr_intent ?? 'misc',
  interactions: interactionsOf(items),
}));
const samples = readGroundingSamples('development').map(({ id, interactions, prompt }) => ({
  name: id,
  nowMs: prompt.readAtMs,
  ivrIntent: prompt.reasonGiven,
  interactions,
}));
const real = existsSync(REAL)
  ? gunzipSync(readFileSync(REAL)).toString('utf8').trim().split('\n').map(toRealCustomer)
  : [];

/**
 * How many sentences are taken out at most, by the kind of customer: what was measured, all of it by mistake, so that it
 * can only get better. Nothing is the aim.
 */
const MOST_REMOVED: readonly (readonly [language: string, seed: number, sample: number, real: number])[] = [
  ['en', 6, 25, 26],
  ['es', 4, 15, 12],
  ['fr', 8, 68, 27],
  ['de', 59, 77, 48],
  ['pt', 58, 75, 12],
];

describe.each(MOST_REMOVED)('the digest in %s', (language, ...[ofSeeds, ofSamples, ofReal]) => {
  it.each([
    ['seed', seeds, ofSeeds],
    ['sample', samples, ofSamples],
    ['real', real, ofReal],
  ])('follows from the records of every %s customer', (kind, customers, most) => {
    const removed = customers.flatMap((customer) => removedOf(customer, language));
    for (const line of removed) process.stdout.write(`digest in ${language}, ${kind} customer ${line}\n`);
    expect(removed.length).toBeLessThanOrEqual(most);
  });
});

/** The sentences that grounding takes out, with what it has against them. What cites nothing is of the request. */
function removedOf({ name, nowMs, ivrIntent, interactions }: Customer, language: string): readonly string[] {
  const used = interactions.slice(0, MOST_INTERACTIONS);
  const contact = aContact({ language, ivrIntent });
  const { count, lastDays } = chooseWords(language);
  const digest = writeDigest({
    contact,
    interactions: used,
    foundCount: used.length,
    foundCapped: false,
    skipped: 0,
  });
  const lines = digest
    .filter(({ interactionIds }) => interactionIds.length > 0)
    // Of how many days they are, is what the request says.
    .map((line) => ({ ...line, text: line.text.replace(` ${count(contact.maxHistoryDays, lastDays)}`, '') }));
  const { removed } = groundLines(lines, {
    records: used.map(toRecord),
    nowMs,
    reasonGiven: ivrIntent,
    language,
  });
  return removed.map(({ text, detail }) => `${name} (${detail}) ${text}`);
}

/** With all its words, which the digest reads, and which a long history does not have in a prompt. */
function toRecord(interaction: Interaction): ShownRecord {
  const { id, at, channel, intent, disposition, resolved, durationSeconds, text } = interaction;
  return {
    interactionIds: [id],
    at,
    channel,
    intent,
    disposition: disposition ?? undefined,
    resolved: resolved ?? undefined,
    minutes: durationSeconds === null ? undefined : Math.round(durationSeconds / 60),
    text,
  };
}

function toRealCustomer(line: string): Customer {
  const { account_number: name, interactions } = JSON.parse(line);
  const seen = interactionsOf(interactions);
  return { name, nowMs: Date.parse(seen[0]?.at ?? '2026-11-23'), ivrIntent: 'misc', interactions: seen };
}
