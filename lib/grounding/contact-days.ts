import { contactKind, isOfKind } from './contact-counts.ts';
import type { Evidence } from './evidence.ts';
import type { DateMention } from './find-dates.ts';
import type { KnownDay } from './known-days.ts';

type ContactKind = NonNullable<ReturnType<typeof contactKind>>;

/** `Wednesday's chat`, `yesterday's call`. */
const BEHIND = /^(?:'s)? (calls?|chats?|e-?mails?|texts?|sms|messages?)\b/;
/** `The chat of 12 March`. */
const IN_FRONT = /\b(calls?|chats?|e-?mails?) (?:of|dated|vom|du|del)(?: the)? $/;

/** The kind of contact that a sentence dates with a day; `null` when it dates something else, or any contact. */
export function contactOfDay({ index, text }: DateMention, plain: string): ContactKind | null {
  const isGenitive = text.endsWith("'s") || plain.startsWith("'s", index + text.length);
  const behind = isGenitive ? BEHIND.exec(plain.slice(index + text.length))?.[1] : undefined;
  const word = behind ?? IN_FRONT.exec(plain.slice(0, index))?.[1] ?? '';
  return contactKind(word);
}

/** Whether a day is one of a contact of a kind: the own day of such a record, or one at which its words name such a contact. */
export function isDayOfContact(
  day: KnownDay,
  { kind, cited }: { readonly kind: ContactKind; readonly cited: readonly Evidence[] },
): boolean {
  if (day.source === 'text') return [...day.context].some((stem) => contactKind(stem) === kind);
  return day.source === 'at' && cited.some((each) => each.days.includes(day) && isOfKind(each, kind));
}
