/** Length of the bank account numbers of each country, from the register of ISO 13616. */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{
    AD: 24,
    AE: 23,
    AL: 28,
    AT: 20,
    AZ: 28,
    BA: 20,
    BE: 16,
    BG: 22,
    BH: 22,
    BR: 29,
    BY: 28,
    CH: 21,
    CR: 22,
  },
  ...{
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    DO: 28,
    EE: 20,
    EG: 29,
    ES: 24,
    FI: 18,
    FO: 18,
    FR: 27,
    GB: 22,
    GE: 22,
  },
  ...{
    GI: 23,
    GL: 18,
    GR: 27,
    GT: 28,
    HR: 21,
    HU: 28,
    IE: 22,
    IL: 23,
    IQ: 23,
    IS: 26,
    IT: 27,
    JO: 30,
    KW: 30,
  },
  ...{
    KZ: 20,
    LB: 28,
    LC: 32,
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
    LY: 25,
    MC: 27,
    MD: 24,
    ME: 22,
    MK: 19,
    MR: 27,
  },
  ...{
    MT: 31,
    MU: 30,
    NL: 18,
    NO: 15,
    PK: 24,
    PL: 28,
    PS: 29,
    PT: 25,
    QA: 29,
    RO: 24,
    RS: 22,
    SA: 24,
    SC: 31,
  },
  ...{ SE: 24, SI: 19, SK: 24, SM: 27, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20 },
};
const BEGINNING = /(?<![\p{L}\p{N}])([A-Z]{2})[ -]?\d{2}(?=[ -]?[A-Z0-9])/giu;
const SEPARATED = /[A-Z0-9]|[ -](?=[A-Z0-9])/iy;

/** The text with every bank account number replaced that is as long as its country says and whose check digits hold. */
export function replaceIbans(text: string): string {
  let clean = '';
  let copiedTo = 0;
  for (const { index, 1: country } of text.matchAll(BEGINNING)) {
    const end = index < copiedTo ? null : endOfAccount(text, { from: index, country: country ?? '' });
    if (end === null) continue;
    clean += `${text.slice(copiedTo, index)}[bank account]`;
    copiedTo = end;
  }
  return clean + text.slice(copiedTo);
}

function endOfAccount(text: string, { from, country }: { from: number; country: string }): number | null {
  const length = LENGTHS[country.toUpperCase()];
  if (length === undefined) return null;
  let compact = '';
  let position = from;
  for (; compact.length < length; position += 1) {
    SEPARATED.lastIndex = position;
    const [character] = SEPARATED.exec(text) ?? [];
    if (character === undefined) return null;
    compact += character.trim().replace('-', '');
  }
  return hasValidRemainder(compact) && !/[A-Za-z0-9]/.test(text.charAt(position)) ? position : null;
}

/** The remainder of the rearranged number divided by 97 is 1. */
function hasValidRemainder(compact: string): boolean {
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    for (const digit of Number.parseInt(character, 36).toString())
      remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}
