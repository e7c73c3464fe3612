import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainForm } from './plain-form.ts';

describe('the plain form of a text', () => {
  it.each([
    ['Ärger über Größe', 'arger uber grosse'],
    ['  réclamé   déjà ', 'reclame deja'],
    ['“a” „b“ «c»', '"a" "b" "c"'],
    ['it’s it`s', "it's it's"],
    ['1–2—3‑4', '1-2-3-4'],
    ['a \n b\nc', 'a | b | c'],
    ['12\u00a0€', '12 €'],
    ['４５ €', '45 €'],
  ])('of "%s" is "%s"', (text, plain) => {
    expect(plainForm(text)).toBe(plain);
  });

  it('is its own plain form', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aÉß “’–\n|1€ñ…ªK') }), (text) => {
        expect(plainForm(plainForm(text))).toBe(plainForm(text));
      }),
    );
  });
});
