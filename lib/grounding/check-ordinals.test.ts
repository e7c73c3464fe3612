import { describe, expect, it } from 'vitest';
import { contacts, judge } from '../../tests/fixtures/grounding.ts';

const THREE_CALLS = contacts('agent', 'agent', 'agent');

describe('second, third and so on', () => {
  it.each([
    ['This was the third call.', THREE_CALLS],
    ['The 2nd call was about the charge.', THREE_CALLS],
    ['This is the fourth call now.', THREE_CALLS],
    ['The second technician was late.', 'Technician late again.'],
    ['The fifth reminder was sent.', '5th reminder sent.'],
    ['It was the third call.', 'Cust called 3 times.'],
  ])('shows "%s"', (sentence, history) => {
    expect(judge(sentence, history)).toBeNull();
  });

  it.each([
    ['This was the fifth call.', THREE_CALLS, 'number 5ord'],
    ['The 7th call was about the charge.', THREE_CALLS, 'number 7th'],
    ['The fourth call was about the charge.', THREE_CALLS, 'number 4ord'],
    ['The sixth reminder was sent.', '5th reminder sent.', 'number 6ord'],
    ['The third reminder was sent.', '5th reminder sent. Called 3x.', 'number 3ord'],
  ])('removes "%s": %s', (sentence, history, detail) => {
    expect(judge(sentence, history)).toBe(detail);
  });

  it('knows the place of a cited record in its series', () => {
    expect(judge('The third call was about the charge.', THREE_CALLS, { cites: ['int-1'] })).toBeNull();
    expect(judge('The third call was about the charge.', THREE_CALLS, { cites: ['int-3'] })).toBe(
      'number 3ord',
    );
  });

  it.each([
    ['es', 'Fue la tercera llamada.', 'Fue la quinta llamada.'],
    ['fr', "C'était le troisième appel.", "C'était le cinquième appel."],
    ['de', 'Es war der dritte Anruf.', 'Es war der fünfte Anruf.'],
    ['pt', 'Foi a terceira chamada.', 'Foi a quinta chamada.'],
  ])('tells in %s the third of three calls from a fifth', (language, third, fifth) => {
    expect(judge(third, THREE_CALLS, { language })).toBeNull();
    expect(judge(fifth, THREE_CALLS, { language })).toBe('number 5ord');
  });
});
