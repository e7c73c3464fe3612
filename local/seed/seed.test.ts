import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CHANNEL_CODES, INTENT_CODES } from '../../lib/dynamo/ucdp-codes.ts';
import { seedCustomers } from './seed-customers.ts';

const NOW = new Date('2025-12-08T14:32:12.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FAULTY = ['2000000009', '2000000010'];

const ucdpShape = z
  .strictObject({
    account_number: z.string().regex(/^[A-Za-z0-9]{4,20}$/),
    interaction_key: z.string(),
    interaction_id: z.string().min(1),
    channel: z.string().min(1),
    timestamp: z.iso.datetime({ precision: 3 }),
    intent: z.string().min(1),
    disposition: z.string().min(1),
    agent_id: z.string().optional(),
    notes: z.string().min(1).optional(),
    transcript_summary: z.string().min(1).optional(),
    duration_s: z.int().positive(),
    contact_id: z.string().regex(/^[\w.:-]{1,128}$/),
    initial_contact_id: z.string().regex(/^[\w.:-]{1,128}$/),
    business_unit: z.string(),
    resolved: z.boolean().optional(),
  })
  .refine((item) => item.interaction_key === `${item.timestamp}#${item.interaction_id}`, 'key of other parts')
  .refine((item) => (item.notes === undefined) !== (item.transcript_summary === undefined), 'one text');
type UcdpRow = z.infer<typeof ucdpShape>;

function customer(accountNumber: string) {
  const found = seedCustomers(NOW).filter((one) => one.accountNumber === accountNumber);
  expect(found).toHaveLength(1);
  return found[0] as NonNullable<(typeof found)[0]>;
}

const rowsOf = (accountNumber: string): UcdpRow[] =>
  customer(accountNumber).items.map((item) => ucdpShape.parse(item));

function decode(codes: Readonly<Record<string, readonly string[]>>, code: string): string | undefined {
  return Object.entries(codes).find(([, known]) => known.includes(code.toLowerCase()))?.[0];
}
const channelOf = (row: UcdpRow) => decode(CHANNEL_CODES, row.channel);
const textOf = (row: UcdpRow) => `${row.notes ?? row.transcript_summary}`;
const allTextOf = (accountNumber: string) => rowsOf(accountNumber).map(textOf).join('\n');

describe("the owner's sample", () => {
  function history(askedAt: number) {
    const since = (days: number, rows: UcdpRow[]) =>
      rows.filter((row) => Date.parse(row.timestamp) >= askedAt - days * DAY);
    const asked = since(90, rowsOf('1234567890'))
      .filter((row) => ['ivr', 'agent'].includes(channelOf(row) ?? ''))
      .sort((left, right) => Date.parse(right.timestamp) - Date.parse(left.timestamp));
    const chains = (rows: UcdpRow[]) => [...new Set(rows.map((row) => row.initial_contact_id))];
    return { asked, newest: asked.slice(0, 10), week: since(7, asked), month: since(30, asked), chains };
  }

  it.each([0, 12])('adds up to the sample answer of the contract when asked %i hours later', (hours) => {
    const { asked, newest, week, month, chains } = history(NOW.getTime() + hours * HOUR);
    expect(asked).toHaveLength(14);
    expect(chains(week)).toHaveLength(3);
    expect(week.map((row) => decode(INTENT_CODES, row.intent))).toEqual(week.map(() => 'billing_dispute'));
    expect(chains(newest)).toEqual(chains(month));
    const lastChannels = chains(month).map((chain) =>
      channelOf(asked.find((row) => row.initial_contact_id === chain) as UcdpRow),
    );
    expect(lastChannels.toSorted()).toEqual(['agent', 'agent', 'agent', 'ivr', 'ivr']);
    const open = asked.filter((row) => row.resolved === false);
    expect(open.length).toBeGreaterThan(0);
    expect(open.every((row) => week.includes(row))).toBe(true);
    expect(newest[0]?.resolved).toBe(false);
  });

  it('spans the 30 days of the sample, with the earlier contact of yesterday at 10:15 in the IVR', () => {
    const { newest, month } = history(NOW.getTime());
    expect(month).toEqual(newest);
    expect(newest.at(-1)?.timestamp).toMatch(/^2025-11-08T/);
    expect(newest[0]?.timestamp).toMatch(/^2025-12-08T/);
    expect(newest[1]?.timestamp).toBe('2025-12-07T10:15:00.000Z');
    expect(newest.slice(0, 2).map(channelOf)).toEqual(['ivr', 'ivr']);
    expect(newest[0]).toMatchObject({ initial_contact_id: 'abc-123-first' });
    expect(textOf(newest[0] as UcdpRow)).toContain('ACCT VERIFIED');
  });

  it('holds a promise about the $45 by an agent, and other channels that the filter must leave out', () => {
    const promises = history(NOW.getTime()).week.filter((row) =>
      /promised a \$45 credit within 48 hours/.test(textOf(row)),
    );
    expect(promises.map(channelOf)).toEqual(['agent']);
    expect(NOW.getTime() - Date.parse(promises[0]?.timestamp ?? '')).toBeGreaterThan(3 * DAY);
    expect(new Set(rowsOf('1234567890').map(channelOf))).toEqual(
      new Set(['ivr', 'agent', 'chat', 'email', 'sms']),
    );
  });

  it('is asked for as in the contract', () => {
    expect(customer('1234567890').request).toMatchObject({
      account_number: '1234567890',
      initial_contact_id: 'abc-123-first',
      contact_id: 'abc-123-xyz',
      ivr_intent: 'billing_inquiry',
      max_history_days: 90,
      max_interactions: 10,
      channel_filter: ['ivr', 'agent'],
    });
  });
});

describe('the other situations', () => {
  it('have the numbers of interactions that they are there for', () => {
    const counts = ['02', '03', '04', '05', '06'].map((end) => customer(`20000000${end}`).items.length);
    expect(counts).toEqual([0, 1, 3, 14, 60]);
    expect(new Set(rowsOf('2000000005').map(channelOf)).size).toBe(6);
  });

  it('have sixty interactions over 85 days with long and repeated notes', () => {
    const rows = rowsOf('2000000006');
    const ages = rows.map((row) => (NOW.getTime() - Date.parse(row.timestamp)) / DAY);
    expect(Math.max(...ages)).toBeGreaterThan(83);
    expect(Math.max(...ages)).toBeLessThan(86);
    expect(new Set(rows.map(textOf)).size).toBeLessThan(45);
    expect(rows.filter((row) => textOf(row).length > 700)).toHaveLength(3);
    expect(new Set(rows.map((row) => row.timestamp)).size).toBe(60);
  });

  it('have a dispute in progress, a transfer of three minutes ago and two languages', () => {
    expect(allTextOf('2000000007')).toMatch(/NO early term fee.*fee is valid.*Supervisor.*REVERSED/s);
    const { request } = customer('2000000008');
    const last = rowsOf('2000000008').at(-1);
    expect(NOW.getTime() - Date.parse(last?.timestamp ?? '')).toBe(180_000);
    expect(last?.initial_contact_id).toBe(request.initial_contact_id);
    expect(last?.contact_id).not.toBe(request.contact_id);
    expect(customer('2000000012').request.language).toBe('es');
    expect(allTextOf('2000000012')).toMatch(/Se prometió.*rebooked/s);
  });

  it('have malformed items: eight kinds among good ones, and an account with nothing else', () => {
    const bad = (account: string) =>
      customer(account).items.map((item) => !ucdpShape.safeParse(item).success);
    expect(bad('2000000009')).toEqual([...Array(8).fill(true), ...Array(4).fill(false)]);
    expect(bad('2000000010')).toEqual(Array(5).fill(true));
  });

  it('have codes that nobody knows, and only interactions before the window', () => {
    const rows = rowsOf('2000000011');
    expect(rows.filter((row) => channelOf(row) === undefined)).toHaveLength(4);
    expect(rows.filter((row) => decode(INTENT_CODES, row.intent) === undefined)).toHaveLength(5);
    const newestOld = rowsOf('2000000015').at(-1)?.timestamp ?? '';
    expect(NOW.getTime() - Date.parse(newestOld)).toBeGreaterThan(90 * DAY);
  });

  it('have personal data and hostile notes', () => {
    const secrets = '4111 1111 1111 1111|078-05-1120|555-0142|@example.com|pin 4471|Sunflower!82'.split('|');
    expect(secrets.filter((secret) => !allTextOf('2000000013').includes(secret))).toEqual([]);
    const tricks = 'Ignore all previous|</context>|<script>|](https://|SYSTEM NOTICE|\u200b|[INST]'.split(
      '|',
    );
    expect(tricks.filter((trick) => !allTextOf('2000000014').includes(trick))).toEqual([]);
  });
});

describe('all customers', () => {
  const customers = seedCustomers(NOW);
  const items = customers.flatMap((one) => one.items);

  it('are fifteen accounts, each with a request of its own and keys that DynamoDB accepts', () => {
    expect(new Set(customers.map((one) => one.accountNumber)).size).toBe(15);
    expect(new Set(customers.map((one) => one.request.contact_id)).size).toBe(15);
    for (const { accountNumber, request, items: own } of customers) {
      expect(request.account_number).toBe(accountNumber);
      expect(own.every((item) => item.account_number === accountNumber)).toBe(true);
    }
    const keys = items.map((item) => item.interaction_key);
    expect(keys.every((key) => typeof key === 'string' && key.length > 0)).toBe(true);
    expect(new Set(keys).size).toBe(items.length);
  });

  it('match the UCDP shape, except the malformed ones, lie before now and fit into 400 KB', () => {
    const sound = customers.filter((one) => !FAULTY.includes(one.accountNumber));
    const rows = sound.flatMap((one) => one.items.map((item) => ucdpShape.parse(item)));
    expect(rows.length).toBeGreaterThan(120);
    expect(rows.every((row) => Date.parse(row.timestamp) < NOW.getTime())).toBe(true);
    expect(items.every((item) => Buffer.byteLength(JSON.stringify(item)) < 400 * 1024)).toBe(true);
  });

  it('are the same for the same moment and move with it', () => {
    expect(JSON.stringify(seedCustomers(new Date(NOW)))).toBe(JSON.stringify(customers));
    expect(seedCustomers(new Date(NOW.getTime() + DAY))[0]?.items).not.toEqual(customers[0]?.items);
  });
});
