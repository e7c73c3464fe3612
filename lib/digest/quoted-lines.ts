import type { Interaction } from '../domain/interaction.ts';
import type { Section, SummaryLine } from '../domain/summary.ts';
import type { DigestHistory, ReadInteraction } from './digest-history.ts';
import { digestLine } from './digest-line.ts';
import { findGiven } from './find-given.ts';
import { isKept } from './find-kept.ts';
import { findPromises } from './find-promises.ts';
import { findSentiment } from './find-sentiment.ts';

/** Words of a record that a line puts between quotation marks. */
export interface Quote {
  readonly interaction: Interaction;
  readonly text: string;
}

const MOST_PROMISES = 3;
const MOST_GIVEN = 3;
/** How somebody felt longer ago is no news. */
const NOTES_OF_LAST_CONTACTS = 5;

/** The newest commitments of the company that no record calls kept or settled; those on open matters first. */
export function promisesOf({ notes, open }: DigestHistory): readonly Quote[] {
  const promises = notes.flatMap(({ interaction, clauses, settled }, index) => {
    if (settled) return [];
    const later = notes.slice(0, index);
    return findPromises(interaction, clauses)
      .filter((text) => !later.some((note) => isKept(text, note)))
      .map((text) => ({ interaction, text }));
  });
  const isOpen = ({ interaction }: Quote) => open.some(({ intent }) => intent === interaction.intent);
  const ordered = [...promises.filter(isOpen), ...promises.filter((promise) => !isOpen(promise))];
  return distinct(ordered).slice(0, MOST_PROMISES);
}

/** What the customer need not be asked again, newest first. */
export function givenOf({ notes, contact }: DigestHistory): readonly Quote[] {
  const chain = new Set([contact.contactId, contact.initialContactId ?? contact.contactId]);
  const isOfThisContact = ({ interaction: { contactId, initialContactId } }: ReadInteraction) =>
    chain.has(contactId ?? '') || chain.has(initialContactId ?? '');
  const given = notes.flatMap((note) => {
    const ofThisContact = isOfThisContact(note);
    if (note.settled && !ofThisContact) return [];
    const { interaction, clauses } = note;
    return findGiven({ channel: interaction.channel, clauses }, { ofThisContact }).map((found) => ({
      interaction,
      ...found,
    }));
  });
  // Who calls need be proved once only.
  const [firstProof] = given.filter(({ isProof }) => isProof);
  return distinct(given.filter((found) => !found.isProof || found === firstProof)).slice(0, MOST_GIVEN);
}

/** How the customer felt at one of the last contacts, the newest that tells. */
export function sentimentOf({ notes }: DigestHistory): readonly Quote[] {
  const told = notes.slice(0, NOTES_OF_LAST_CONTACTS).flatMap(({ interaction, clauses }) => {
    const text = findSentiment(clauses);
    return text === null ? [] : [{ interaction, text }];
  });
  return told.slice(0, 1);
}

/** A line for each quote, such as `Promised on 3 Dec: "supervisor will call back by 6 dec"`. */
export function quotedLines(
  quotes: readonly Quote[],
  {
    section,
    day,
    phrase,
  }: {
    readonly section: Section;
    readonly day: (at: string) => string;
    readonly phrase: (said: { day: string; quote: string }) => string;
  },
): readonly SummaryLine[] {
  return quotes.map(({ interaction, text }) =>
    digestLine(section, {
      text: phrase({ day: day(interaction.at), quote: `"${text}"` }),
      of: [interaction],
    }),
  );
}

function distinct(quotes: readonly Quote[]): readonly Quote[] {
  const seen = new Set<string>();
  return quotes.filter(({ text }) => {
    const isNew = !seen.has(text.toLowerCase());
    seen.add(text.toLowerCase());
    return isNew;
  });
}
