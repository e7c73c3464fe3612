import { describe, expect, it } from 'vitest';
import { aNote, judge } from '../../tests/fixtures/grounding.ts';

const OF_SUNDAY = 'Customer disputed a charge on the bill.';
const WITH_TERM = 'Refund promised by 12 Dec. Technician booked for 15 December.';

describe('days in a summary', () => {
  it.each([
    ['Customer disputed a charge on 7 December.', OF_SUNDAY],
    ['On Dec 7, 2025 the customer disputed a charge.', OF_SUNDAY],
    ['The charge was disputed yesterday.', OF_SUNDAY],
    ['A charge was disputed on Sunday.', OF_SUNDAY],
    ['The charge was disputed on 2025-12-07.', OF_SUNDAY],
    ['The charge was disputed on 12/07.', OF_SUNDAY],
    ['The charge was disputed on 07/12/2025.', OF_SUNDAY],
    ['The charge was disputed last week.', OF_SUNDAY],
    ['The charge was disputed 1 day ago.', OF_SUNDAY],
    ['The charge was disputed in December.', OF_SUNDAY],
    ['A refund is promised by 12 December.', WITH_TERM],
    ['A refund is due by Friday, 12 December.', WITH_TERM],
    ['The technician is booked for Dec 15th.', WITH_TERM],
    ['The technician comes on the 15th.', WITH_TERM],
  ])('shows "%s" over "%s"', (sentence, note) => {
    expect(judge(sentence, note)).toBeNull();
  });

  it.each([
    ['Customer disputed a charge on 6 December.', OF_SUNDAY, 'date 6 december'],
    ['On Dec 8, 2024 the customer disputed a charge.', OF_SUNDAY, 'date dec 8, 2024'],
    ['The charge was disputed today.', OF_SUNDAY, 'date today'],
    ['A charge was disputed on Friday.', OF_SUNDAY, 'date friday'],
    ['The charge was disputed on 2025-11-07.', OF_SUNDAY, 'date 2025-11-07'],
    ['The charge was disputed on 11/30.', OF_SUNDAY, 'date 11/30'],
    ['The charge was disputed last month in October.', OF_SUNDAY, 'date october'],
    ['The charge was disputed 3 days ago.', OF_SUNDAY, 'date 3 days ago'],
    ['A refund is promised by 13 December.', WITH_TERM, 'date 13 december'],
    ['A refund is promised by Thursday.', WITH_TERM, 'date thursday'],
    ['The technician comes on the 16th.', WITH_TERM, 'date 16th'],
  ])('removes "%s" over "%s": %s', (sentence, note, detail) => {
    expect(judge(sentence, note)).toBe(detail);
  });
});

describe('days in other languages', () => {
  it.each([
    ['es', 'El cliente reclamó el 7 de diciembre.'],
    ['es', 'El cliente reclamó ayer.'],
    ['es', 'El cliente reclamó el domingo.'],
    ['fr', 'Le client a contesté le 7 décembre.'],
    ['fr', 'Le client a contesté hier.'],
    ['de', 'Der Kunde rief am 7. Dezember an.'],
    ['de', 'Der Kunde rief gestern an.'],
    ['de', 'Der Kunde rief am 7.12. an.'],
    ['pt', 'O cliente ligou em 7 de dezembro.'],
    ['pt', 'O cliente ligou ontem.'],
  ])('shows in %s "%s"', (language, sentence) => {
    expect(judge(sentence, OF_SUNDAY, { language })).toBeNull();
  });

  it.each([
    ['es', 'El cliente reclamó el 5 de diciembre.', 'date 5 de diciembre'],
    ['es', 'El cliente reclamó anteayer.', 'date anteayer'],
    ['es', 'El cliente reclamó el jueves.', 'date jueves'],
    ['fr', 'Le client a contesté le 17 décembre.', 'date 17 decembre'],
    ['fr', 'Le client a contesté avant-hier.', 'date avant-hier'],
    ['de', 'Der Kunde rief am 13. Oktober an.', 'date 13. oktober'],
    ['de', 'Der Kunde rief vorgestern an.', 'date vorgestern'],
    ['de', 'Der Kunde rief am 8.11. an.', 'date 8.11'],
    ['pt', 'O cliente ligou em 7 de novembro.', 'date 7 de novembro'],
    ['pt', 'O cliente ligou anteontem.', 'date anteontem'],
    ['pt', 'O cliente ligou na terça-feira.', 'date terca-feira'],
  ])('removes in %s "%s": %s', (language, sentence, detail) => {
    expect(judge(sentence, OF_SUNDAY, { language })).toBe(detail);
  });

  it('reads a numbered weekday of Portuguese as a day and not as a place in a series', () => {
    const note = aNote('Parcel was late.', { at: '2025-12-01T09:00Z' });
    expect(judge('O cliente ligou na segunda-feira.', [note], { language: 'pt' })).toBeNull();
    expect(judge('O cliente ligou na quinta-feira.', [note], { language: 'pt' })).toBe('date quinta-feira');
  });
});

