import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it.each([
    [
      'digits in words',
      'card four one one one one one one one one one one one one one one one',
      'card [card]',
    ],
    ['digits said twice at once', 'pin double four two one', 'pin [pin]'],
    ['digits of another keyboard', 'ssn １２３-４５-６７８９', 'ssn [ssn]'],
    ['Arabic digits', 'pin ٤٨٢١', 'pin [pin]'],
    ['a Spanish keyword', 'mi contraseña es Girasol77', 'mi contraseña es [password]'],
    ['a German keyword', 'geboren am 3. März 1975', 'geboren am [date of birth]'],
    ['a mistyped keyword', 'brithday 04/12/1975', 'brithday [date of birth]'],
    ['the value before the keyword', '4821 is my pin', '[pin] is my pin'],
    ['two values beside each other', 'pin changed from 1199 to 6045', 'pin changed from [pin] to [pin]'],
    ['an account beside its routing number', '021000021 and 12345678', '[routing number] and [bank account]'],
    ['an IBAN in groups', 'iban DE89 3704 0044 0532 0130 00', 'iban [bank account]'],
    ['an address dictated', 'j o underscore lee at example dot com', '[email]'],
    ['an address without its signs', 'wim 7 gmailcom', '[email]'],
    ['an address without its end', 'mail goes to jo@example', 'mail goes to [email]'],
    ['a mistyped card in its groups', 'it was 4111 1111 1111 1112', 'it was [card]'],
    ['a password by its form', 'reset it to Wombat19!', 'reset it to [password]'],
    ['a code behind the expiry', '4111111111111111 09/28 739', '[card] 09/28 [card code]'],
  ])('finds %s', (_what, text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it.each([
    'pin ok, acct verified. the forty five dollar credit you promised',
    'my savings: two hundred dollars',
    'bank charged one thousand two hundred fifty euros',
    'pin tried twenty one times',
    'acct shows thirty five percent off',
  ])('leaves what is measured in words: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it.each([
    ['nine digits alone', 'hi / 219099999 / ok', 'hi / [ssn] / ok'],
    ['ten digits alone', 'hi / 6120055555 / ok', 'hi / [phone] / ok'],
    ['a number and scraps', 'hi / 219099999 jofairmontplacecom / ok', 'hi / [ssn] [email] / ok'],
    ['a long number and scraps', 'ok / 219099999219099 q 12 / no', 'ok / [card] q 12 / no'],
    ['a mistyped ending', 'mail / jolidgmailxom / ok', 'mail / [email] / ok'],
    [
      'a number behind a name',
      'i want to claim / toby 415263 / 100 usd',
      'i want to claim / toby [code] / 100 usd',
    ],
    [
      'a number after a name',
      'my bill / my name is tara / 6575 / ok',
      'my bill / my name is tara / [code] / ok',
    ],
    [
      'the answer to a question some turns before',
      'agent: your pin? / customer: which one / agent: voicemail / customer: 4821',
      'agent: your pin? / customer: which one / agent: voicemail / customer: [pin]',
    ],
  ])('finds by its turn %s', (_what, text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it.each([
    'agent: order number? / customer: 883920114 / agent: thanks',
    'i want internet / denver / 80203 / 5 gb',
    'travel expenses / hotel / 1500 / ok',
    'paid $1,234.56 on 11/20/2026 at 10:15',
    'order 4155552671 is late, ticket 20931178',
    'pin not working for order 3391',
    'part number 123-45-6789',
    'IMEI 490154203237518 checked',
    'dob verified on 11/20/2026',
    'look at example dot com for prices',
    'bank holiday 2026-08-05',
    'call volume 1200000 in march 2026',
    'password reset on 11/20/2026, still locked',
  ])('leaves as it is: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('leaves no spelled half of a card at the cut', () => {
    const text = `${'word '.repeat(20)}four one one one one one one one one one one one one one one one`;
    for (let length = 100; length < text.length; length += 1) {
      expect(redact(text, length)).not.toMatch(/\d{4}|one one/);
    }
  });
});
