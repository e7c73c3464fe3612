import { describe, expect, it } from 'vitest';
import { judge, shown } from '../../tests/fixtures/grounding.ts';

describe('what a sentence says to be so', () => {
  it.each([
    ['The notification was sent.', 'panel offline. notification not sent'],
    ['The tariff had been loaded on the meter.', 'tariff never loaded on mtr'],
    ['The appointment is still needed.', 'appt no longer needed'],
    ['Text codes do reach him abroad.', "text codes don't reach him abroad"],
    ['The payment did not bounce.', 'payment bounced, iban wrong'],
    ['No hold was placed.', 'hold placed on direct debit'],
    ['The charge was not reversed.', 'charge reversed'],
  ])('is taken out where its records only say the contrary: %s', (sentence, note) => {
    expect(judge(sentence, shown({ text: note }))).toMatch(/^whether it is so/);
  });

  it.each([
    ['The notification was sent.', 'notification not sent. | resent and notification sent ok'],
    ['No notification was sent.', 'notification not sent'],
    ['Nothing more is needed.', 'nothing more needed from student'],
    ['The notification should be sent.', 'notification not sent'],
    ['Ask whether the notification was sent.', 'notification not sent'],
    ['Do not transfer again.', 'transferred 3 times'],
    ['The refund was not approved.', 'asked for refund approval'],
    ['"was sent", said the customer.', 'was sent? notification not sent'],
  ])('stays where a record bears it out, or where it does not say that it is so: %s', (sentence, note) => {
    expect(judge(sentence, shown({ text: note }))).toBeNull();
  });

  it('is not judged over records in another language', () => {
    const note = shown({ text: 'die Kundin hat die Notification nicht bekommen, es wurde no sent vermerkt' });
    expect(judge('The notification was sent.', note)).toBeNull();
  });
});
