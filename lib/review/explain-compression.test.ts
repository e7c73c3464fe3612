import { describe, expect, it } from 'vitest';
import { aContact, anInteraction, NOW_MS } from '../../tests/fixtures/domain.ts';
import { aStoredRecord } from '../../tests/fixtures/stored-record.ts';
import type { Interaction } from '../domain/interaction.ts';
import { loadPromptVersion } from '../prompt/prompt-versions.ts';
import { explainCompression } from './explain-compression.ts';
import { rebuildPrompt } from './rebuild-prompt.ts';

const promptVersion = loadPromptVersion('v1.1.0', new URL('../../prompts/', import.meta.url));
const DAY_MS = 86_400_000;

/** A history, newest first, an interaction a day. */
function historyOf(...changes: Partial<Interaction>[]): readonly Interaction[] {
  return changes.map((change, index) =>
    anInteraction({ id: `int-${index + 1}`, at: new Date(NOW_MS - index * DAY_MS).toISOString(), ...change }),
  );
}

function explain(interactions: readonly Interaction[]) {
  const record = aStoredRecord({ contact: aContact({ maxInteractions: 100 }), interactions });
  const { entries, truncated } = explainCompression(rebuildPrompt(record, { promptVersion }), interactions);
  return {
    truncated,
    entries: entries.map(({ interactions: ids, kind, why }) => [ids.join(' '), kind, why]),
  };
}

/** A note of about so many words. */
const notes = (word: string, count: number) => `${word} was noted. `.repeat(count).trim();

describe('explainCompression', () => {
  it('says that everything is whole when everything fits', () => {
    expect(explain(historyOf({ text: 'Asks.' }, { text: '' }, { text: 'x' }))).toEqual({
      truncated: false,
      entries: [
        ['int-1', 'one_by_one', 'whole, 5 characters'],
        ['int-2', 'one_by_one', 'there are no words in the record'],
        ['int-3', 'one_by_one', 'whole, 1 character'],
      ],
    });
  });

  it('names repeated notes as such', () => {
    const { entries } = explain(
      historyOf({ text: 'Called again.' }, { text: 'Other.' }, { text: 'called again' }),
    );
    expect(entries).toEqual([
      ['int-1 int-3', 'repeated', '2 interactions in the same words, told once; whole, 13 characters'],
      ['int-2', 'one_by_one', 'whole, 6 characters'],
    ]);
  });

  it('gives each shortened or folded note its length and its place in the order', () => {
    const { truncated, entries } = explain(
      historyOf(
        { intent: 'payment', text: notes('newest', 40) },
        { intent: 'outage', resolved: false, text: notes('open', 200) },
        { intent: 'outage', resolved: null, text: notes('older', 200) },
        { intent: 'sales', resolved: true, text: notes('sold', 200) },
        { intent: 'sales', resolved: true, text: notes('bought', 200) },
      ),
    );
    expect(truncated).toBe(true);
    const place = {
      open: 'the newest word on an open issue comes right after the newest interaction',
      older: 'older words on an open issue come after the newest ones',
      rest: 'nothing is open there, so its words come last',
    };
    expect(entries).toEqual([
      ['int-1', 'one_by_one', 'whole, 719 characters'],
      ['int-2', 'one_by_one', `shortened from 3199 to 1162 characters: ${place.open}`],
      ['int-3', 'one_by_one', `shortened from 3399 to 579 characters: ${place.older}`],
      ['int-4', 'one_by_one', `shortened from 3199 to 229 characters: ${place.rest}`],
      ['int-5', 'one_by_one', `shortened from 3599 to 109 characters: ${place.rest}`],
    ]);
  });

  it('tells lines of one issue from the last line of several, and how many words they lost', () => {
    const older = Array.from({ length: 30 }, (_, index) => ({
      intent: `issue_${Math.floor(index / 2)}_${'x'.repeat(60)}`,
      text: `A note about number ${index}.`,
      resolved: index < 2 ? false : null,
    }));
    const { entries } = explain(historyOf({ intent: 'payment', text: notes('newest', 240) }, ...older));
    const kinds = entries.map(([, kind]) => kind);
    expect(kinds[0]).toBe('one_by_one');
    expect(new Set(kinds)).toEqual(new Set(['one_by_one', 'issue_line', 'issues_line']));
    const [line, lastLine] = ['issue_line', 'issues_line'].map((wanted) =>
      entries.find(([, kind]) => kind === wanted),
    );
    expect(line?.[2]).toBe(
      '2 interactions of one issue on one line, without their 44 characters: nothing is open there, so its words come last',
    );
    expect(lastLine?.[2]).toMatch(
      /^\d+ interactions of \d+ issues on the last line, without their \d+ characters: /,
    );
  });
});
