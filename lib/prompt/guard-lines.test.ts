import { describe, expect, it } from 'vitest';
import type { SummaryLine } from '../domain/summary.ts';
import { redact } from '../privacy/redact.ts';
import { guardLines } from './guard-lines.ts';

const SUFFIX = JSON.stringify({
  today: '2025-12-08',
  interactions: [{ ref: 'i1', text: 'Order 5550-1234-77 over $1,234.56, ticket INC0099123, 30 days.' }],
});
const REASON = aLine('The customer asks about $45.');

describe('guardLines', () => {
  it.each([
    'Order 5550-1234-77 has not arrived.',
    'Order 5550123477 has not arrived.',
    'The amount was $1,234.56.',
    'Ticket INC0099123 is open, and inc0099123 again.',
    'Since 12/07/2025, and since 2025-12-07.',
    'Three contacts in 30 days, 12 in 2025.',
    'A [card] and a [phone] were changed.',
  ])('shows %s', (text) => {
    expect(guarded(text)).toEqual({ lines: [REASON, aLine(text, 'history')], removed: [] });
  });

  it.each([
    ["another account's number", 'The customer also owns account 2000000003.'],
    ['the same, grouped', 'The customer also owns 2000-000-003.'],
    ['a number with letters', 'See contract AB12345678.'],
    ['a number that was made up', 'Order 66881234 is meant.'],
  ])('removes %s', (_, text) => {
    expect(guarded(text)).toEqual({
      lines: [REASON],
      removed: [{ text, reason: 'foreign_number', detail: null }],
    });
  });

  it.each([
    ['a card', 'The card is 4111 1111 1111 1111.'],
    ['an e-mail address', 'Write to jane.doe@example.com.'],
    ['a social security number', 'SSN 078-05-1120 was given.'],
    ['a card beside a placeholder', 'The [phone] and the card 4111 1111 1111 1111.'],
  ])('removes %s', (_, text) => {
    expect(guarded(text)).toEqual({
      lines: [REASON],
      removed: [{ text, reason: 'personal_data', detail: null }],
    });
  });
});

function guarded(text: string) {
  return guardLines([REASON, aLine(text, 'history')], { prompt: { suffix: SUFFIX }, redact });
}

function aLine(text: string, section: SummaryLine['section'] = 'reason'): SummaryLine {
  return { section, text, interactionIds: ['int-1'] };
}
