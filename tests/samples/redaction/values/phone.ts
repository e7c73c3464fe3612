import type { Draws } from '../../../fixtures/seeded-draws.ts';
import { bare, grouped, singly, spoken } from './digit-forms.ts';
import { type Form, secret } from './value-maker.ts';

const AREA_CODES =
  '201 202 206 212 213 214 215 224 231 240 253 267 281 303 305 310 312 313 314 323 330 347 352 360 385 404 407 412 415 425 432 440 469 480 503 512 520 541 561 571 602 612 614 617 623 646 651 678 702 704 713 720 727 737 754 757 763 773 786 801 804 813 816 832 847 858 901 904 913 917 919 925 949 954 971 416 604 514'.split(
    ' ',
  );

/** Ten digits of North America; half of them in the range kept for fiction. */
export const phone = secret(makePhone, {
  bare: [bare, 26],
  dashes: [shaped('999-999-9999'), 28],
  bracketed: [shaped('(999) 999-9999'), 12],
  tight: [shaped('(999)999-9999'), 4],
  dots: [shaped('999.999.9999'), 6],
  spaces: [shaped('999 999 9999'), 9],
  halves: [shaped('999 9999999'), 1],
  plusDashes: [shaped('+1-999-999-9999'), 3],
  plusSpaces: [shaped('+1 999 999 9999'), 2],
  plusBracketed: [shaped('+1 (999) 999-9999'), 2],
  plusBare: [shaped('+19999999999'), 3],
  oneDashes: [shaped('1-999-999-9999'), 2],
  oneBare: [shaped('19999999999'), 1],
  singly: [singly, 1],
  local: [(digits) => `${digits.slice(3, 6)}-${digits.slice(6)}`, 0],
  spoken: [spoken, 0],
});

/** British mobile and landline numbers, from the ranges kept for drama. */
export const phoneUk = secret(
  (draws) => draws.pick(['7700900', '2079460', '1632960', '1134960']) + draws.digits(3),
  {
    national: [(digits) => `0${grouped(digits, { sizes: [4, 6], separator: ' ' })}`, 2],
    nationalBare: [(digits) => `0${digits}`, 2],
    plus: [(digits) => `+44 ${grouped(digits, { sizes: [4, 6], separator: ' ' })}`, 2],
    plusBare: [(digits) => `+44${digits}`, 1],
  },
);

export const phoneDe = secret((draws) => draws.pick(['151', '160', '171', '176']) + draws.digits(8), {
  national: [(digits) => `0${grouped(digits, { sizes: [3, 8], separator: ' ' })}`, 2],
  slash: [(digits) => `0${grouped(digits, { sizes: [3, 8], separator: '/' })}`, 1],
  plus: [(digits) => `+49 ${grouped(digits, { sizes: [3, 8], separator: ' ' })}`, 2],
  bare: [(digits) => `0${digits}`, 1],
});

export const phoneEs = secret((draws) => draws.pick(['61', '62', '65', '91']) + draws.digits(7), {
  thirds: [(digits) => grouped(digits, { sizes: [3, 3, 3], separator: ' ' }), 2],
  plus: [(digits) => `+34 ${grouped(digits, { sizes: [3, 3, 3], separator: ' ' })}`, 2],
  bare: [bare, 1],
});

export const phoneMx = secret((draws) => draws.pick(['55', '33', '81']) + draws.digits(8), {
  plus: [(digits) => `+52 ${grouped(digits, { sizes: [2, 4, 4], separator: ' ' })}`, 2],
  spaces: [(digits) => grouped(digits, { sizes: [2, 4, 4], separator: ' ' }), 1],
  bare: [bare, 1],
});

function makePhone(draws: Draws): string {
  const area = draws.pick(AREA_CODES);
  if (draws.chance(0.5)) return `${area}55501${draws.digits(2)}`;
  return `${area}${draws.integer(2, 9)}${draws.integer(2, 9)}${draws.digits(5)}`;
}

/** Writes the digits one by one into the nines of the shape. */
function shaped(shape: string): Form {
  return (digits) => {
    let used = 0;
    return shape.replace(/9/g, () => digits.charAt(used++));
  };
}
