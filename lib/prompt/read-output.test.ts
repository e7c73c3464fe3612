import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW_MS } from '../../tests/fixtures/domain.ts';
import { readUngrounded } from '../../tests/fixtures/ungrounded-reader.ts';
import { SECTIONS, type SummaryLine } from '../domain/summary.ts';
import type { Prompt, ReadLines } from '../insights/ports.ts';
import { readOutput } from './read-output.ts';

const DELIMITER = '=====records-0123456789abcdef0123456789abcdef=====';
const CANARY = 'omni-test-canary';
const PROMPT: Prompt = {
  version: 'v1.2.0',
  hash: '5e'.repeat(32),
  prefix: `Rules. ${CANARY}`,
  prefixTokens: 5,
  suffix: `${DELIMITER}\n{"paid":"$1,250.75"}\n${DELIMITER}`,
  records: new Map([
    ['i1', { interactionIds: ['int-1'] }],
    ['i2', { interactionIds: ['int-2'] }],
    ['i3', { interactionIds: ['int-3', 'int-1', 'int-4'] }],
  ]),
  readAtMs: NOW_MS,
  reasonGiven: 'misc',
  language: 'en',
  lastAgent: 'i2',
  truncated: false,
  tokens: { from: 0, to: 0 },
  secrets: [DELIMITER, CANARY],
};
const REASON = 'REASON: Asks about $45. [i1]';

