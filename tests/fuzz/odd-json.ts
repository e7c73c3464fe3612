import fc from 'fast-check';
import { MARK } from './valid-members.ts';

const ODD_NUMBERS = [
  ...['0', '-0', '-1', '1.5', '101', '366', '99999999999999999999', '9007199254740993', '1e999', '-1e999'],
  ...['1e-999', '1.0000000000000000000001', '365.00000000000001', 'NaN', 'Infinity', '-Infinity', '0x10'],
  ...['010', '+1', '1.', '.5', '1_0', '10n', '1e', '--1', '１'],
];

const ODD_WORDS = ['null', 'true', 'false', 'undefined', 'True', '', '{}', '[]', '[[]]', '[null]', '{"a":1}'];

const ODD_LISTS = [
  ...['["ivr","IVR"]', '["ivr",5]', '["ivr",]', '[,]', '["ivr" "agent"]', '[["ivr"]]', `["${MARK}"]`],
  ...['{"0":"ivr","length":1}', '{"toString":"a"}', '{"valueOf":1}', `["ivr"${',"ivr"'.repeat(8)}]`],
];

const POISON = [
  ...['{"__proto__":{"admin":1}}', '{"constructor":{"prototype":{"admin":1}}}', '{"prototype":1}'],
  ...['{"\\u005f_proto__":{"admin":1}}', '{"a":1,"a":2}', '{"":{"":{}}}'],
];

const ODD_TEXTS = [
  ...[
    '""',
    '" "',
    '"10"',
    '"1e1"',
    '"NaN"',
    '"null"',
    '"[object Object]"',
    `'${MARK}'`,
    `"${MARK}`,
    `${MARK}`,
  ],
  ...[`"${MARK} <b>"`, `"${MARK}\\n"`, `"${MARK}\n"`, `"${MARK}\t"`, `"\\ud800${MARK}"`, `"${MARK}\\u0000"`],
  ...[`"${MARK}\u2028"`, `"${MARK}\\x41"`, `"${MARK}\\u00"`, '"ä"', '"１２３４５"', '"٣٤٥٦"', '"\u212A1234"'],
  ...[
    '"e\u0301"',
    '"ſſſſ"',
    '"../../etc/passwd"',
    `"${MARK}'; DROP TABLE contacts;--"`,
    '"{{7*7}}"',
    '"%00"',
  ],
];

const LONG = [
  `"${MARK}${'x'.repeat(118)}"`,
  `"${MARK}${'x'.repeat(8_000)}"`,
  `"${'😀'.repeat(8_001)}"`,
  `"${MARK.repeat(2)}"`,
  `"${'\\u0041'.repeat(200)}"`,
  `"${MARK.repeat(2_900)}"`,
  '['.repeat(60) + ']'.repeat(60),
  '['.repeat(16_000) + ']'.repeat(16_000),
  '{"a":'.repeat(5_000) + 1 + '}'.repeat(5_000),
  '['.repeat(32_000),
];

/** JSON texts that hardly any member takes, and texts that are no JSON. */
export function oddValues(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ODD_NUMBERS) },
    { weight: 3, arbitrary: fc.constantFrom(...ODD_WORDS) },
    { weight: 3, arbitrary: fc.constantFrom(...ODD_LISTS) },
    { weight: 2, arbitrary: fc.constantFrom(...POISON) },
    { weight: 6, arbitrary: fc.constantFrom(...ODD_TEXTS) },
    { weight: 1, arbitrary: fc.constantFrom(...LONG) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
    { weight: 1, arbitrary: fc.double().map(String) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)) },
  );
}

/** Names of members, as JSON texts, that no object of the contract has or that it has already. */
export function oddNames(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      ...[
        '"__proto__"',
        '"\\u005f_proto__"',
        '"constructor"',
        '"prototype"',
        '"toString"',
        '"hasOwnProperty"',
      ],
      ...[
        '"max_interaction"',
        '"Account_Number"',
        '"account_number "',
        '"account\\u005fnumber"',
        '"request_id"',
      ],
      ...[
        '""',
        '"0"',
        '"length"',
        'account_number',
        "'contact_id'",
        '1',
        'null',
        '"tenant"',
        '"text"',
        '"channel"',
      ],
      ...[`"${MARK}"`, `"${MARK} <b>"`, `"${MARK.repeat(100)}"`, `"\\ud800${MARK}"`, `"${MARK}\\u0000"`],
    ),
    fc
      .constantFrom('account_number', 'contact_id', 'max_interactions', 'channel_filter')
      .map((name) => `"${name}"`),
    fc.string({ unit: 'binary', maxLength: 8 }).map((name) => JSON.stringify(`9${name}`)),
  );
}
