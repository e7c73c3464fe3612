import { describe, expect, it } from 'vitest';
import { groundOne, judge } from '../../tests/fixtures/grounding.ts';

const ANGRY = "Cust said I'm done with you; wants money back now.";

describe('quotes', () => {
  it.each([
    ['Customer said "I’m done with you".'],
    ['Customer said "I\'m done".'],
    ['Customer "wants money back, now".'],
    ['Customer «wants … back now».'],
    ["Customer said 'done with you' to the agent."],
    ['Customer „WANTS money“.'],
    ['The intent is "billing dispute".'],
  ])('shows %s', (sentence) => {
    expect(judge(sentence, ANGRY)).toBeNull();
  });

  it.each([
    ['Customer said "done with us".', 'quote "done with us"'],
    ['Customer "wants his money back".', 'quote "wants his money back"'],
    ['Customer "back money".', 'quote "back money"'],
    ["Customer said 'done with them' to the agent.", 'quote "done with them"'],
    ['Customer «wants … yesterday».', 'quote "wants … yesterday"'],
    ['Customer said "one with you".', 'quote "one with you"'],
  ])('removes %s', (sentence, detail) => {
    expect(judge(sentence, ANGRY)).toBe(detail);
  });

  it('does not take an apostrophe for a mark', () => {
    expect(judge("The customer's money and the agent's money are back.", ANGRY)).toBeNull();
  });

  it('judges no number inside a quote by itself', () => {
    expect(judge('Customer said "pay 45 now".', 'He said: pay 45 now')).toBeNull();
    expect(groundOne('Customer said "pay 54 now".', 'He said: pay 45 now').removed).toEqual([
      { text: 'Customer said "pay 54 now".', reason: 'unsupported', detail: 'quote "pay 54 now"' },
    ]);
  });
});
