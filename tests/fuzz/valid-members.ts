import fc from 'fast-check';
import { type Member, toObject } from './member.ts';

/** Stands in nearly every body, in members that an answer may repeat but a refusal must not. */
export const MARK = 'm4rk7f3aq9z';
/** Stands in members that no answer at all repeats. */
export const PRIVATE_MARK = 'pr1v8t3k2';

const CHANNELS = ['ivr', 'agent', 'chat', 'email', 'sms', 'web', 'mobile', 'social'];

/** The members of a valid body as JSON texts, in any order; those that may be left out often are. */
export function bodyMembers(): fc.Arbitrary<readonly Member[]> {
  const optional = [
    member('unique_process_id', ids(MARK)),
    member('initial_contact_id', ids(MARK)),
    member('ivr_intent', intents()),
    member('max_history_days', wholeNumbers(365)),
    member('max_interactions', wholeNumbers(100)),
    member('channel_filter', fc.array(channels(), { minLength: 1, maxLength: 8 }).map(toList)),
    member('current_interaction', turns()),
    member(
      'language',
      fc.constantFrom('en', 'es-MX', 'zh-Hant-TW', 'fil', 'de-CH-1996', 'EN-us').map(quoted),
    ),
    member('agent_key', ids(PRIVATE_MARK)),
  ].map((arbitrary) => fc.option(arbitrary, { freq: 1 }));
  return fc
    .tuple(member('account_number', accounts()), member('contact_id', ids(MARK)), fc.nat(), ...optional)
    .map(([account, contact, turned, ...others]) => {
      const members = [account, contact, ...others.filter((other) => other !== null)];
      const first = turned % members.length;
      return [...members.slice(first), ...members.slice(0, first)];
    });
}

/** The members of a valid `current_interaction`. */
export function turnMembers(): fc.Arbitrary<readonly Member[]> {
  return fc.tuple(member('channel', channels()), member('intent', intents()), member('text', texts()));
}

function turns(): fc.Arbitrary<string> {
  return turnMembers().map(toObject);
}

function member(name: string, values: fc.Arbitrary<string>): fc.Arbitrary<Member> {
  return values.map((value) => [JSON.stringify(name), value]);
}

function accounts(): fc.Arbitrary<string> {
  return fc.constantFrom(MARK, `${MARK}A`, `${MARK}ABCdef123`, '1234', 'AbC0').map(quoted);
}

function ids(mark: string): fc.Arbitrary<string> {
  const most = 128 - mark.length;
  return fc
    .oneof(
      fc.constantFrom('', '.', ':a', '_b-', 'x'.repeat(most), '...', 'a:b:c'),
      fc.integer({ min: 0, max: 999_999 }).map(String),
    )
    .map((rest) => quoted(mark + rest));
}

function intents(): fc.Arbitrary<string> {
  return fc
    .constantFrom('', ' inquiry', ':a/b', 'é', '請求', 'x'.repeat(55), '𝒜'.repeat(55), '٣')
    .map((rest) => quoted(PRIVATE_MARK + rest));
}

function channels(): fc.Arbitrary<string> {
  return fc.constantFrom(...CHANNELS).map(quoted);
}

function wholeNumbers(highest: number): fc.Arbitrary<string> {
  const spellings = fc.constantFrom(
    (value: number) => String(value),
    (value: number) => `${value}.0`,
    (value: number) => `${value}e0`,
    (value: number) => `${value}00E-2`,
    (value: number) => `${value / 10}e+1`,
  );
  const values = fc.oneof(fc.integer({ min: 1, max: highest }), fc.constantFrom(1, highest));
  return fc.tuple(values, spellings).map(([value, spell]) => spell(value));
}

function texts(): fc.Arbitrary<string> {
  const most = 8_000 - PRIVATE_MARK.length;
  return fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '',
        '"__proto__":1',
        '\\',
        '{"a":1,"a":2}',
        '\ud800',
        '\u2028<script>',
        '::::"',
        '\u0000',
      ),
      fc.constantFrom('x'.repeat(most), 'é'.repeat(most), '\n'.repeat(most), '😀'.repeat(5_000)),
    )
    .map((rest) => quoted(PRIVATE_MARK + rest));
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function toList(values: readonly string[]): string {
  return `[${values.join(',')}]`;
}
