import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSummary, SECTIONS, type SummaryLine } from './summary.ts';

describe('composeSummary', () => {
  it("puts sentences into the agent's order and keeps the order within a section", () => {
    const { text } = composeSummary([
      aLine('nextBestAction', 'Next.'),
      aLine('history', 'Then.'),
      aLine('history', 'Now.'),
      aLine('sentiment', 'Mood.'),
      aLine('dontAskAgain', 'Known.'),
      aLine('promises', 'Promise.'),
      aLine('sinceLastAgent', 'New.'),
      aLine('openIssues', 'Open.'),
      aLine('reason', 'Why.'),
    ]);
    expect(text).toBe('Why. Open. New. Promise. Known. Then. Now. Mood. Next.');
  });

  it('joins the sentences of a section that is one text and lists those of a section that is a list', () => {
    const { sections } = composeSummary([
      aLine('history', 'One.'),
      aLine('history', 'Two.'),
      aLine('openIssues', 'Three.'),
      aLine('openIssues', 'Four.'),
    ]);
    expect(sections).toMatchObject({ history: 'One. Two.', openIssues: ['Three.', 'Four.'] });
  });

  it('leaves sections without a sentence empty, and sinceLastAgent null', () => {
    expect(composeSummary([])).toEqual({
      text: '',
      sentences: [],
      sections: {
        reason: '',
        openIssues: [],
        history: '',
        promises: [],
        dontAskAgain: [],
        sentiment: '',
        nextBestAction: '',
        sinceLastAgent: null,
      },
      citations: [],
    });
  });

  it('counts a sentence without interactions but does not cite it', () => {
    const { citations } = composeSummary([
      aLine('history', 'Second.', ['int-2']),
      aLine('reason', 'First.'),
      aLine('history', 'Third.', ['int-3', 'int-1']),
    ]);
    expect(citations).toEqual([
      { sentence: 1, interactions: ['int-2'] },
      { sentence: 2, interactions: ['int-3', 'int-1'] },
    ]);
  });

  it("makes the text from the sections' sentences, whatever the lines", () => {
    fc.assert(
      fc.property(lines(), (written) => {
        const { text, sections } = composeSummary(written);
        const inOrder = SECTIONS.flatMap((section) => sections[section] ?? []);
        expect(inOrder.filter((sentence) => sentence !== '').join(' ')).toBe(text);
      }),
    );
  });

  it('gives every cited sentence its own interactions, whatever the lines', () => {
    fc.assert(
      fc.property(lines(), (written) => {
        const { text, citations } = composeSummary(written);
        const sentences = text.split(' ');
        for (const { sentence, interactions } of citations) {
          const line = written.find((candidate) => candidate.text === sentences[sentence]);
          expect(interactions).toEqual(line?.interactionIds);
        }
        expect(citations).toHaveLength(written.filter((line) => line.interactionIds.length > 0).length);
      }),
    );
  });
});

function aLine(
  section: SummaryLine['section'],
  text: string,
  interactionIds: readonly string[] = [],
): SummaryLine {
  return { section, text, interactionIds };
}

/** Lines whose texts differ and have no space, so that the text can be taken apart again. */
function lines() {
  const line = fc.record({
    section: fc.constantFrom(...SECTIONS),
    interactionIds: fc.array(fc.constantFrom('int-1', 'int-2', 'int-3')),
  });
  return fc.array(line).map((all) => all.map((each, index) => ({ ...each, text: `sentence${index}.` })));
}
