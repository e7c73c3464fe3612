import { countBy } from '../domain/customer-strip.ts';
import { CHANNELS, type Interaction } from '../domain/interaction.ts';
import type { Note } from './repeated-notes.ts';
import { shortenText } from './shorten-text.ts';
import { jsonBytes } from './token-budget.ts';

/** One element of the prompt's document without its short name. A member that is undefined is left out of the JSON. */
export type ShownRecord = ReturnType<typeof showOne> | ReturnType<typeof showSeveral>;

/** Far longer than any code of a source: what is cut here is no code. */
const CODE_MAX_BYTES = 160;
const KNOWN_CHANNELS: ReadonlySet<string> = new Set(CHANNELS);

/** Notes that share one element of the document. */
export interface Draft {
  /** Newest first, at least one. */
  readonly notes: readonly Note[];
  /** What is shown of their words; '' when nothing is. */
  readonly text: string;
  readonly shown: ShownRecord;
  /** Bytes in the document, the short name and the comma behind it included. */
  readonly bytes: number;
}

export type DraftEntry = (notes: readonly Note[], text: string) => Draft;

/** @param openIntents the issues of the whole history that are open */
export function draftEntry(openIntents: ReadonlySet<string>): DraftEntry {
  return (notes, text) => {
    const interactions = interactionsOf(notes);
    const [newest, ...older] = interactions;
    const shown =
      newest !== undefined && older.length === 0
        ? showOne(newest, text)
        : showSeveral(interactions, { text, openIntents });
    return { notes, text, shown, bytes: recordBytes(shown) };
  };
}

export function bytesOf(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** About how many bytes the interactions have one by one, each with all its words. */
export function bytesOneByOne(interactions: readonly Interaction[]): number {
  return interactions.reduce(
    (sum, interaction) => sum + recordBytes(showOne(interaction, '')) + Buffer.byteLength(interaction.text),
    0,
  );
}

/** Newest first; the newest of each note comes first, and repeats may be older than the next note. */
export function interactionsOf(notes: readonly Note[]): readonly Interaction[] {
  return notes
    .flatMap(({ interactions }) => interactions)
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}

function showOne(interaction: Interaction, text: string) {
  const { at, channel, intent, disposition, resolved, durationSeconds } = interaction;
  return {
    at: `${at.slice(0, 16)}Z`,
    channel: code(channel),
    intent: code(intent),
    disposition: disposition === null ? undefined : code(disposition),
    resolved: resolved ?? undefined,
    minutes: durationSeconds === null ? undefined : Math.round(durationSeconds / 60),
    text: text || undefined,
  };
}

/** Of several issues only how many they are and how many are open; of one, its newest outcome and verdict as well. */
function showSeveral(
  interactions: readonly Interaction[],
  { text, openIntents }: { readonly text: string; readonly openIntents: ReadonlySet<string> },
) {
  const days = interactions.map(({ at }) => at.slice(0, 10)).sort();
  const intents = [...new Set(interactions.map(({ intent }) => intent))];
  const disposition = interactions.find((interaction) => interaction.disposition !== null)?.disposition;
  const counted = {
    records: interactions.length,
    first: days[0],
    last: days.at(-1),
    channels: countBy(interactions, ({ channel }) => (KNOWN_CHANNELS.has(channel) ? channel : 'other')),
  };
  if (intents.length > 1) {
    return {
      ...counted,
      issues: intents.length,
      open: intents.filter((intent) => openIntents.has(intent)).length,
    };
  }
  return {
    ...counted,
    intent: code(intents[0] ?? ''),
    disposition: disposition ? code(disposition) : undefined,
    resolved: interactions.find(({ resolved }) => resolved !== null)?.resolved ?? undefined,
    text: text || undefined,
  };
}

function code(given: string): string {
  return shortenText(given, CODE_MAX_BYTES);
}

function recordBytes(shown: ShownRecord): number {
  return jsonBytes({ ref: 'i200', ...shown }) + 1;
}