describe('what a day is told of', () => {
  const BOTH_DAYS = 'On 3 Dec parcel scanned in Leeds; on 5 Dec invoice paid by card.';

  it('shows each event on the day that the record gives it', () => {
    expect(judge('The parcel was scanned in Leeds on 3 December.', BOTH_DAYS)).toBeNull();
    expect(judge('The invoice was paid by card on 5 December.', BOTH_DAYS)).toBeNull();
  });

  it('removes an event on the day of the other', () => {
    expect(judge('The parcel was scanned in Leeds on 5 December.', BOTH_DAYS)).toBe('date 5 december');
    expect(judge('The invoice was paid by card on 3 December.', BOTH_DAYS)).toBe('date 3 december');
  });

  it('does not take a planned day for one on which something happened', () => {
    const note = 'Technician booked for 15 December.';
    expect(judge('The technician came and fixed it on 15 December.', note)).toBe('date 15 december');
  });

  it('does not take the day of a call for a term that the call names', () => {
    const note = aNote('Refund promised by 12 Dec.', { at: '2025-12-08T09:00Z' });
    expect(judge('A refund is promised by 12 December.', [note])).toBeNull();
    expect(judge('A refund is promised by 8 December.', [note])).toBe('date 8 december');
  });

  it('does not judge by the words of another language', () => {
    const note = 'Paquete escaneado el 3 de diciembre. Factura pagada con tarjeta el 5 de diciembre.';
    expect(judge('El paquete llegó el 3 de diciembre.', note, { language: 'es' })).toBeNull();
  });

  it('shows today where something lasted up to it, though no record is of today', () => {
    expect(judge('The charge is open from Sunday until today.', OF_SUNDAY)).toBeNull();
  });

  it('counts only the days of the records that are cited', () => {
    const other = aNote('Parcel was late.', { interactionIds: ['int-2'], at: '2025-11-20T09:00Z' });
    const sentence = 'Customer called on 20 November.';
    expect(judge(sentence, [aNote(OF_SUNDAY), other], { cites: ['int-2'] })).toBeNull();
    expect(judge(sentence, [aNote(OF_SUNDAY), other], { cites: ['int-1'] })).toBe('date 20 november');
  });
});

describe('days as sentences tell them', () => {
  it.each([
    ['The charges of $239.88 came on 10 and 11 November.', 'two charges of $239.88, 10 Nov and 11 Nov'],
    ['The $361.20 December bill was extended.', 'dec bill $361.20 extended'],
    ['It was called off for 4, 11 and 19 November.', 'cx 4 nov, 11 nov and 19 nov'],
    ['None had come by Sunday.', 'none came yet. promised by fri 12 dec'],
    [
      'The check of 2 June went to the sold property and was returned on 20 June.',
      'chk mailed 6/2 to the sold property, came back 6/20',
    ],
    ['It is set for Wednesday, 24 December.', 'new date wed 24 dec'],
  ])('stay where the record has them: %s', (sentence, note) => {
    expect(judge(sentence, note)).toBeNull();
  });

  it.each([
    [
      'It was called off for 4, 12 and 19 November.',
      'cx 4 nov, 11 nov and 19 nov',
      'date 4, 12 and 19 november',
    ],
    ['It is set for Wednesday, 17 December.', 'new date wed 24 dec', 'date 17 december'],
    // The Wednesday of a date is no other Wednesday.
    ['It is set for Wednesday.', 'new date wed 24 dec. rang mon', null],
    ['It is set for Wednesday, 10 December.', 'new date wed 24 dec', 'date 10 december'],
  ])('go where it has others: %s', (sentence, note, detail) => {
    expect(judge(sentence, note)?.replace(/\.$/, '') ?? null).toBe(detail);
  });
});
