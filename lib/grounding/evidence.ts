import type { ShownRecord } from '../domain/shown-record.ts';
import { dayOf } from './calendar-day.ts';
import type { NumberMention } from './find-counts.ts';
import { type KnownDay, knownDays } from './known-days.ts';
import { languageOf } from './language-of.ts';
import { plainForm } from './plain-form.ts';
import { type Facts, readFacts } from './read-facts.ts';
import { stemsOf } from './wording.ts';

/** What one record can bear out. */
export interface Evidence {
  readonly record: ShownRecord;
  /** Of its codes and its words. */
  readonly facts: Facts;
  readonly days: readonly KnownDay[];
  /** What it speaks of. */
  readonly stems: ReadonlySet<string>;
  /** Minutes of the day at which it was made; `null` of several. */
  readonly clock: number | null;
  /** Epoch milliseconds; of several, of the last day. */
  readonly atMs: number;
  /** Primary subtag, as far as its words tell. */
  readonly language: string;
  /** Its words in plain form, without its codes. */
  readonly said: string;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** @param language primary subtag of the language of the summary; it is read beside English where the record is in no other */
export function evidenceOf(record: ShownRecord, language: string): Evidence {
  const at = record.at ?? record.last ?? '1970-01-01';
  const today = dayOf(at);
  const codes = [record.intent, record.disposition].map((code) => code?.replaceAll('_', ' ') ?? '');
  const text = [...codes, record.text ?? ''].join('. ');
  const written = languageOf(plainForm(text));
  const read = readFacts(text, { language: written === 'en' ? language : written, today });
  const facts = {
    ...read,
    numbers: [...read.numbers, ...ratiosIn(read.plain), ...countsOf(record), ...bothIn(read.plain)],
  };
  return {
    record,
    facts,
    days: knownDays(record, { facts, today }),
    stems: new Set(stemsOf(facts.undated)),
    clock: record.at === undefined ? null : Math.floor((Date.parse(at) % DAY_MS) / MINUTE_MS),
    atMs: Date.parse(at),
    language: written,
    said: plainForm(record.text ?? ''),
  };
}

/** Of a record that stands for several: how many they are, how many issues, and how many of these are open. */
function countsOf({ records, issues, open }: ShownRecord): readonly NumberMention[] {
  return [records, issues, open].flatMap((value) =>
    value === undefined ? [] : bareNumber(String(value), { value, index: 0 }),
  );
}

function bareNumber(
  text: string,
  { value, index }: { readonly value: number; readonly index: number },
): NumberMention {
  return { text, index, value, isOrdinal: false, before: [], after: [] };
}

/** `Both invoices` are two. */
function bothIn(plain: string): readonly NumberMention[] {
  return [...plain.matchAll(/\bboth (\p{L}+)/gu)].map(({ 0: text, 1: noun = '', index }) => ({
    ...bareNumber(text, { value: 2, index }),
    after: [noun],
  }));
}

const RATIO = /(?<!\b(?:by|on|until|till|til|since|from|due|eff) )(?<![\d/])(\d{1,2})\/(\d|10|100)(?![\d/])/g;

/** `4/10` may be a day, and may be four out of ten. */
function ratiosIn(plain: string): readonly NumberMention[] {
  return [...plain.matchAll(RATIO)].flatMap(({ 0: text, 1: part, 2: whole, index }) =>
    [part, whole].map((value) => bareNumber(text, { value: Number(value), index })),
  );
}
