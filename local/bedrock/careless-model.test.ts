import { describe, expect, test } from 'vitest';
import { carelessAnswer } from './careless-model.ts';
import { answerFromRecords } from './extract-summary.ts';
import { ERROR_KINDS, type ErrorKind, PLANT } from './plant-errors.ts';

const DELIMITER = `=====records-${'0123456789abcdef'.repeat(2)}=====`;

function messageOf(customer: number): string {
  const interactions = [
    {
      ref: 'i1',
      at: '2026-11-20T10:15Z',
      intent: 'billing_dispute',
      resolved: false,
      text: `Charged $4${customer}.10 twice, was not refunded, case D-58${customer}41. We will call back by 3 Dec.`,
    },
    { ref: 'i2', at: '2026-11-02T10:15Z', intent: 'outage', resolved: true, text: 'Customer was angry.' },
  ];
  return [DELIMITER, JSON.stringify({ write_in: 'en', interactions }), DELIMITER].join('\n');
}

const CUSTOMERS = Array.from({ length: 60 }, (_, index) => messageOf(index + 10));
const answerOf = (message: string) => carelessAnswer(answerFromRecords(message), message);

describe('carelessAnswer', () => {
  test('gets one or two lines wrong and leaves the others as they were', () => {
    for (const message of CUSTOMERS) {
      const { text, planted } = answerOf(message);
      const honest = new Set(answerFromRecords(message).split('\n'));
      expect([1, 2]).toContain(planted.length);
      expect(
        text
          .split('\n')
          .filter((line) => !honest.has(line))
          .sort(),
      ).toEqual(planted.map(({ line }) => line).sort());
    }
  });

  test('makes every kind of mistake sooner or later', () => {
    const kinds = new Set(CUSTOMERS.flatMap((message) => answerOf(message).planted.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([...ERROR_KINDS].sort());
  });

  test('makes the same mistakes in the same records, whatever the mark of the message', () => {
    const [message = ''] = CUSTOMERS;
    const remarked = message.replaceAll('0123456789abcdef', 'fedcba9876543210');
    expect(answerOf(remarked)).toEqual(answerOf(message));
  });

  test('writes an honest answer where there are no records', () => {
    expect(answerOf('Say OK.')).toEqual({ text: 'OK', planted: [] });
  });
});

describe('a planted mistake', () => {
  test.each<[ErrorKind, string, string | null]>([
    ['amount', 'OPEN_ISSUE: Owes $45.20. [i1]', 'OPEN_ISSUE: Owes $45.02. [i1]'],
    ['amount', 'OPEN_ISSUE: Owes $5. [i1]', null],
    ['reference', 'HISTORY: Case D-3391 of 2 Nov. [i1]', 'HISTORY: Case D-3319 of 2 Nov. [i1]'],
    ['reference', 'HISTORY: Owes $4512. [i1]', null],
    ['day', 'PROMISE: Due by 3 Dec. [i1]', 'PROMISE: Due by 4 Dec. [i1]'],
    ['day', 'PROMISE: Due by 30 Sept. [i1]', 'PROMISE: Due by 29 Sept. [i1]'],
    ['count', 'HISTORY: 9 interactions. [i1,i2]', 'HISTORY: 10 interactions. [i1,i2]'],
    ['count', 'REASON: 9 interactions. [i1]', null],
    ['lost_not', 'OPEN_ISSUE: It was not paid. [i1]', 'OPEN_ISSUE: It was paid. [i1]'],
    [
      'verdict',
      'REASON: Calls about it, open since 3 Dec. [i1]',
      'REASON: Calls about it, this was resolved on 3 Dec. [i1]',
    ],
    ['verdict', 'REASON: Calls about it; no record says more. [i1]', null],
  ])('of %s in %j is %j', (kind, line, wrong) => {
    expect(PLANT[kind](line, '')?.line ?? null).toBe(wrong);
  });

  test.each<[ErrorKind, string, string]>([
    ['amount', 'OPEN_ISSUE: Owes $45.20. [i1]', 'paid $45.02'],
    ['reference', 'HISTORY: Case D-3391. [i1]', 'case D-3319'],
    ['day', 'PROMISE: Due by 3 Dec. [i1]', '"at":"2026-12-04T10:00Z"'],
  ])('of %s is never what a record says after all', (kind, line, records) => {
    expect(PLANT[kind](line, records)).toBeNull();
  });

  test.each<ErrorKind>(['promise', 'other_customer'])('of %s cites the records of an honest line', (kind) => {
    expect(PLANT[kind]('REASON: Calls. [i1,i2]', '')?.line).toMatch(
      /^(?:PROMISE|OPEN_ISSUE): .+\. \[i1,i2\]$/,
    );
  });
});
