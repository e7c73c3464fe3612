import type { Evidence } from './evidence.ts';
import type { IdentifierMention } from './find-identifiers.ts';

/** What is longer is none, and must not become a pattern. */
const LONGEST_REFERENCE = 40;

/** Whether a record holds a reference, however it is grouped there. */
export function isKnownIdentifier({ value, isEnd }: IdentifierMention, { facts }: Evidence): boolean {
  const digits = value.replace(/^[a-z]+/, '');
  const known = [
    ...facts.identifiers.map((identifier) => identifier.value),
    ...facts.numbers.map((number) => String(number.value)),
    ...facts.plain.split(/[\s,;:()"']+/).map((word) => word.replace(/[^a-z\d]/g, '')),
  ];
  if (
    known.some(
      (each) =>
        each === value || (digits.length >= 4 && each.replace(/^[a-z]+/, '') === digits && each === digits),
    )
  )
    return true;
  if (isEnd && known.some((each) => each.length >= 4 && each.endsWith(value))) return true;
  // `NV 412`, `4471 8820`: written in two parts.
  return (
    value.length >= 4 &&
    value.length <= LONGEST_REFERENCE &&
    new RegExp(`(?<![a-z\\d])${[...value].join('[^a-z\\d]?')}(?![a-z\\d])`).test(facts.plain)
  );
}
