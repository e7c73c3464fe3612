import { filler } from './value-maker.ts';

export const FIRST_NAMES =
  'Maria James Linda Robert Aisha Kevin Susan Omar Grace Peter Nadia Carlos Helen Victor Priya Daniel Emma Tyrone Laura Samuel Joanna Hector Mei Brian Fatima George Alice Marcus Ruth Diego'.split(
    ' ',
  );

export const FAMILY_NAMES =
  'Lopez Smith Okafor Novak Garcia Miller Chen Johnson Rossi Patel Brown Keller Nguyen Walker Silva Murphy Haddad Fischer Reyes Turner Kowalski Adams Ortiz Baker Larsen Bishop Mendez Coleman Price Yamada'.split(
    ' ',
  );

const TOWNS =
  'Phoenix Tucson Dayton Boise Fresno Toledo Omaha Raleigh Spokane Mobile Tulsa Albany Madison Salem'.split(
    ' ',
  );

export const first = filler((draws) => draws.pick(FIRST_NAMES));
export const name = filler((draws) => `${draws.pick(FIRST_NAMES)} ${draws.pick(FAMILY_NAMES)}`);
export const family = filler((draws) => draws.pick(FAMILY_NAMES));
export const town = filler((draws) => draws.pick(TOWNS));
export const brand = filler((draws) =>
  draws.pick(['visa', 'Visa', 'mastercard', 'MC', 'amex', 'Discover', 'debit']),
);
