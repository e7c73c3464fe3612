import type { Draws } from '../../../fixtures/seeded-draws.ts';
import { type Form, filler, keep, secret, type ValueMaker } from './value-maker.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const MONTHS_ES =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const MONTHS_DE = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);

const BIRTH_FORMS: ValueMaker['forms'] = {
  slashes: [(iso) => `${month(iso)}/${day(iso)}/${year(iso)}`, 36],
  short: [(iso) => `${Number(month(iso))}/${Number(day(iso))}/${year(iso).slice(2)}`, 14],
  shortYear: [(iso) => `${month(iso)}/${day(iso)}/${year(iso).slice(2)}`, 6],
  dashes: [(iso) => `${month(iso)}-${day(iso)}-${year(iso)}`, 12],
  iso: [(iso) => iso, 6],
  words: [(iso) => `${monthName(iso)} ${Number(day(iso))}, ${year(iso)}`, 9],
  lowerWords: [(iso) => `${monthName(iso)} ${Number(day(iso))} ${year(iso)}`.toLowerCase(), 6],
  ordinal: [(iso) => `${monthName(iso)} ${ordinal(Number(day(iso)))} ${year(iso)}`, 4],
  abbreviated: [(iso) => `${Number(day(iso))} ${monthName(iso).slice(0, 3)} ${year(iso)}`, 5],
  dots: [(iso) => `${day(iso)}.${month(iso)}.${year(iso)}`, 2],
  bare: [(iso) => `${month(iso)}${day(iso)}${year(iso)}`, 0],
  spanish: [(iso) => `${Number(day(iso))} de ${named(MONTHS_ES, iso)} de ${year(iso)}`, 0],
  german: [(iso) => `${Number(day(iso))}. ${named(MONTHS_DE, iso)} ${year(iso)}`, 0],
  dayFirst: [(iso) => `${day(iso)}/${month(iso)}/${year(iso)}`, 0],
};

export const dob = secret((draws) => isoDate(draws.integer(1938, 2006), draws), BIRTH_FORMS);
export const dobChild = secret((draws) => isoDate(draws.integer(2011, 2024), draws), BIRTH_FORMS);
/** A day of the last two years, which is nobody's birthday. */
export const date = keep((draws) => plainDate(isoDate(draws.integer(2025, 2026), draws), draws));
/** A day long ago that is still no birthday: a customer since, a house built. */
export const oldDate = keep((draws) => {
  const iso = isoDate(draws.integer(1985, 2015), draws);
  return draws.pick([`${month(iso)}/${day(iso)}/${year(iso)}`, `${monthName(iso)} ${year(iso)}`, iso]);
});
export const dateDe = keep((draws) => asGerman(isoDate(2026, draws)));
export const dateEs = keep((draws) => asSpanish(isoDate(2026, draws)));
export const year4 = keep((draws) => String(draws.integer(1985, 2026)));
export const weekday = filler((draws) =>
  draws.pick(['monday', 'tues', 'Wednesday', 'thurs', 'Friday', 'sat']),
);
export const time = keep((draws) => {
  const hour = draws.integer(1, 12);
  const minute = draws.pick(['00', '05', '12', '15', '28', '30', '42', '45', '51']);
  return draws.pick([
    `${hour}:${minute}`,
    `${hour}:${minute}pm`,
    `${hour}:${minute} AM`,
    `${hour + 10}:${minute}`,
  ]);
});

function plainDate(iso: string, draws: Draws): string {
  return draws.pick<Form>([
    () => `${month(iso)}/${day(iso)}/${year(iso)}`,
    () => `${Number(month(iso))}/${Number(day(iso))}`,
    () => `${Number(month(iso))}/${Number(day(iso))}/${year(iso).slice(2)}`,
    () => `${monthName(iso)} ${Number(day(iso))}`,
    () => `${Number(day(iso))} ${monthName(iso).slice(0, 3)} ${year(iso)}`,
    () => iso,
  ])(iso, draws);
}

function isoDate(inYear: number, draws: Draws): string {
  const parts = [draws.integer(1, 12), draws.integer(1, 28)].map((part) => String(part).padStart(2, '0'));
  return [inYear, ...parts].join('-');
}

const year = (iso: string): string => iso.slice(0, 4);
const month = (iso: string): string => iso.slice(5, 7);
const day = (iso: string): string => iso.slice(8);
const monthName = (iso: string): string => named(MONTHS, iso);
const asGerman = (iso: string): string => `${day(iso)}.${month(iso)}.${year(iso)}`;
const asSpanish = (iso: string): string => `${Number(day(iso))} de ${named(MONTHS_ES, iso)}`;

function named(months: readonly string[], iso: string): string {
  return months[Number(month(iso)) - 1] ?? '';
}

function ordinal(number: number): string {
  if (number >= 11 && number <= 13) return `${number}th`;
  return `${number}${['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'}`;
}
