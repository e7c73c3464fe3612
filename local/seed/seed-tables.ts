import { setTimeout as wait } from 'node:timers/promises';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { UcdpItem } from './seed-customer.ts';
import { seedCustomers } from './seed-customers.ts';

/** BatchWriteItem takes no more at a time. */
const ITEMS_PER_BATCH = 25;
const MAX_ATTEMPTS = 5;
const FIRST_RETRY_MS = 20;

interface UcdpTable {
  readonly client: DynamoDBDocumentClient;
  readonly ucdpTableName: string;
}

interface SeedTablesOptions extends UcdpTable {
  readonly now: Date;
}

/**
 * Puts the seed customers into a UCDP table that exists and is empty: keys bear the time, so that a second
 * run with another `now` adds to the first one instead of replacing it.
 * @throws Error naming table and item when DynamoDB has left an item unwritten five times.
 */
export async function seedTables(
  options: SeedTablesOptions,
): Promise<{ customers: number; interactions: number }> {
  const customers = seedCustomers(options.now);
  const items = customers.flatMap((customer) => customer.items);
  await writeItems(options, items);
  return { customers: customers.length, interactions: items.length };
}

/**
 * Puts items into the table as they come, whatever their number. No key may come twice.
 * @throws Error as `seedTables`
 */
export async function writeItems(
  table: UcdpTable,
  items: Iterable<UcdpItem> | AsyncIterable<UcdpItem>,
): Promise<void> {
  let batch: UcdpItem[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < ITEMS_PER_BATCH) continue;
    await writeBatch(table, batch);
    batch = [];
  }
  if (batch.length > 0) await writeBatch(table, batch);
}

async function writeBatch(table: UcdpTable, items: readonly UcdpItem[]): Promise<void> {
  const { client, ucdpTableName } = table;
  let pending: UcdpItem[] = [...items];
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const requests = pending.map((item) => ({ PutRequest: { Item: item } }));
    const answer = await client.send(new BatchWriteCommand({ RequestItems: { [ucdpTableName]: requests } }));
    const unprocessed = answer.UnprocessedItems?.[ucdpTableName] ?? [];
    pending = unprocessed.flatMap((request) => request.PutRequest?.Item ?? []);
    if (pending.length === 0) return;
    if (attempt < MAX_ATTEMPTS) await wait(FIRST_RETRY_MS * 2 ** (attempt - 1));
  }
  const [first] = pending;
  throw new Error(
    `Seeding ${ucdpTableName}: ${pending.length} of ${items.length} items of a batch unwritten after ` +
      `${MAX_ATTEMPTS} attempts, the first is ${first?.account_number} / ${first?.interaction_key}`,
  );
}
