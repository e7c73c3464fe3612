import { DIFFICULT_CONTACTS } from './difficult-contacts.ts';
import { FAULTY_RECORDS } from './faulty-records.ts';
import { LONG_HISTORY } from './long-history.ts';
import { OWNER_SAMPLE } from './owner-sample.ts';
import { PLAIN_HISTORIES } from './plain-histories.ts';
import { type SeedCustomer, seedCustomer } from './seed-customer.ts';
import { UNSAFE_NOTES } from './unsafe-notes.ts';

const SKETCHES = [
  OWNER_SAMPLE,
  ...PLAIN_HISTORIES,
  LONG_HISTORY,
  ...DIFFICULT_CONTACTS,
  ...FAULTY_RECORDS,
  ...UNSAFE_NOTES,
];

/** Every customer of the local system, by account number. All times lie before `now`; the same `now` gives the same. */
export function seedCustomers(now: Date): SeedCustomer[] {
  return SKETCHES.map((sketch) => seedCustomer(sketch, now)).sort((left, right) =>
    left.accountNumber.localeCompare(right.accountNumber),
  );
}
