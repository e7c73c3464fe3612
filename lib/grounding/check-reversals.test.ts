import { describe, expect, it } from 'vitest';
import { groundOne, judge } from '../../tests/fixtures/grounding.ts';

describe('what happened and what did not', () => {
  it.each([
    ['The claim was declined.', 'Claim declined.'],
    ['The claim was not approved.', 'Claim declined.'],
    ['The fee was refunded.', 'Fee refunded to card.'],
    ['The fee was not refunded.', 'Never refunded the fee.'],
    ['The fee will be refunded.', 'Fee not refunded yet.'],
    ['The parcel was delivered, but the invoice was not paid.', 'Parcel dlvd. Invoice unpaid.'],
    ['The parcel was not delivered.', 'Parcel was not received.'],
    ['The customer asked whether the fee was waived.', 'Fee not waived.'],
    ['The fee was waived.', 'Fee not waived at first, waived later.'],
  ])('shows "%s" over "%s"', (sentence, note) => {
    expect(judge(sentence, note)).toBeNull();
  });

  it.each([
    ['The claim was approved.', 'Claim declined.', 'accepted'],
    ['The claim was declined.', 'Claim approved.', 'accepted'],
    ['The fee was refunded.', 'Fee not refunded.', 'refunded'],
    ['The fee was never refunded.', 'Fee refunded to card.', 'refunded'],
    ['The parcel was delivered.', 'Parcel never rcvd.', 'delivered'],
    ['The email was answered.', 'Email was ignored.', 'answered'],
    ['The invoice was paid.', 'Invoice unpaid.', 'paid'],
    ['The caller was verified.', 'Caller could not be reached. Never verified.', 'verified'],
    ['The order was cancelled.', "Order wasn't cancelled.", 'cancelled'],
    ['The fee was waived.', 'Fee not waived.', 'waived'],
  ])('removes "%s" over "%s": whether it was %s', (sentence, note, name) => {
    expect(groundOne(sentence, note).removed).toEqual([
      { text: sentence, reason: 'contradicted', detail: `whether it was ${name}` },
    ]);
  });

  it.each([
    ['es', 'La solicitud fue aceptada.', 'La solicitud fue rechazada.', 'Solicitud rechazada.'],
    ['fr', "L'offre est acceptée.", "L'offre n'est pas acceptée.", 'Offre refusée.'],
    ['de', 'Der Antrag wurde genehmigt.', 'Der Antrag wurde abgelehnt.', 'Antrag abgelehnt.'],
    ['pt', 'O pedido foi aceite.', 'O pedido foi recusado.', 'Pedido recusado.'],
  ])('tells in %s accepted from declined', (language, accepted, declined, note) => {
    expect(judge(accepted, note, { language })).toBe('whether it was accepted');
    expect(judge(declined, note, { language })).toBeNull();
  });
});
