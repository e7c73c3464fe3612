import { describe, expect, it } from 'vitest';
import { shortenText } from './shorten-text.ts';
import { jsonBytes } from './token-budget.ts';

describe('shortenText', () => {
  it('gives a text that fits as it is', () => {
    expect(shortenText('Asked twice.', 14)).toBe('Asked twice.');
  });

  it('keeps twice as much of the beginning as of the end', () => {
    expect(shortenText('one two three four five six seven eight nine ten', 34)).toBe(
      'one two three four … nine ten',
    );
  });

  it.each([
    ['a placeholder of two words', 'a [date of birth] b [bank account] c'],
    ['a number in groups', 'paid 1 000 000 € and 12 % of + 45 then'],
    ['an amount', 'owes $ 1,250.75 since then'],
    ['an emoji', '🙂🙂 🙂🙂🙂 🙂'],
    ['quotes and backslashes', '"so" it\\s "said" \\ here'],
  ])('never cuts %s, whatever the room', (_, text) => {
    const whole = text.match(/\[[a-z ]+\]|[\d .,]*\d[\d .,]* [€%]|\+ \d+|\$ [\d.,]+|\S+/gu) ?? [];
    for (let bytes = 5; bytes < jsonBytes(text); bytes += 1) {
      const shortened = shortenText(text, bytes);
      const [head = '', tail = ''] = shortened.split('…').map((part) => part.trim());
      const squeezed = whole.map((part) => part.trim()).join(' ');
      expect(jsonBytes(shortened)).toBeLessThanOrEqual(bytes);
      expect(shortened.isWellFormed()).toBe(true);
      expect(beginnings(whole)).toContain(head);
      expect(squeezed.endsWith(tail) && beginnings(whole.toReversed(), 'end')).toContain(tail);
    }
  });

  it('cuts a script without spaces behind the end of a clause', () => {
    expect(shortenText(`請求書が届きません。${'返金'.repeat(40)}。明日電話します。`, 90)).toBe(
      '請求書が届きません。 … 明日電話します。',
    );
  });

  it('says only that there was something when there is no place to cut', () => {
    expect(shortenText('x'.repeat(9_000), 300)).toBe('…');
  });
});

/** The texts that some first parts make (or last ones, given from the end). */
function beginnings(parts: readonly string[], side: 'start' | 'end' = 'start'): readonly string[] {
  const trimmed = parts.map((part) => part.trim());
  return [
    '',
    ...trimmed.map((_, index) => {
      const some = trimmed.slice(0, index + 1);
      return (side === 'start' ? some : some.toReversed()).join(' ');
    }),
  ];
}
