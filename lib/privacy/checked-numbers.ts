/** Numbers that prove themselves: the last digits follow from the others, so an ordinary number seldom passes. */

/** 13 to 19 digits that begin as cards do, with the check digit of Luhn. */
export function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || !/^(?:3[0-9]|4|5|6|2[2-7])/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Nine digits of a bank in the United States: a district that exists, and weights of 3, 7 and 1. */
export function isRoutingNumber(digits: string): boolean {
  if (!/^(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(digits)) return false;
  const weighted = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * ([3, 7, 1][index % 3] ?? 0),
    0,
  );
  return weighted % 10 === 0;
}

/** The Spanish DNI and NIE: the letter at the end follows from the number. */
export function isSpanishId(found: string): boolean {
  const compact = found.replaceAll(/[ .-]/g, '').toUpperCase();
  const digits = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return compact.endsWith('TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(digits) % 23));
}
