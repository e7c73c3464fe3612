import type { Interaction } from '../domain/interaction.ts';
import { anyOf } from './any-of.ts';
import { ASKED, BELONGS_TO_PROMISE, NOT_PROMISED, PROMISED } from './promise-words.ts';
import { type Clause, neighbourOf, quoteOf } from './split-clauses.ts';
import { widestQuotes } from './widest-quotes.ts';

/** Channels whose records the company writes. Elsewhere an unlabelled word may be the customer's own. */
const COMPANY_WRITES: ReadonlySet<string> = new Set(['agent', 'ivr']);
const REPORTED = anyOf(
  'promised?|told|adv|advised|assured|agent|supervisor|specialist|technician|se (?:le )?prometió|prometió|prometeu|promis|zugesagt|versprochen|agente|técnico|conseiller|technicien|berater(?:in)?|techniker(?:in)?|atendente',
);
/** An outcome that says that something was promised, but for what a customer promises. */
const PROMISE_CODE = /promise(?!.*pay)/i;
const TERM = anyOf(
  '(?:\\d{1,3}|one|two|three) ?(?:bus(?:iness)? |working )?(?:days?|hrs?|hours?|h|wks?|weeks?)',
);
const CLAIM_BEFORE = anyOf(
  '(?:cust|customer|cx|caller|client|cliente|he|she|they|kunde|kundin) (?:says?|said|claims?|claimed|states?|insists?|thinks?|dice|afirma|dit|sagt|diz)',
);
const CUSTOMER = anyOf('cust|customer|cx|caller|client|i|cliente|kunde|kundin|kd');
/** The one who will do it was named before. */
const SUBJECT_BEFORE = /^(?:will|wird|werden|va|vai|irá) (?!be )/i;
/** Whoever is named here is the one who acts, whatever was said before. */
const OWN_ACTOR = anyOf(
  'sup|supervisor|tech|technician|agent|team|mgr|manager|we|back ?off(?:ice)?|adv|told|billing',
);

/** The commitments of the company in a record, in its words, in order. */
export function findPromises(
  { channel, disposition }: Pick<Interaction, 'channel' | 'disposition'>,
  clauses: readonly Clause[],
): readonly string[] {
  const quotable = clauses.filter(
    ({ text, speaker }) => speaker !== 'unknown' || COMPANY_WRITES.has(channel) || REPORTED.test(text),
  );
  const found = quotesOf(quotable.filter((clause) => isPromise(clause, PROMISED)));
  return found.length === 0 && PROMISE_CODE.test(disposition ?? '')
    ? quotesOf(quotable.filter((clause) => isPromise(clause, TERM))).slice(0, 1)
    : found;
}

function quotesOf(clauses: readonly Clause[]): readonly string[] {
  const quotes = clauses.flatMap((clause) => quoteOf(clause, BELONGS_TO_PROMISE) ?? []);
  return widestQuotes(quotes.map((text) => ({ text }))).map(({ text }) => text);
}

function isPromise(clause: Clause, words: RegExp): boolean {
  const { text, speaker, spoken, question } = clause;
  if (speaker === 'customer' || spoken || question) return false;
  if (!words.test(text) || NOT_PROMISED.test(text) || ASKED.test(text)) return false;
  const before = neighbourOf(clause, -1);
  if (SUBJECT_BEFORE.test(text) && CUSTOMER.test(before)) return false;
  return OWN_ACTOR.test(text) || !CLAIM_BEFORE.test(before);
}
