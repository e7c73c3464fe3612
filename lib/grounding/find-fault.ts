import type { RemovedLine, SummaryLine } from '../domain/summary.ts';
import { isKnownAmount } from './check-amounts.ts';
import { isKnownClock } from './check-clocks.ts';
import { isKnownNumber } from './check-counts.ts';
import { isKnownDate } from './check-dates.ts';
import { findDenial } from './check-denials.ts';
import { isKnownDuration } from './check-durations.ts';
import { isKnownIdentifier } from './check-identifiers.ts';
import { isNoPromise } from './check-promises.ts';
import { isKnownQuote, quotesIn, withoutQuotes } from './check-quotes.ts';
import { findReversal } from './check-reversals.ts';
import { contradictsVerdict } from './check-verdicts.ts';
import { speaksOfOthers } from './check-wording.ts';
import type { Claim } from './claim.ts';
import { readFacts } from './read-facts.ts';

export type GroundingContext = Pick<Claim, 'all' | 'today' | 'nowMs' | 'language' | 'reasonGiven'>;

type Fault = Pick<RemovedLine, 'reason' | 'detail'>;

/** What a sentence claims, by the records that it cites. */
export function readClaim({ section, text, interactionIds }: SummaryLine, context: GroundingContext): Claim {
  const quotes = quotesIn(text);
  return {
    ...context,
    section,
    text,
    quotes,
    facts: readFacts(withoutQuotes(text), context),
    cited: context.all.filter(({ record }) =>
      record.interactionIds.some((id) => interactionIds.includes(id)),
    ),
  };
}

/** What in a sentence does not follow from the records that it cites; `null` when all does. */
export function findFault(claim: Claim): Fault | null {
  const unknown = findUnknown(claim);
  if (unknown !== null) return { reason: 'unsupported', detail: unknown };
  if (contradictsVerdict(claim)) return { reason: 'contradicted', detail: 'whether it is resolved' };
  const reversal = findReversal(claim);
  if (reversal !== null) return { reason: 'contradicted', detail: `whether it was ${reversal}` };
  const denial = findDenial(claim);
  return denial === null ? null : { reason: 'contradicted', detail: `whether it is so: ${denial}` };
}

function findUnknown(claim: Claim): string | null {
  const { cited, quotes, facts } = claim;
  const quote = quotes.find((each) => !cited.some((evidence) => isKnownQuote(each, evidence)));
  const [fault] = [
    ...(quote === undefined ? [] : [`quote "${quote}"`]),
    ...named(
      'date',
      facts.dates.filter((date) => !isKnownDate(date, claim)),
    ),
    ...named(
      'amount',
      withoutReading(facts.amounts, (amount) => isKnownAmount(amount, claim)),
    ),
    ...named(
      'reference',
      facts.identifiers.filter((one) => !cited.some((evidence) => isKnownIdentifier(one, evidence))),
    ),
    ...named(
      'time',
      facts.clocks.filter((clock) => !isKnownClock(clock, claim)),
    ),
    ...named(
      'duration',
      facts.durations.filter((duration) => !isKnownDuration(duration, claim)),
    ),
    ...named(
      'number',
      withoutReading(facts.numbers, (number) => isKnownNumber(number, claim)),
    ),
    ...(isNoPromise(claim) ? ['no commitment'] : []),
    ...(speaksOfOthers(claim) ? ['what it speaks of'] : []),
  ];
  return fault ?? null;
}

function named(kind: string, mentions: readonly { readonly text: string }[]): readonly string[] {
  return mentions.map(({ text }) => `${kind} ${text}`);
}

/** The mentions none of whose readings is known: `1.500` has two. */
function withoutReading<Mention extends { readonly index: number }>(
  mentions: readonly Mention[],
  isKnown: (mention: Mention) => boolean,
): readonly Mention[] {
  const known = new Set(mentions.filter(isKnown).map(({ index }) => index));
  return mentions.filter(({ index }) => !known.has(index));
}
