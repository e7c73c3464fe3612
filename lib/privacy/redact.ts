import { toVisibleText } from '../domain/plain-text.ts';
import { replaceCards } from './cards.ts';
import {
  CHECKED_NUMBERS,
  EMAILS,
  FORMS_BESIDE_OTHERS,
  PHONES,
  replaceForms,
  SOCIAL_SECURITY_NUMBERS,
  WEAK_FORMS,
} from './detect-by-form.ts';
import { replaceEmails, replaceEmailsWithoutEnd } from './emails.ts';
import { replaceIbans } from './ibans.ts';
import type { KeywordRule } from './keyword-rule.ts';
import { BANK_RULES } from './keywords-of-banks.ts';
import { CARD_RULES } from './keywords-of-cards.ts';
import { CODE_RULES } from './keywords-of-codes.ts';
import { CONTACT_RULES } from './keywords-of-contact.ts';
import { PASSWORD_RULES } from './keywords-of-passwords.ts';
import { PERSON_RULES } from './keywords-of-persons.ts';
import { toPlainCharacters } from './plain-characters.ts';
import { replaceAnswers } from './replace-answers.ts';
import { replaceByKeyword } from './replace-by-keyword.ts';
import { replaceBySubject } from './replace-by-subject.ts';
import { replaceByTurn } from './replace-by-turn.ts';
import { spelledDigitsToDigits, withoutDigitsAtEnd } from './spelled-digits.ts';

/** Longer texts are cut before any pattern runs, so the work is bounded whatever is sent. In characters. */
export const REDACT_MAX_LENGTH = 8_192;

const KEYWORD_RULES: readonly KeywordRule[] = [
  ...CARD_RULES,
  ...BANK_RULES,
  ...CODE_RULES,
  ...PASSWORD_RULES,
  ...PERSON_RULES,
];

/**
 * From what proves itself to what is only likely, so that a weaker pattern never takes a part of a stronger one's find:
 * an address may hold spelled digits and a card may hold a phone number. Keywords stand before phones, for a number
 * behind "routing" is no phone; turns come last, for they read numbers that nothing else has explained.
 */
const DETECTORS: readonly ((text: string) => string)[] = [
  replaceEmails,
  (text) => replaceForms(text, EMAILS),
  spelledDigitsToDigits,
  replaceIbans,
  (text) => replaceForms(text, CHECKED_NUMBERS),
  replaceCards,
  (text) => replaceForms(text, SOCIAL_SECURITY_NUMBERS),
  (text) => KEYWORD_RULES.reduce(replaceByKeyword, text),
  (text) => replaceAnswers(text, [...KEYWORD_RULES, ...CONTACT_RULES]),
  (text) => replaceForms(text, PHONES),
  (text) => CONTACT_RULES.reduce(replaceByKeyword, text),
  (text) => replaceForms(text, WEAK_FORMS),
  replaceEmailsWithoutEnd,
  replaceBySubject,
  (text) => replaceForms(text, FORMS_BESIDE_OTHERS),
  replaceByTurn,
];

/**
 * The text with personal data replaced by words that keep it readable, such as `[card]`. Time grows with the length of
 * the text and with nothing else: every pattern is bounded, and the length is. What a reader cannot see is taken out
 * first, so that the patterns read what a model will read.
 */
export function redact(text: string, maxLength = REDACT_MAX_LENGTH): string {
  const readable = toPlainCharacters(toVisibleText(capped(text, maxLength)));
  return DETECTORS.reduce((clean, replace) => replace(clean), readable);
}

/** A cut may leave half of a secret at the end, so what could be one goes too. */
function capped(text: string, maxLength: number): string {
  return text.length <= maxLength
    ? text
    : withoutDigitsAtEnd(
        text
          .slice(0, maxLength)
          .replace(/[^\s]{0,64}$/, '')
          .replace(/[\d\s./-]{1,64}$/, ''),
      );
}