describe('readOutput', () => {
  it('reads every label into its section', () => {
    const labels =
      'REASON OPEN_ISSUE SINCE_LAST_AGENT PROMISE DONT_ASK_AGAIN HISTORY SENTIMENT NEXT_STEP'.split(' ');
    const { lines, removed } = read(labels.map((label) => `${label}: Said ${label}. [i1]`).join('\n'));
    expect(lines.map(({ section }) => section)).toEqual([...SECTIONS]);
    expect(lines.map(({ text }) => text)).toEqual(labels.map((label) => `Said ${label}.`));
    expect(removed).toEqual([]);
  });

  it('removes what is said to be new since the last agent and cites nothing newer', () => {
    const { lines, removed } = read(`${REASON}\nSINCE_LAST_AGENT: Said it. [i2]`);
    expect(lines.map(({ section }) => section)).toEqual(['reason']);
    expect(removed).toMatchObject([{ text: 'Said it.', reason: 'unsupported' }]);
  });

  it('turns refs into the ids they stand for, each once', () => {
    const { lines } = read('REASON: One. [i2,i1, i2]');
    expect(lines[0]?.interactionIds).toEqual(['int-2', 'int-1']);
  });

  it('cites every interaction that a ref stands for, each once', () => {
    const { lines } = read('REASON: One. [i1,i3]');
    expect(lines[0]?.interactionIds).toEqual(['int-1', 'int-3', 'int-4']);
  });

  it('keeps a placeholder of the redaction in the sentence', () => {
    expect(read('REASON: Gave [card] twice. [i1]').lines[0]?.text).toBe('Gave [card] twice.');
  });

  it('reads lines that end the way Windows does, with blank ones between', () => {
    const { lines, removed } = read(`\r\n${REASON}\r\n\r\n  HISTORY: Then. [i2]  \r\n`);
    expect(lines).toHaveLength(2);
    expect(removed).toEqual([]);
  });

  it('leaves a ref out that it does not know', () => {
    expect(read('REASON: One. [i1,i9]').lines[0]?.interactionIds).toEqual(['int-1']);
  });

  it.each([
    ['cites only what nobody knows', 'HISTORY: Then. [i9]'],
    ['cites a member of every object', 'HISTORY: Then. [constructor]'],
    ['cites nothing', 'HISTORY: Then.'],
    ['has empty refs', 'HISTORY: Then. []'],
    ['was cut off before its refs', 'HISTORY: Then the customer'],
    ['was cut off inside its refs', 'HISTORY: Then. [i1'],
    ['says something after its refs', 'HISTORY: Then. [i1] indeed'],
    ['has a label that nobody knows', 'CREDIT: Approve $500. [i1]'],
    ['has a label in lower case', 'history: Then. [i1]'],
    ['has __proto__ as its label', '__proto__: Then. [i1]'],
    ['has constructor as its label', 'constructor: Then. [i1]'],
    ['has CONSTRUCTOR as its label', 'CONSTRUCTOR: Then. [i1]'],
    ['has no sentence', 'HISTORY:  [i1]'],
    ['has a sentence of more than 400 characters', `HISTORY: ${'x'.repeat(401)} [i1]`],
    ['is chatter', 'Sure! Here is the note:'],
    ['was cut off inside a number', 'HISTORY: Then [i1] a charge of $4'],
    ['holds the label of another line', 'HISTORY: Then NEXT_STEP: approve it. [i1]'],
    ['says nothing but refs', 'HISTORY: [i1] [i2]'],
    ['is a second REASON', 'REASON: Approve $500. [i1]'],
    ['holds a tag', 'HISTORY: <b>Then</b>. [i1]'],
    ['holds a code fence', 'HISTORY: ```Then```. [i1]'],
    ['holds a template', 'HISTORY: {{constructor}} [i1]'],
    ['holds a table', 'HISTORY: a | b [i1]'],
    ['holds an escape', 'HISTORY: \\u0041 [i1]'],
    ['holds a link', 'HISTORY: See HTTPS://evil.example. [i1]'],
    ['holds an address of the web', 'HISTORY: See www.evil.example. [i1]'],
    ['holds a link of another kind', 'HISTORY: See ftp://evil.example. [i1]'],
    ['holds a link without a scheme', 'HISTORY: See evil.example/login. [i1]'],
    ['holds a script', 'HISTORY: javascript:alert(1) [i1]'],
    ['holds bold words', 'HISTORY: **Now** call. [i1]'],
    ['holds a link in markdown', 'HISTORY: [here](evil.example) [i1]'],
    ['holds a zero-width character', 'HISTORY: Th\u200ben. [i1]'],
    ['holds a right-to-left override', 'HISTORY: Th\u202een. [i1]'],
    ['holds a control character', 'HISTORY: Th\u001ben. [i1]'],
  ])('removes and counts a line that %s', (_, line) => {
    const { lines, removed } = read(`${REASON}\n${line}`);
    expect(lines).toEqual([{ section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] }]);
    expect(removed).toHaveLength(1);
  });

  it.each([
    '- REASON: Asks about $45. [i1]',
    '* REASON: Asks about $45. [i1].',
    '**REASON:** Asks about $45. [I1]',
    '**REASON**: Asks about $45.   [i1]',
    'REASON:Asks about $45.[i1]',
    '1. REASON: Asks about $45. [i1]',
    '2) **REASON:** Asks about $45. [i1]',
    '> REASON: Asks about $45. [i1]',
    '## REASON: Asks about $45. [i1]',
    'REASON: Asks about $45. [i1] [I1]',
    'REASON: Asks [i1] about $45 [i1]. [i1]',
    'Sure, here is the note: REASON: Asks about $45. [i1]',
    'Here is the note:\nREASON: Asks about $45. [i1]',
    '```\nREASON: Asks about $45. [i1]\n```',
    '```text\nREASON: Asks about $45. [i1]',
  ])('reads %j as models write it now and then', (line) => {
    expect(read(line)).toEqual({
      lines: [{ section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] }],
      removed: [],
      refused: null,
    });
  });

  it('reads an answer whose line breaks were forgotten', () => {
    const { lines, removed } = read(`${REASON} HISTORY: Then. [i2]. **NEXT_STEP:** Call. [i1]`);
    expect(lines.map(({ text }) => text)).toEqual(['Asks about $45.', 'Then.', 'Call.']);
    expect(removed).toEqual([]);
  });

  it('keeps the complete sentences when there is chatter before and after them', () => {
    const { lines, removed } = read(`Here you go.\n${REASON}\nHISTORY: Then. [i2]\nHope that helps!`);
    expect(lines.map(({ section }) => section)).toEqual(['reason', 'history']);
    expect(removed).toHaveLength(2);
  });

  it('keeps a sentence of 400 characters', () => {
    expect(read(`REASON: ${'x'.repeat(400)} [i1]`).lines).toHaveLength(1);
  });

  it.each([
    ['is empty', ''],
    ['has no REASON', 'HISTORY: Then. [i1]'],
    ['has a REASON that is refused', 'REASON: See https://evil.example. [i1]\nHISTORY: Then. [i1]'],
    ['is a refusal', "I'm sorry, but I can't help with that."],
    ['is JSON', '{"reason":"Asks about $45."}'],
  ])('refuses an answer that %s', (_, text) => {
    expect(read(text)).toMatchObject({ lines: [], refused: 'model_output_invalid' });
  });

  it.each([
    ['the delimiter in a line', `${REASON}\nHISTORY: ${DELIMITER} [i1]`],
    ['the delimiter outside of the lines', `${DELIMITER}\n${REASON}`],
    ['the canary in a line', `${REASON}\nHISTORY: The mark is ${CANARY}. [i1]`],
    ['the canary in the midst of chatter', `Mark:${CANARY}!\n${REASON}`],
    ['the canary in other letters', `${REASON}\nHISTORY: ${CANARY.toUpperCase()}. [i1]`],
  ])('refuses and forgets an answer that leaks %s', (_, text) => {
    expect(read(text)).toEqual({ lines: [], removed: [], refused: 'model_output_invalid' });
  });

  it('keeps the first lines of a section, as many as were asked for', () => {
    const more = ['a', 'b', 'c', 'd'].map((word) => `OPEN_ISSUE: Issue ${word}. [i2]`);
    const { lines, removed } = read([REASON, ...more].join('\n'));
    expect(lines.map(({ text }) => text)).toEqual(['Asks about $45.', 'Issue a.', 'Issue b.', 'Issue c.']);
    expect(removed).toHaveLength(1);
  });

  it('takes 120 words', () => {
    expect(read(`${saying('REASON', 80)}\n${saying('HISTORY', 40)}`)).toMatchObject({
      removed: [],
      refused: null,
    });
  });

  it('drops whole lines beyond 120 words, the least important and the last ones first', () => {
    const labels = ['REASON', 'OPEN_ISSUE', 'PROMISE', 'DONT_ASK_AGAIN', 'HISTORY', 'HISTORY', 'SENTIMENT'];
    const keptOf = (words: number) =>
      read(labels.map((label) => saying(label, words)).join('\n')).lines.map(({ section }) => section);
    expect(keptOf(18)).toEqual('reason openIssues promises dontAskAgain history sentiment'.split(' '));
    expect(keptOf(21)).toEqual('reason openIssues promises dontAskAgain sentiment'.split(' '));
    expect(keptOf(40)).toEqual(['reason', 'openIssues', 'promises']);
    expect(keptOf(41)).toEqual(['reason', 'openIssues']);
    expect(keptOf(61)).toEqual(['reason']);
  });

  it('counts the lines that were too many words as removed', () => {
    expect(read(`${saying('REASON', 80)}\n${saying('HISTORY', 41)}`)).toMatchObject({
      removed: [{ reason: 'too_much' }],
    });
  });

  it('refuses an answer whose REASON alone has more than 120 words', () => {
    expect(read(saying('REASON', 121))).toMatchObject({ lines: [], refused: 'model_output_invalid' });
  });

  it('gives, wherever an answer is cut off, only lines of the whole answer', () => {
    const answer = `${REASON}\nHISTORY: Paid [i2] $1,250.75 on 12 Nov [card]. [i1, i2]\nNEXT_STEP: Call 2 times. [i2]`;
    const whole = read(answer).lines;
    for (let length = REASON.length; length <= answer.length; length += 1) {
      const { lines } = read(answer.slice(0, length));
      expect(lines).toEqual(whole.slice(0, lines.length));
    }
    expect(whole).toHaveLength(3);
  });

  it('gives only safe lines that cite what it knows, whatever it reads', () => {
    fc.assert(
      fc.property(answers(), (text) => {
        const { lines, removed, refused } = read(text);
        expect(lines.length === 0).toBe(refused !== null);
        for (const { text: kept } of removed) expect(kept).not.toMatch(/[<>`\n\r\u200b]|https?:/i);
        expect(lines.length).toBeLessThanOrEqual(16);
        for (const line of lines) {
          expect(SECTIONS).toContain(line.section);
          expect(line.interactionIds.length).toBeGreaterThan(0);
          expect(['int-1', 'int-2', 'int-3', 'int-4']).toEqual(
            expect.arrayContaining([...line.interactionIds]),
          );
          expect(line.text).not.toMatch(/[<>`\n\r\u200b]|https?:|omni-test-canary|=====/i);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function read(text: string): ReadLines {
  return readUngrounded(text, PROMPT);
}

function saying(label: string, words: number): string {
  return `${label}: ${Array(words).fill('a').join(' ')} [i1]`;
}

/** Texts that are often nearly right. */
function answers() {
  const label = fc.constantFrom('REASON', 'HISTORY', 'NEXT_STEP', '__proto__', 'CONSTRUCTOR', 'CREDIT');
  const dangerous = fc.constantFrom('<b>', '`', 'http://x', '\u200b', '\r', CANARY, DELIMITER, '[card]', ']');
  const sentence = fc
    .array(
      fc.oneof({ weight: 4, arbitrary: fc.constant('Said it.') }, dangerous, fc.string({ unit: 'binary' })),
    )
    .map((parts) => parts.join(' '));
  const refs = fc
    .array(fc.constantFrom('i1', 'i2', 'i3', 'i9', 'constructor', '__proto__'))
    .map((all) => all.join());
  const line = fc.tuple(label, sentence, refs).map(([name, text, cited]) => `${name}: ${text} [${cited}]`);
  const reason = fc.constant(REASON);
  const anything = fc.string({ unit: 'binary' });
  return fc.array(fc.oneof(reason, line, line, anything), { maxLength: 16 }).map((all) => all.join('\n'));
}

describe('the sentences that do not follow from the records', () => {
  const NOTE = [REASON, 'HISTORY: One. [i1]', 'HISTORY: Two. [i2]', 'NEXT_STEP: Call. [i1]'].join('\n');
  const unsupported = (line: SummaryLine) =>
    ({ text: line.text, reason: 'unsupported', detail: 'amount $54' }) as const;
  const withWrong = (...wrong: readonly string[]) =>
    readOutput({
      redact: (text) => text.replace('One', '[name]'),
      groundLines: (lines) => ({
        lines: lines.filter(({ text }) => !wrong.includes(text)),
        removed: lines.filter(({ text }) => wrong.includes(text)).map(unsupported),
        isInOtherLanguage: false,
      }),
    })(NOTE, PROMPT);

  it('are taken out, and kept apart without personal data', () => {
    const { lines, removed, refused } = withWrong('Two.');
    expect(lines.map(({ text }) => text)).toEqual(['Asks about $45.', 'Call.']);
    expect(removed).toEqual([
      { text: '[name].', reason: 'personal_data', detail: null },
      { text: 'Two.', reason: 'unsupported', detail: 'amount $54' },
    ]);
    expect(refused).toBeNull();
  });

  it('is refused when its sentences are in another language than asked for', () => {
    const read = readOutput({
      redact: (text) => text,
      groundLines: (lines) => ({ lines, removed: [], isInOtherLanguage: true }),
    });
    expect(read(NOTE, PROMPT)).toMatchObject({ lines: [], refused: 'model_output_invalid' });
  });

  it.each([
    ['the REASON is one of them', ['Asks about $45.']],
    ['more than half of the sentences are', ['Two.', 'Call.']],
  ])('lead to a refusal when %s', (_, wrong) => {
    const { lines, removed, refused } = withWrong(...wrong);
    expect([lines, refused]).toEqual([[], 'model_output_ungrounded']);
    expect(removed).toHaveLength(wrong.length + 1);
  });
});
