import * as access from './access.ts';
import * as bankValues from './bank.ts';
import { card, cvv, expiry } from './card.ts';
import * as dates from './dates.ts';
import { email } from './email.ts';
import * as identity from './identity.ts';
import { brand, family, first, name, town } from './names.ts';
import * as phones from './phone.ts';
import * as plainNumbers from './plain-numbers.ts';
import type { ValueMaker } from './value-maker.ts';

/** Every value that a template can name in a slot. */
export const VALUES: Readonly<Record<string, ValueMaker>> = {
  ...access,
  ...bankValues,
  ...dates,
  ...identity,
  ...phones,
  ...plainNumbers,
  brand,
  card,
  cvv,
  email,
  expiry,
  family,
  first,
  name,
  town,
};
