import type { Draws } from '../../../fixtures/seeded-draws.ts';
import { luhnCheckDigit } from './card.ts';
import { fromPattern } from './digit-forms.ts';
import { filler, keep, type ValueMaker } from './value-maker.ts';

/** Numbers and codes of everyday business: none of them is personal data of the twelve classes. */
export const amount = keep((draws) => {
  const whole = draws.integer(3, 2400);
  const cents = draws.digits(2);
  return draws.pick([
    `$${whole}.${cents}`,
    `$${whole}.${cents}`,
    `$${whole}`,
    `${whole}.${cents}`,
    `${whole} dollars`,
    `USD ${whole}.${cents}`,
  ]);
});
export const amountEuro = keep(
  (draws) => `${draws.integer(3, 900)},${draws.digits(2)} ${draws.pick(['€', 'EUR', 'euros'])}`,
);
export const bigAmount = keep((draws) => `$${draws.integer(1, 98)},${draws.digits(3)}.${draws.digits(2)}`);
export const percent = keep((draws) => `${draws.integer(2, 99)}%`);
export const count = filler((draws) => String(draws.integer(2, 48)));

export const order = like(
  'ORD-______',
  '#_______',
  '^________',
  '___-_______-_______',
  'SO_____',
  'W______',
  '#_____',
);
export const ticket = like('INC00_____', 'CASE-_____', 'T-______', '#______', 'SR-_______', 'TKT_______');
export const invoice = like('INV-2026-_____', 'INV_____', '2026-_____', 'F-______');
export const tracking = like(
  '1Z^__^__03________',
  '9400111899________',
  '7749 ____ ____',
  '7749______',
  'JD014600____________',
  'TBA____________',
  'LX_________US',
);
export const ref8 = like('________');
export const ref9 = like('_________');
export const ref10 = like('4_________', '3_________', '10________');
export const ref12 = like('77__________', '30__________');
export const confirmation = like('^?^?^^', '^^_^_^', '^_^^^^');
export const serial = like('SN-_^^_-_____', '^^^^____^^__', 'C02^^___^_^_', '__^^______', 'FCC____^^^^');
export const model = like('WRT-1_00', 'KX-TG___', 'RF28R__', 'XR___', 'C7000-__', 'MFC-L____DW', 'QN65Q__');
export const version = like('v_._.__', '_.__._', '2.4.__._', '17._.1', 'v1._');
export const ip = keep(
  (draws) => `${draws.pick(['192.168', '10.0', '172.16'])}.${draws.integer(0, 9)}.${draws.integer(2, 254)}`,
);
export const zip = like('85___', '606__', '331__-____', '981__', '73___');
export const postcodeUk = like('SW_^ _^^', 'M_ _^^', 'LS__ _^^');
export const flight = like('UA____', 'DL ___', 'AA___', 'WN____', 'BA 2__');
export const meter = like('_____', '_____._', '______');
export const errorCode = like('E-4___', '0x8007__^_', 'ERR-1___', 'F__', 'S_^-___', '50___');
export const promo = like('SAVE2_', 'WELCOME1_', 'SUMMER26^', 'VIP___', 'TAKE3_OFF');
export const sku = like('SKU ______', 'B0^?_^?_^_', '__-____-__', '___-__-_^', 'HD-_____');
export const isbn = like('978-1-4___-____-_', '97814________');
export const vin = like('1HGCM826__^______', '5YJ3E1EA_KF______', '2T1BURHE_JC______');
export const room = like('___', '1___', '__B');
export const speed = keep(
  (draws) => `${draws.integer(2, 940)} ${draws.pick(['mbps', 'Mbps', 'Mb/s', 'mb'])}`,
);
export const size = keep((draws) => `${draws.integer(12, 96)}x${draws.integer(12, 96)}`);
export const imei = keep((draws) => {
  const body = draws.pick(['35', '86', '01']) + draws.digits(12);
  return body + luhnCheckDigit(body);
});

function like(...patterns: readonly string[]): ValueMaker {
  return keep((draws: Draws) => fromPattern(draws.pick(patterns), draws));
}
