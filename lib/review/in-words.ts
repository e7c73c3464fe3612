import type { ErrorCode } from '../domain/errors.ts';
import type { RemovalReason } from '../domain/summary.ts';

/** Codes of a record in words, for people who do not know the code behind them. */

const REMOVALS: Readonly<Record<RemovalReason, string>> = {
  unreadable: 'not a line "LABEL: sentence [refs]" in plain words that cites a record of the prompt',
  cut_off: 'the answer ended before the sentence did',
  too_much: 'over 120 words, or over the number of sentences that its section may have',
  personal_data: 'it held personal data',
  foreign_number: 'it held a long number that stands in no record of the prompt',
  unsupported: 'no record that it cites says so',
  contradicted: 'a record says otherwise',
};

const OUTCOMES: Readonly<Partial<Record<ErrorCode, string>>> & { readonly ok: string } = {
  ok: 'a text that passed the checks',
  model_timeout: 'no answer in time',
  model_throttled: 'Bedrock had no room for the call',
  model_misconfigured: 'Bedrock does not let us call this model so',
  model_unavailable: 'the model or the way to it failed',
  model_output_empty: 'an answer without a text',
  model_output_filtered: 'a filter of the model or a guardrail stopped the answer',
  model_output_invalid: 'a text without a readable REASON, too long, or with parts of the prompt in it',
  model_output_ungrounded: 'a text whose REASON, or more than half of it, does not follow from the records',
};

/** Why a sentence was taken out; a reason of a later version is said to be one. */
export function removalInWords(reason: string): string {
  return wordsFor(REMOVALS, reason);
}

/** How a call of a model ended. */
export function outcomeInWords(outcome: string): string {
  return wordsFor(OUTCOMES, outcome);
}

function wordsFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? '') : 'this version of the product does not know it';
}
