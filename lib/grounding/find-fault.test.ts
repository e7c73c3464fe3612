import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, shown } from '../../tests/fixtures/grounding.ts';
import type { ShownRecord } from '../domain/shown-record.ts';
import { groundLines } from './ground-lines.ts';

const NOTE = shown({
  resolved: false,
  minutes: 14,
  text: '2nd contact re $45 late fee, cust angry. paid 28 nov, receipt sent. sup will cb by fri. order 5550-77, 3 boxes, fee 12.50 waived. "this is a joke"',
});

type Row = readonly [sentence: string, fault: string | null];

/** Each row is a sentence, and what in it does not follow from the records. */
function judged(records: readonly ShownRecord[], rows: readonly Row[], language = 'en'): void {
  it.each(rows)('judges %j', (sentence, fault) => {
    expect(judge(sentence, records, { language })).toBe(fault);
  });
}

describe('amounts', () => {
  judged(NOTE, [
    ['The late fee was $45.', null],
    ['The late fee was 45 dollars.', null],
    ['A forty-five-dollar late fee is disputed.', null],
    ['A fee of $12.50 was waived.', null],
    ['The late fee was $54.', 'amount $54'],
    ['The late fee was €45.', 'amount €45'],
    ['The late fee was fifty-four dollars.', 'amount 54 dollars'],
  ]);
  judged(shown({ text: '4 visits, $135 ea, plan 20% off. arrears oct 40.50 + nov 62.00' }), [
    ['Four visits at $135 each, $540 in all.', null],
    ['The arrears are 102.50 together.', null],
    ['November was 21.50 more than October.', null],
    ['20% off a visit is $27.', null],
    ['Four visits at $135 each, $530 in all.', 'amount $530'],
    ['Four visits at $540 each.', 'amount $540'],
    ['The arrears are 102.50.', 'number 102.50'],
    ['The arrears are 103.50 together.', 'number 103.50'],
  ]);
  judged(shown({ text: 'line has 10 GB, 40 percent used' }), [['The charge was $10.', 'amount $10']]);
});

describe('days', () => {
  judged(NOTE, [
    ['The customer called on 3 Dec.', null],
    ['The customer called last Wednesday, five days ago.', null],
    ['The fee was paid on 28 November.', null],
    ['It was paid in late November.', null],
    ['A callback is promised by Friday, 5 December.', null],
    ['The customer called on 4 Dec.', 'date 4 dec'],
    ['The customer called yesterday.', 'date yesterday'],
    ['The fee was paid on 27 November.', 'date 27 november'],
    ['A callback is promised by Thursday.', 'date thursday'],
    ['It was paid in October.', 'date october'],
  ]);
  judged(shown({ text: 'laptop came fri, mouse refund within 5 bd, tech tmrw' }), [
    ['A technician was due on 4 December.', null],
    ['The refund was promised by 10 December.', null],
    ['The laptop arrived on 28 November.', null],
    ['A technician was due on 6 December.', 'date 6 december'],
    ['The refund was promised by 15 December.', 'date 15 december'],
  ]);
  judged(shown({ text: 'trk says dlvd 30 nov signed M. mouse came 1 dec ok' }), [
    ['Tracking shows it delivered on 30 November.', null],
    ['Tracking shows it delivered and signed on 1 December.', 'date 1 december'],
  ]);
});

describe('terms', () => {
  judged(shown({ at: '2025-12-08T09:00Z', text: 'wants an answer' }), [
    ['An answer was asked for on 8 December.', null],
    ['An answer is due by 8 December.', 'date 8 december'],
  ]);
  judged(shown({ at: '2025-12-05T09:00Z', text: 'answer in 3 bd' }), [
    ['An answer is due by 10 December.', null],
    ['An answer is due by 9 December.', 'date 9 december'],
  ]);
});

describe('counts of contacts', () => {
  judged(
    shown(
      { channel: 'agent', at: '2025-12-07T10:10Z' },
      { channel: 'ivr', at: '2025-12-07T10:05Z' },
      { channel: 'ivr', at: '2025-12-06T10:05Z' },
      { channel: 'chat', at: '2025-12-05T10:00Z' },
    ),
    [
      ['Three contacts in three days, one of them given up in the menu.', null],
      ['Five contacts in three days.', 'number 5'],
    ],
  );

  const HISTORY = shown(
    { channel: 'agent', at: '2025-12-07T10:10Z', text: 'again no refund' },
    { channel: 'ivr', at: '2025-12-07T10:05Z', text: 'pin ok' },
    { channel: 'chat', at: '2025-12-05T10:00Z', text: 'no refund' },
    { channel: 'email', at: '2025-12-01T10:00Z', text: 'third time i write' },
  );
  judged(HISTORY, [
    ['One call, one chat and one email.', null],
    ['Three contacts since 1 December.', null],
    ['Four contacts since 1 December.', null],
    ['The customer wrote three times.', null],
    ['Two chats so far.', 'number 2'],
    ['Five contacts since 1 December.', 'number 5'],
    ['The customer called four times.', 'number 4'],
    ['The fifth contact about it.', 'number 5ord'],
  ]);
  judged(
    shown({
      records: 3,
      first: '2025-12-01',
      last: '2025-12-05',
      channels: { email: 2, sms: 1 },
      intent: 'refund',
    }),
    [
      ['Two emails and a text.', null],
      ['Three contacts from 1 to 5 December.', null],
      ['Four contacts from 1 to 5 December.', 'number 4'],
    ],
  );
});

