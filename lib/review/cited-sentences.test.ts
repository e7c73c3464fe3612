import { expect, it } from 'vitest';
import { composeSummary } from '../domain/summary.ts';
import { citedSentences } from './cited-sentences.ts';

it('gives each sentence what it cites, in the order of the text', () => {
  const lines = [
    { section: 'reason', text: 'Spoke with Mr. Ho. About $45.50.', interactionIds: ['a'] },
    { section: 'reason', text: 'None was given.', interactionIds: [] },
    { section: 'openIssues', text: 'The fee. It is $45.', interactionIds: ['a', 'b'] },
    { section: 'history', text: 'Then wrote "Hello? No. Bye."', interactionIds: ['c'] },
  ] as const;
  expect(citedSentences(composeSummary(lines))).toEqual(
    lines.map(({ section, text, interactionIds }) => ({ section, text, interactions: interactionIds })),
  );
});
