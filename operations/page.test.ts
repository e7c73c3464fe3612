import { describe, expect, it } from 'vitest';
import { fields, listed, paragraph, section, table } from './page.ts';

describe('paragraph', () => {
  it('breaks between words and puts its mark before the first line', () => {
    expect(paragraph(`${'word '.repeat(30)}end`, { indent: 4, mark: '  -' })).toEqual([
      `  - ${'word '.repeat(19).trim()}`,
      `    ${'word '.repeat(11)}end`,
    ]);
  });

  it.each([
    ['a text without spaces', 'x'.repeat(300)],
    ['a script of wide characters', '請求'.repeat(80)],
    ['emoji', '🚒'.repeat(90)],
  ])('breaks %s at 100 columns and loses nothing', (_, text) => {
    const lines = paragraph(text);
    expect(lines.map((line) => line.trim()).join('')).toBe(text);
    expect(lines.every((line) => line.isWellFormed() && [...line].length <= 100)).toBe(true);
    expect(lines.length).toBe(text.startsWith('x') ? 4 : Math.ceil(([...text].length * 2) / 98));
  });

  it('breaks a JSON text between its members rather than within a word', () => {
    const [first] = paragraph(`{"text":"${'a'.repeat(70)}","intent":"${'b'.repeat(30)}"}`);
    expect(first).toBe(`  {"text":"${'a'.repeat(70)}",`);
  });

  it('shows nothing that a terminal would obey', () => {
    expect(paragraph('red \u001b[31m now\u0007\nand\u202e back')).toEqual(['  red  [31m now and back']);
  });
});

describe('fields and table', () => {
  it('stand below each other', () => {
    expect(fields({ a: 'one', long: 'two' })).toEqual(['  a     one', '  long  two']);
    expect(
      table([
        ['a', 'bb', 'c'],
        ['aaa', '請', 'c\u001b'],
      ]),
    ).toEqual(['  a    bb  c', '  aaa  請  c']);
  });

  it('keep a row on one line', () => {
    const [row] = table([['id', 'x'.repeat(200)]]);
    expect(row).toBe(`  id  ${'x'.repeat(92)} …`);
  });
});

describe('section and listed', () => {
  it('put a heading at the first column, behind an empty line', () => {
    expect(section('Heading', ['  text'])).toEqual(['', 'Heading', '  text']);
  });

  it('say how many more there are', () => {
    expect([listed(['a', 'b'], 2), listed(['a', 'b', 'c'], 1)]).toEqual(['a, b', 'a and 2 more']);
  });
});
