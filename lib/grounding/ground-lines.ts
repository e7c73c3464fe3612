import type { ShownRecord } from '../domain/shown-record.ts';
import type { RemovedLine, SummaryLine } from '../domain/summary.ts';
import { dayOf } from './calendar-day.ts';
import { withoutQuotes } from './check-quotes.ts';
import { citeRecords } from './cite-records.ts';
import type { Claim } from './claim.ts';
import { evidenceOf } from './evidence.ts';
import { findFault, readClaim } from './find-fault.ts';
import { isInOtherLanguage } from './language-of.ts';
import { plainForm } from './plain-form.ts';

export interface GroundingOptions {
  /** What the model was shown, newest first. */
  readonly records: readonly ShownRecord[];
  /** Epoch milliseconds: when the records were read. */
  readonly nowMs: number;
  /** What the customer told the phone menu, as a code. */
  readonly reasonGiven: string;
  /** BCP 47: what the sentences are to be written in. */
  readonly language: string;
}

export interface GroundedLines {
  readonly lines: readonly SummaryLine[];
  readonly removed: readonly RemovedLine[];
  /** Whether the sentences are clearly in another language than asked for. */
  readonly isInOtherLanguage: boolean;
}

/**
 * Parts sentences into those that follow from the records that they cite and the others, each with what does not: amounts,
 * days, counts, references, times, lengths of time and quotes, and what is said against a record's verdict.
 * The same input gives the same lines; nothing is asked of anybody.
 */
export function groundLines(lines: readonly SummaryLine[], options: GroundingOptions): GroundedLines {
  const { records, nowMs, reasonGiven } = options;
  const language = options.language.split('-')[0]?.toLowerCase() ?? 'en';
  const context = {
    all: records.map((record) => evidenceOf(record, language)),
    today: dayOf(new Date(nowMs).toISOString()),
    nowMs,
    language,
    reasonGiven: reasonGiven.replaceAll('_', ' '),
  };
  const judged = lines.map((line) => {
    const claim = citeRecords(readClaim(line, context));
    return { line: { ...line, interactionIds: idsOf(line, claim) }, fault: findFault(claim) };
  });
  const written = lines.map(({ text }) => withoutQuotes(text)).join(' ');
  return {
    lines: judged.flatMap(({ line, fault }) => (fault === null ? line : [])),
    removed: judged.flatMap(({ line, fault }) => (fault === null ? [] : { text: line.text, ...fault })),
    isInOtherLanguage: isInOtherLanguage(plainForm(written), language),
  };
}

/** A sentence without citations, as a digest may have it, gets none. */
function idsOf({ interactionIds }: SummaryLine, { cited }: Claim): readonly string[] {
  const ids = cited.flatMap(({ record }) => record.interactionIds);
  return interactionIds.length === 0 ? [] : [...new Set(ids)];
}
