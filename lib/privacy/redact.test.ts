import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anInteraction } from '../../tests/fixtures/domain.ts';
import { REDACT_MAX_LENGTH, redact } from './redact.ts';
import { redactInteraction } from './redact-records.ts';

describe('redact', () => {
  it('keeps the text readable', () => {
    expect(redact('Paid $45 with 4111 1111 1111 1111, call 212-555-0147 or jo@example.com')).toBe(
      'Paid $45 with [card], call [phone] or [email]',
    );
  });

  it.each([
    ['zero-width spaces', '4111\u200b1111\u200b1111\u200b1111'],
    ['soft hyphens', '4111\u00ad1111\u00ad1111\u00ad1111'],
    ['line breaks', '4111\n1111\n1111\n1111'],
    ['tabs', '4111\t1111\t1111\t1111'],
    ['no-break spaces', '4111\u00a01111\u00a01111\u00a01111'],
    ['dashes of a word processor', '4111–1111–1111–1111'],
  ])('finds a card whose groups are parted by %s', (_what, card) => {
    expect(redact(`card ${card} on file`)).toBe('card [card] on file');
  });

  it.each(['the parcel 4111 1111 1111 1112 is late', 'meter reading 5412 0000 1234 9999 sent'])(
    'keeps sixteen digits whose check digit is none of a card: %s',
    (text) => {
      expect(redact(text)).toBe(text);
    },
  );

  it('finds a card whatever stands around it', () => {
    const around = fc.string({ maxLength: 40 }).filter((text) => !/[\d./-]\s*$|^\s*[\d./-]/.test(text));
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(redact(`${before} 4111111111111111 ${after}`)).not.toContain('4111111111111111');
      }),
    );
  });

  it('cuts what is longer than it reads, and no half of a secret stays at the cut', () => {
    const filler = 'word '.repeat(REDACT_MAX_LENGTH / 5);
    const text = `${filler.slice(0, REDACT_MAX_LENGTH - 10)} 4111 1111 1111 1111`;

    const clean = redact(text);

    expect(clean.length).toBeLessThanOrEqual(REDACT_MAX_LENGTH);
    expect(clean).not.toMatch(/4111/);
  });
});

describe('redactInteraction', () => {
  it('lets no half of a secret pass at the cut of a note or of a code', () => {
    const card = ' card 4111 1111 1111 1111 end';
    for (let before = 8_160; before <= 8_192; before += 1) {
      const { text } = redactInteraction(anInteraction({ text: `${'x'.repeat(before)}${card}` }));
      expect(text).not.toMatch(/\d/);
    }
    for (let before = 220; before <= 256; before += 1) {
      const { disposition } = redactInteraction(
        anInteraction({ disposition: `${'x'.repeat(before)}${card}` }),
      );
      expect(disposition).not.toMatch(/\d/);
    }
  });

  it('cleans every member that people or sources fill freely', () => {
    const secret = 'card 4111 1111 1111 1111';
    const clean = redactInteraction(
      anInteraction({ channel: secret, intent: secret, disposition: secret, text: secret }),
    );

    expect(JSON.stringify(clean)).not.toContain('4111');
  });
});
