import { openIssues } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import type { ShownRecord } from '../domain/shown-record.ts';
import type { Prompt } from '../insights/ports.ts';
import { IMPORTANCE, type Importance, rankNotes } from '../prompt/rank-notes.ts';
import { foldRepeatedNotes, type Note } from '../prompt/repeated-notes.ts';

/** How interactions stand in the prompt: by themselves, told once for the same words, or counted on a line. */
export type EntryKind = 'one_by_one' | 'repeated' | 'issue_line' | 'issues_line';

export interface ExplainedEntry {
  readonly ref: string;
  readonly interactions: readonly string[];
  readonly kind: EntryKind;
  /** Characters of the words that the entry could show, and of those that it shows. */
  readonly characters: { readonly from: number; readonly to: number };
  /** Whether it shows all the words of what it stands for. */
  readonly whole: boolean;
  /** That of the most important note in the entry. */
  readonly importance: Importance;
  readonly why: string;
}

export interface ExplainedCompression {
  readonly tokens: Prompt['tokens'];
  readonly truncated: boolean;
  readonly entries: readonly ExplainedEntry[];
}

const PLACE: Readonly<Record<Importance, string>> = {
  newest: 'the newest interaction keeps its words before all others',
  newest_on_open_issue: 'the newest word on an open issue comes right after the newest interaction',
  on_open_issue: 'older words on an open issue come after the newest ones',
  rest: 'nothing is open there, so its words come last',
};

/** What became of each interaction in a prompt, and why. */
export function explainCompression(
  prompt: Pick<Prompt, 'records' | 'tokens' | 'truncated'>,
  interactions: readonly Interaction[],
): ExplainedCompression {
  const open = new Set(openIssues(interactions));
  const notes = foldRepeatedNotes(interactions);
  const openIntents = new Set([...open].map(({ intent }) => intent));
  const ranks = rankNotes({ notes, open, openIntents });
  const entries = [...prompt.records].map(([ref, shown]) => {
    const ids = new Set(shown.interactionIds);
    const folded = notes.filter((note) => note.interactions.some(({ id }) => ids.has(id)));
    const importance = IMPORTANCE.find((some) => folded.some((note) => ranks.get(note) === some)) ?? 'rest';
    return explainEntry(ref, { shown, notes: folded, importance });
  });
  return { tokens: prompt.tokens, truncated: prompt.truncated, entries };
}

interface EntryParts {
  readonly shown: ShownRecord;
  /** Newest first, at least one. */
  readonly notes: readonly Note[];
  readonly importance: Importance;
}

function explainEntry(ref: string, { shown, notes, importance }: EntryParts): ExplainedEntry {
  const from = notes.reduce((sum, { newest }) => sum + newest.text.length, 0);
  const characters = { from, to: shown.text?.length ?? 0 };
  const whole = notes.length === 1 && (shown.text ?? '') === notes[0]?.newest.text;
  const entry = { ref, interactions: shown.interactionIds, kind: kindOf(shown, notes), characters, whole };
  return { ...entry, importance, why: whyOf({ ...entry, importance }, shown) };
}

function kindOf({ interactionIds, issues }: ShownRecord, notes: readonly Note[]): EntryKind {
  if (interactionIds.length === 1) return 'one_by_one';
  if (notes.length === 1) return 'repeated';
  return issues === undefined ? 'issue_line' : 'issues_line';
}

function whyOf(entry: Omit<ExplainedEntry, 'why'>, { issues = 1 }: ShownRecord): string {
  const { kind, interactions, characters, importance } = entry;
  const together = `${interactions.length} interactions`;
  if (kind === 'one_by_one') return wordsKept(entry);
  if (kind === 'repeated') return `${together} in the same words, told once; ${wordsKept(entry)}`;
  const line = kind === 'issue_line' ? 'of one issue on one line' : `of ${issues} issues on the last line`;
  return `${together} ${line}, without their ${count(characters.from)}: ${PLACE[importance]}`;
}

function wordsKept({ characters, whole, importance }: Omit<ExplainedEntry, 'why'>): string {
  const { from, to } = characters;
  if (from === 0) return 'there are no words in the record';
  if (whole) return `whole, ${count(from)}`;
  if (to === 0) return `left without its ${count(from)}: ${PLACE[importance]}`;
  return `shortened from ${from} to ${count(to)}: ${PLACE[importance]}`;
}

function count(characters: number): string {
  return characters === 1 ? '1 character' : `${characters} characters`;
}
