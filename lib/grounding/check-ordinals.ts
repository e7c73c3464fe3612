import type { Claim } from './claim.ts';
import { countsOf, isOfKind } from './contact-counts.ts';
import { type Counted, nounsBehind } from './counted.ts';
import type { NumberMention } from './find-counts.ts';
import { overlap, stemsOf } from './wording.ts';

const NOW = /\b(?:today|now|this is|this will be|current)\b/;

/** Whether something was the second, third … of its kind: by the words of the records, or by their order. */
export function isKnownOrdinal(counted: Counted, claim: Claim): boolean {
  const { mention, kind, isTimes } = counted;
  // What to do before it happens a third time has not happened a third time.
  if (claim.section === 'nextBestAction') return true;
  if (mention.value === 1 || (kind === null && mention.value === 2)) return true;
  const nouns = new Set(mention.after.slice(0, 2).flatMap((word) => stemsOf(word)));
  const numbers = claim.cited.flatMap(({ facts }) => facts.numbers);
  const ofNoun = numbers.filter(
    (known) => known.isOrdinal && overlap(nouns, new Set(nounsBehind(known))) > 0,
  );
  if (kind === null && ofNoun.length > 0) return ofNoun.some(({ value }) => value === mention.value);
  if (numbers.some((known) => known.value === mention.value && mayBeOrdinal(known))) return true;
  if (
    claim.cited.some(({ facts }) =>
      facts.durations.some(({ value, unit }) => unit === 'day' && value === mention.value),
    )
  )
    return true;
  if (isTimes && kind === null) return isInSeries(mention.value, { ...claim, isOneChannel: true });
  if (kind === null) return false;
  return isInSeries(mention.value, { ...claim, isOneChannel: false }) || isNext(counted, claim);
}

/** `Called 3 times` bears out a third call; a small number alone may be anything. */
function mayBeOrdinal({ isOrdinal, after, value }: NumberMention): boolean {
  return isOrdinal || value > 3 || after[0] === 'times' || after[0] === 'calls';
}

/** Whether a cited record has that place among the records of its issue, the oldest first. */
function isInSeries(
  value: number,
  { cited, all, isOneChannel }: Pick<Claim, 'cited' | 'all'> & { readonly isOneChannel: boolean },
): boolean {
  const intents = new Set(cited.map(({ record }) => record.intent));
  const channels = new Set(cited.map(({ record }) => record.channel));
  const series = all
    .toReversed()
    .filter(({ record }) => intents.has(record.intent) && (!isOneChannel || channels.has(record.channel)));
  return cited.some((evidence) => series.indexOf(evidence) + 1 === value);
}

/** Whether the cited contacts are so many, or the one that begins now is the next after them. */
function isNext({ mention, kind }: Counted, { cited, all, facts }: Claim): boolean {
  const counts = countsOf(cited, kind ?? 'contact');
  if (counts.has(mention.value) || (NOW.test(facts.plain) && counts.has(mention.value - 1))) return true;
  const intents = new Set(cited.map(({ record }) => record.intent));
  const ofKind = all
    .toReversed()
    .filter((evidence) => intents.has(evidence.record.intent) && isOfKind(evidence, kind ?? 'contact'));
  return cited.some((evidence) => ofKind.indexOf(evidence) + 1 === mention.value);
}