describe('counts of other things', () => {
  judged(NOTE, [
    ['Three boxes were ordered.', null],
    ['Four boxes were ordered.', 'number 4'],
    ['Two boxes were ordered.', 'number 2'],
  ]);
  judged(shown({ text: '3 boxes arrived, 2 invoices paid' }), [
    ['Three boxes arrived.', null],
    ['Three invoices were paid.', 'number 3'],
  ]);
  judged(shown({ text: '4 of 12 bottles broken. rating 1/5. both invoices sent' }), [
    ['Four of twelve bottles arrived broken.', null],
    ['Eight of 12 bottles arrived whole.', null],
    ['The rating was one out of five.', null],
    ['Two invoices were sent.', null],
    ['Five of twelve bottles arrived broken.', 'number 5'],
    ['The rating was two out of five.', 'number 2'],
    ['Three invoices were sent.', 'number 3'],
  ]);
});

describe('references, times and lengths of time', () => {
  judged(NOTE, [
    ['It is about order 5550-77.', null],
    ['It is about order 5550-78.', 'reference 5550-78'],
    ['A 14-minute call.', null],
    ['A 41-minute call.', 'duration 41-minute'],
    ['The call was five days ago.', null],
  ]);
  judged(
    shown({
      text: 'case TK-88213, card ending 4471. slot 8-12, outage 9:40 to 11:15 pm, wait 5-7 bd, line down 36h',
    }),
    [
      ['Case TK 88213 is open for the card ending in 4471.', null],
      ['The slot is between 8:00 and 12:00.', null],
      ['The outage lasted 95 minutes.', null],
      ['It may take five to seven business days.', null],
      ['The line was down for a day and a half, 36 hours.', null],
      ['Case TK-88231 is open.', 'reference tk-88231'],
      ['The card ends in 4417.', 'reference 4417'],
      ['The slot is between 9:00 and 13:00.', 'time 9:00'],
      ['It may take six business days.', 'duration 6 business days'],
    ],
  );
});

describe('quotes', () => {
  judged(NOTE, [
    ['The customer said “this is a joke”.', null],
    ["The note says 'cust angry'.", null],
    ['The customer said "this is a disgrace".', 'quote "this is a disgrace"'],
  ]);
});

describe('verdicts and events', () => {
  const OPEN = shown({ resolved: false, text: 'late fee discussed. not refunded, offer declined' });
  const CLOSED = shown({ resolved: true, text: 'late fee taken off, refunded' });
  judged(OPEN, [
    ['The late fee is still open.', null],
    ['The late fee was not refunded.', null],
    ['The offer was declined.', null],
    ['The late fee was resolved.', 'whether it is resolved'],
    ['The late fee was refunded.', 'whether it was refunded'],
    ['The offer was accepted.', 'whether it was accepted'],
  ]);
  judged(CLOSED, [
    ['The late fee was resolved.', null],
    ['The late fee was refunded.', null],
    ['The late fee is still open.', 'whether it is resolved'],
    ['The late fee was not refunded.', 'whether it was refunded'],
  ]);
});

describe('promises', () => {
  const PROMISE = { section: 'promises' as const };
  it.each([
    ['A supervisor will call back by Friday.', null],
    ['The agent promised a free upgrade and new headphones.', 'what it speaks of'],
    ['Payments can take a while to show.', 'no commitment'],
    ['The agent is sorry for the late fee.', 'no commitment'],
  ])('judges %j', (sentence, fault) => {
    expect(judge(sentence, NOTE, PROMISE)).toBe(fault);
  });
});

describe('the matter of another customer', () => {
  it.each([
    ['The customer disputes the late fee although it was paid.', null],
    ['The wardrobe arrived with scratched doors and missing shelves.', 'what it speaks of'],
  ])('judges %j', (sentence, fault) => {
    expect(judge(sentence, NOTE, { section: 'openIssues' })).toBe(fault);
  });
});

