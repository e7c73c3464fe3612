import type { Draws } from '../../../fixtures/seeded-draws.ts';
import { FAMILY_NAMES, FIRST_NAMES } from './names.ts';
import { secret } from './value-maker.ts';

const DOMAINS: readonly (readonly [string, number])[] = [
  ['gmail.com', 30],
  ['yahoo.com', 10],
  ['hotmail.com', 8],
  ['outlook.com', 8],
  ['icloud.com', 6],
  ['aol.com', 4],
  ['comcast.net', 3],
  ['proton.me', 2],
  ['example.com', 6],
  ['example.org', 3],
  ['mail.example.co.uk', 3],
  ['brightleafdental.com', 3],
  ['harborview-realty.com', 3],
  ['kestrelfreight.io', 2],
  ['stu.maplecollege.edu', 2],
  ['gmx.de', 2],
  ['correo.example.es', 2],
];

export const email = secret(makeEmail, {
  plain: [(address) => address, 80],
  upper: [(address) => address.toUpperCase(), 4],
  capital: [(address) => address.charAt(0).toUpperCase() + address.slice(1), 8],
  tagged: [(address, draws) => address.replace('@', `+${draws.pick(['shop', 'bills', 'news', '2'])}@`), 4],
  gapped: [(address) => address.replace('@', ' @ '), 0],
  bracketAt: [(address) => address.replace('@', '(at)'), 0],
  words: [inWords, 0],
});

function makeEmail(draws: Draws): string {
  const first = draws.pick(FIRST_NAMES).toLowerCase();
  const family = draws.pick(FAMILY_NAMES).toLowerCase();
  const local = draws.weighted<string>([
    [`${first}.${family}`, 25],
    [`${first}${family}`, 15],
    [`${first.charAt(0)}${family}${draws.digits(2)}`, 15],
    [`${first}_${family}`, 10],
    [`${first}${draws.integer(1950, 2009)}`, 10],
    [`${family}.${first.charAt(0)}`, 8],
    [`${first}-${family}`, 5],
    [`${draws.pick(['the', 'mr', 'its', 'real'])}${first}${draws.digits(3)}`, 7],
    [`${draws.pick(['info', 'office', 'sales'])}.${family}`, 3],
    [
      `${draws.pick(['sunny', 'lake', 'golf', 'book'])}${draws.pick(['lover', 'fan', 'mom', 'dad'])}${draws.digits(2)}`,
      5,
    ],
  ]);
  return `${local}@${draws.weighted(DOMAINS)}`;
}

/** "maria dot lopez at gmail dot com" */
function inWords(address: string): string {
  return address
    .replaceAll('@', ' at ')
    .replaceAll('.', ' dot ')
    .replaceAll('_', ' underscore ')
    .replaceAll('-', ' dash ');
}
