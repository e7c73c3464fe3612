import { describe, expect, it } from 'vitest';
import { isInOtherLanguage, languageOf } from './language-of.ts';
import { plainForm } from './plain-form.ts';

const TEXTS = [
  ['en', 'The customer was told that it is on the way and will call for it.'],
  [
    'es',
    'El cliente pidió que se le devuelva el cargo por las llamadas, pero ya fue pagado con una tarjeta.',
  ],
  ['fr', 'Le client est mécontent, il dit que les frais ne sont pas dans le contrat pour une ligne.'],
  ['de', 'Der Kunde ist verärgert, weil die Rechnung nicht stimmt und das Geld bis heute nicht kam.'],
  ['pt', 'O cliente não foi informado da cobrança, mas os dados do contrato com uma taxa foi que mudaram.'],
] as const;

describe('the language of a text', () => {
  it.each(TEXTS)('is %s for "%s"', (language, text) => {
    expect(languageOf(plainForm(text))).toBe(language);
  });

  it('is English for a few words of another', () => {
    expect(languageOf('el router, una vez')).toBe('en');
    expect(languageOf('')).toBe('en');
  });

  it.each(TEXTS.flatMap(([language, text]) => TEXTS.map(([asked]) => [language, asked, text] as const)))(
    'in %s is told from %s: "%s"',
    (language, asked, text) => {
      expect(isInOtherLanguage(plainForm(text), asked)).toBe(language !== asked);
    },
  );

  it('is not judged where we do not know the words, or there are few', () => {
    expect(isInOtherLanguage(plainForm(TEXTS[0][1]), 'nl')).toBe(false);
    expect(isInOtherLanguage('the customer was told', 'de')).toBe(false);
  });
});
