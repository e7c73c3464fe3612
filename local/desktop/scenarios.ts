import { seedCustomers } from '../seed/seed-customers.ts';

/** A customer who can be put into the queue. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** What the agent will see, and why. */
  readonly note: string;
  readonly accountNumber: string;
}

/** The interactions of these are in the local UCDP; the test accounts have theirs made up, and force an outcome. */
export const SCENARIOS: readonly Scenario[] = [
  scenario('billing', 'Billing dispute', {
    accountNumber: '1234567890',
    note: 'Third call in a week about $45; a promised credit has not come.',
  }),
  scenario('transfer', 'Transferred by an agent', {
    accountNumber: 'TESTTRANSFER',
    note: 'A first agent hung up four minutes ago. What is new since then comes first.',
  }),
  scenario('contradiction', 'Two agents, two answers', {
    accountNumber: '2000000007',
    note: 'A cancellation fee: refunded, and reversed without a word.',
  }),
  scenario('new', 'New customer', {
    accountNumber: '2000000002',
    note: 'First contact: there is no history.',
  }),
  scenario('long', 'Sixty contacts', {
    accountNumber: '2000000006',
    note: 'Drops, outages and refunds that come round again.',
  }),
  scenario('hostile', 'Hostile notes', {
    accountNumber: '2000000014',
    note: 'Notes hold instructions, markup and links. None of them works.',
  }),
  scenario('spanish', 'The agent reads Spanish', {
    accountNumber: '2000000012',
    note: 'A family writes in two languages.',
  }),
  scenario('slow', 'Slow', { accountNumber: 'TESTSLOW', note: 'The answer takes three seconds longer.' }),
  scenario('failover', 'Main model down', {
    accountNumber: 'TESTFAILOVER',
    note: 'The second model answers.',
  }),
  scenario('degraded', 'Both models down', {
    accountNumber: 'TESTDEGRADED',
    note: 'The agent reads what the records say.',
  }),
  scenario('unavailable', 'History down', {
    accountNumber: 'TEST503',
    note: 'No summary, and a way to try again.',
  }),
  scenario('busy', 'Too many requests', {
    accountNumber: 'TEST429',
    note: 'The panel says when to try again.',
  }),
];

/** What the contact centre knows of an incoming contact: the members of a request but for the agent's. */
export function contactOf(accountNumber: string, contactId: string): Readonly<Record<string, unknown>> {
  const customer = seedCustomers(new Date()).find((seeded) => seeded.accountNumber === accountNumber);
  return customer?.request ?? { account_number: accountNumber, contact_id: contactId };
}

function scenario(
  id: string,
  title: string,
  { accountNumber, note }: Pick<Scenario, 'accountNumber' | 'note'>,
): Scenario {
  return { id, title, note, accountNumber };
}
