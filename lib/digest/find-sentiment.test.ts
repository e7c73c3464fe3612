import { describe, expect, it } from 'vitest';
import { findSentiment } from './find-sentiment.ts';
import { readNote } from './read-note.ts';

/** Notes of agents, and the words in each that show how the customer felt; `null` marks a trap. */
const SAMPLES: readonly (readonly [note: string, sentiment: string | null])[] = [
  ['cust angry, 2nd call', 'cust angry, 2nd call'],
  ['wants sup. cust v upset re fee on bill', 'cust v upset re fee on bill'],
  ['told him so. she disagrees strongly', 'she disagrees strongly'],
  ['cust threatens to go to regulator', 'cust threatens to go to regulator'],
  ['Customer: I am really frustrated with this', 'I am really frustrated with this'],
  ['not happy w/ the answer at all', 'not happy w/ the answer at all'],
  ['all sorted, customer was very thankful', 'all sorted, customer was very thankful'],
  ['Agent: happy to help. Customer: ok', null],
  ['sorry you are upset', null],
  ['asked about the happy hour deal', null],
  ['tech was rude and angry acc to cust', null],
  ['if unhappy, can cancel in 14 days', null],
  ['are you satisfied?', null],
  ['content filter off', null],
  ['cliente muy enfadada por la espera', 'cliente muy enfadada por la espera'],
  ['si está molesto, pasar a supervisor', null],
  ['client très mécontent du délai', 'client très mécontent du délai'],
  ['Kundin sehr verärgert wegen Rechnung', 'Kundin sehr verärgert wegen Rechnung'],
  ['falls unzufrieden, Rückgabe möglich', null],
  ['cliente irritado com a demora', 'cliente irritado com a demora'],
];

describe('findSentiment', () => {
  it.each(SAMPLES)('finds in %j how the customer felt', (note, sentiment) => {
    expect(findSentiment(readNote(note))).toBe(sentiment);
  });
});