describe('other languages', () => {
  const SPANISH = shown({
    text: 'cliente reclama 45,00 € del 28 de noviembre, llamó dos veces, pedido 88120',
  });
  judged(
    SPANISH,
    [
      ['El cliente reclama cuarenta y cinco euros del 28 de noviembre.', null],
      ['Llamó el miércoles, 3 de diciembre, hace cinco días.', null],
      ['El cliente reclama 54 €.', 'amount 54 €'],
      ['Llamó ayer.', 'date ayer'],
      ['Es el pedido 88210.', 'reference 88210'],
    ],
    'es',
  );
  judged(
    shown({ text: 'facture de 90 € du 28 novembre, rappel demain' }),
    [
      ['La facture est de quatre-vingt-dix euros.', null],
      ['Un rappel était prévu le 4 décembre.', null],
      ['La facture est de quatre-vingts euros.', 'amount 80 euros'],
    ],
    'fr',
  );
  judged(
    shown({ text: 'kd zahlt 45 € nicht, rückruf bis fr 5.12. zugesagt, 3 kartons' }),
    [
      ['Es geht um fünfundvierzig Euro und drei Kartons.', null],
      ['Ein Rückruf bis Freitag, 5. Dezember, ist zugesagt.', null],
      ['Es geht um vier Kartons.', 'number 4'],
      ['Der Anruf war gestern.', 'date gestern'],
    ],
    'de',
  );
  judged(
    shown({ text: 'cliente pede 36 € de volta, recolha segunda-feira 8 de dezembro' }),
    [
      ['Pede trinta e seis euros; a recolha é hoje, segunda-feira.', null],
      ['Pede 63 euros.', 'amount 63 euros'],
    ],
    'pt',
  );

  it('is told when an answer is in none that was asked for', () => {
    const text = 'The customer was told that the refund is on the way to the bank and will be there soon.';
    const isOther = (language: string) =>
      groundLines([{ section: 'history', text, interactionIds: ['a'] }], {
        records: NOTE,
        nowMs: 0,
        reasonGiven: 'misc',
        language,
      }).isInOtherLanguage;
    expect([isOther('es'), isOther('fr-CA'), isOther('en-GB'), isOther('ja')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('citations', () => {
  const RECORDS = shown(
    { text: 'cust angry about the late fee' },
    { text: 'router returned, case TK-88213, says "nobody told me anything"' },
    { text: 'moved house, new address saved' },
  );
  const cited = (text: string, interactionIds: readonly string[]) =>
    groundLines([{ section: 'history', text, interactionIds }], {
      records: RECORDS,
      nowMs: Date.parse('2025-12-08T12:00:00Z'),
      reasonGiven: 'misc',
      language: 'en',
    }).lines[0]?.interactionIds;

  it.each([
    ['keep what a sentence rests on', 'Angry about the late fee.', ['a'], ['a']],
    ['gain the record that holds a reference', 'It is case TK-88213.', ['a'], ['b']],
    ['gain the record that holds a quote', 'Said "nobody told me anything".', ['a'], ['b']],
    ['lose a record that speaks of something else', 'Angry about the late fee.', ['a', 'c'], ['a']],
    ['keep all contacts that are counted', 'Three calls on 3 December.', ['a', 'b', 'c'], ['a', 'b', 'c']],
  ])('%s', (_, text, ids, expected) => {
    expect(cited(text, ids)).toEqual(expected);
  });
});

describe('whatever is written', () => {
  const words = fc.constantFrom(
    ...'$45 45 € 3 Dec 28/11 yesterday three contacts 2nd call not refunded resolved "quote" TK-88213 5-7 bd 9:40 pm constructor __proto__ toString hace un dos quatre-vingt-dix fünfundvierzig 1.500 1,5 x3 4/10 by Friday [card] … | \u0001 \u202e 🙂'.split(
      ' ',
    ),
  );
  const text = fc.oneof(
    fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );

  it('gives each sentence back once, with citations that exist, the same each time', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.array(text, { maxLength: 6 }),
        (notes, sentences) => {
          const records = shown(...notes.map((note) => ({ text: note })));
          const ids = records.flatMap(({ interactionIds }) => interactionIds);
          const lines = sentences.map((sentence) => ({
            section: 'history' as const,
            text: sentence,
            interactionIds: ids,
          }));
          const options = {
            records,
            nowMs: Date.parse('2025-12-08T12:00:00Z'),
            reasonGiven: 'misc',
            language: 'en',
          };
          const grounded = groundLines(lines, options);
          expect(grounded.lines.length + grounded.removed.length).toBe(lines.length);
          expect(ids).toEqual(
            expect.arrayContaining(grounded.lines.flatMap(({ interactionIds }) => [...interactionIds])),
          );
          expect(groundLines(lines, options)).toEqual(grounded);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['digits', '1 '],
    ['groups', '123,456.'],
    ['quotes', `"a' "`],
    ['dates', '1/2 3 dec '],
    ['words', 'not paid and '],
    ['numbers', 'two hundred and '],
  ])('takes time that grows with the length of hostile %s', (_, piece) => {
    const cpuMs = (length: number) => {
      const times = Array.from({ length: 5 }, () => {
        const startedAt = process.cpuUsage();
        judge(piece.repeat(400 / piece.length), shown({ text: piece.repeat(length / piece.length) }));
        return process.cpuUsage(startedAt).user;
      });
      return times.toSorted((one, other) => one - other)[2] ?? 0;
    };
    cpuMs(2_000);
    expect(cpuMs(8_000) / Math.max(1_000, cpuMs(2_000))).toBeLessThan(16);
  });
});
