import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { localDynamoClient } from './dynamodb/local-client.ts';
import { describeRequest } from './print-report.ts';
import { findRunningSystem, RUN_FILE } from './run-file.ts';
import { readSeedFile } from './seed/read-seed-file.ts';
import type { UcdpItem } from './seed/seed-customer.ts';
import { writeItems } from './seed/seed-tables.ts';
import { fetchToken } from './system.ts';

/** `npm run seed -- file.jsonl.gz`: puts the customers of a file into the running system. */

const MAX_FAULTS = 10;

async function main(path: string | undefined): Promise<void> {
  if (path === undefined) throw new Error('Say which file, such as: npm run seed -- customers.jsonl.gz');
  const system = await findRunningSystem(RUN_FILE);
  if (system === null) throw new Error('Nothing runs yet. Start the system in another terminal: npm start');
  const { firstAccount, customers, interactions } = await checkEveryLine(path);
  process.stdout.write(`Writing ${customers} customers with ${interactions} interactions …\n`);
  const dynamo = localDynamoClient(system.aws.dynamodb);
  const client = DynamoDBDocumentClient.from(dynamo);
  await writeItems({ client, ucdpTableName: system.tables.ucdp }, itemsOf(path));
  dynamo.destroy();
  process.stdout.write('Done. They stay until the next npm start, which makes UCDP anew.\n');
  const credentials = { clientId: system.client_id, clientSecret: system.client_secret };
  const token = await fetchToken(system.token, credentials);
  const request = { account_number: firstAccount, contact_id: 'call-1' };
  process.stdout.write(describeRequest({ apiUrl: system.gateway, token, request }));
}

/** @throws Error naming the lines that are not right */
async function checkEveryLine(path: string) {
  const faults: string[] = [];
  const accounts = new Set<string>();
  let interactions = 0;
  for await (const line of readSeedFile(path)) {
    if ('fault' in line) {
      faults.push(`  line ${line.number}: ${line.fault}`);
      if (faults.length === MAX_FAULTS) break;
    } else {
      accounts.add(line.accountNumber);
      interactions += line.items.length;
    }
  }
  if (faults.length > 0) throw new Error(`Nothing was written because of these lines:\n${faults.join('\n')}`);
  const [firstAccount] = accounts;
  if (firstAccount === undefined) throw new Error('Nothing was written: there is no customer in the file.');
  return { firstAccount, customers: accounts.size, interactions };
}

async function* itemsOf(path: string): AsyncGenerator<UcdpItem> {
  for await (const line of readSeedFile(path)) {
    if ('fault' in line) throw new Error('The file has changed since it was checked.');
    yield* line.items;
  }
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
