import type { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { seedCustomers } from './seed-customers.ts';
import { seedTables } from './seed-tables.ts';

const NOW = new Date('2025-12-08T14:32:12.000Z');

describe('seedTables', () => {
  /** Leaves the last item of the first `refusals` batches unwritten. */
  function fakeTable(refusals: number) {
    const written: unknown[] = [];
    let calls = 0;
    const send = async ({ input }: BatchWriteCommand) => {
      const requests = input.RequestItems?.ucdp ?? [];
      expect(requests.length).toBeLessThanOrEqual(25);
      calls += 1;
      const taken = calls <= refusals ? requests.slice(0, -1) : requests;
      written.push(...taken.map((request) => request.PutRequest?.Item));
      return { UnprocessedItems: calls <= refusals ? { ucdp: requests.slice(-1) } : {} };
    };
    return { written, client: { send } as unknown as DynamoDBDocumentClient };
  }

  it('writes every item once, also when some come back unprocessed', async () => {
    const { written, client } = fakeTable(3);
    const items = seedCustomers(NOW).flatMap((one) => one.items);
    const result = await seedTables({ client, ucdpTableName: 'ucdp', now: NOW });
    expect(result).toEqual({ customers: 15, interactions: items.length });
    expect(written).toHaveLength(items.length);
    expect(new Set(written)).toEqual(new Set(items));
  });

  it('gives up with the name of the item that is never written', async () => {
    const seeding = seedTables({ client: fakeTable(1_000).client, ucdpTableName: 'ucdp', now: NOW });
    await expect(seeding).rejects.toThrow(/Seeding ucdp: 1 of 25 items .* \d{10} \/ 20\d\d-/);
  });
});
