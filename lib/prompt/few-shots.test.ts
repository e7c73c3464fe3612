import { describe, expect, it } from 'vitest';
import { parseFewShots, renderFewShots } from './few-shots.ts';

const RECORD = { ref: 'i1', text: 'a' };
const DOCUMENT = { today: '2025-12-08', write_in: 'en', reason_given_to_ivr: 'misc', interactions: [RECORD] };
const EXAMPLE = { teaches: 'a rule', document: DOCUMENT, answer: ['REASON: Asks. [i1]'] };

describe('the examples of a prompt', () => {
  it('are shown under numbers, with all that a record has', () => {
    expect(renderFewShots(parseFewShots([EXAMPLE, EXAMPLE], ['REASON']))).toBe(
      [1, 2]
        .map(
          (number) =>
            `# Example ${number}\nDocument:\n${JSON.stringify(DOCUMENT)}\nAnswer:\nREASON: Asks. [i1]`,
        )
        .join('\n\n'),
    );
  });

  it.each([
    ['is no line', 'Asks about a fee.', 'is not `LABEL: Sentence. [refs]`'],
    ['has a label that the schema has not', 'URGENCY: High. [i1]', 'has the label URGENCY'],
    ['cites what is not there', 'REASON: Asks. [i1,i2]', 'cites i2'],
  ])('are refused with an answer that %s', (_, line, message) => {
    const wrong = [EXAMPLE, { ...EXAMPLE, answer: [line] }];
    expect(() => parseFewShots(wrong, ['REASON'])).toThrow(message);
  });

  it.each([
    ['names a last agent that is not there', { ...EXAMPLE, document: { ...DOCUMENT, last_agent: 'i2' } }],
    ['has no records', { ...EXAMPLE, document: { ...DOCUMENT, interactions: [] } }],
    ['has a misspelt member', { ...EXAMPLE, anwser: [] }],
  ])('are refused when one %s', (_, wrong) => {
    expect(() => parseFewShots([wrong], ['REASON'])).toThrow();
  });
});
