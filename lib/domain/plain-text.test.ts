import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainText, toPlainText, toVisibleText } from './plain-text.ts';

const DANGEROUS = [
  'https://evil.example/x',
  'ftp://evil.example',
  'see evil.example/login',
  'www.evil.example',
  'javascript:alert(1)',
  'mailto:a@b.co',
  'data:text/html;base64,xx',
  '<b>bold</b>',
  '<img src=x onerror=alert(1)>',
  '**bold**',
  '__bold__',
  '`code`',
  '[text](target)',
  '{{template}}',
  'a|b',
  'zero\u200bwidth',
  'two\nlines',
];

const ORDINARY = [
  'The customer disputes a charge of $45.00 (visit fee) of 3 Dec.',
  'Bill was 1,249.99; 15% off, e.g. for router X5-2000 v1.2.3.',
  'Case no. 88213: "thats still wrong" - escalated to tier 2.',
  'Llamó ayer; habló con Jürgen & co.',
  'Opens 9 a.m. to 5 p.m., i.e. not at 8.',
];

describe('plain text', () => {
  it.each(DANGEROUS)('is not %j, and can be made of it', (text) => {
    expect(isPlainText(text)).toBe(false);
    expect(isPlainText(toPlainText(text))).toBe(true);
  });

  it.each(ORDINARY)('is %j, and stays as it is', (text) => {
    expect(isPlainText(text)).toBe(true);
    expect(toPlainText(text)).toBe(text);
  });

  it('can be made of anything', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isPlainText(toPlainText(text))));
  });
});

describe('toVisibleText', () => {
  it('joins what only characters without a width part, and parts what a line break does', () => {
    expect(toVisibleText(' 41\u200b11\u00ad-1\n\t2\u2028 ')).toBe('4111-1 2');
  });
});
