import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';

export interface TableNames {
  readonly ucdp: string;
  readonly summaryCache: string;
}

/** Seconds. Tables come and go a moment after the answer that says so, here as in DynamoDB. */
const WAITING = { minDelay: 0.02, maxDelay: 0.2, maxWaitTime: 10 };

/** Makes SummaryCache where it is missing, and UCDP anew: it is a replica, and its seeds are as old as the start. */
export async function createTables(client: DynamoDBClient, names: TableNames): Promise<void> {
  await Promise.all([makeUcdpAnew(client, names.ucdp), makeSummaryCache(client, names.summaryCache)]);
}

async function makeUcdpAnew(client: DynamoDBClient, name: string): Promise<void> {
  await dropTable(client, name);
  await createTable(client, ucdpTable(name));
}

async function makeSummaryCache(client: DynamoDBClient, name: string): Promise<void> {
  await createTable(client, summaryCacheTable(name));
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    }),
  );
}

function ucdpTable(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: strings('account_number', 'interaction_key'),
    KeySchema: keys('account_number', 'interaction_key'),
  };
}

/** The indexes serve, in their order: feedback by request, reuse on a transfer, erasure by account, and the sweep. */
function summaryCacheTable(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: strings(
      'unique_process_id',
      'record_key',
      'request_id',
      'chain_key',
      'account_number',
      'generated_at',
      'outbox',
    ),
    KeySchema: keys('unique_process_id', 'record_key'),
    GlobalSecondaryIndexes: [
      index('request_id-index', ['request_id']),
      index('chain_key-index', ['chain_key', 'generated_at']),
      index('account_number-index', ['account_number', 'generated_at'], ['contact_id']),
      index('outbox-index', ['outbox', 'generated_at']),
    ],
  };
}

function index(name: string, [partition, sort]: [string, string?], included: string[] = []) {
  return {
    IndexName: name,
    KeySchema: keys(partition, sort),
    Projection:
      included.length === 0
        ? { ProjectionType: 'KEYS_ONLY' as const }
        : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: included },
  };
}

function keys(partition: string, sort?: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
  ];
}

function strings(...names: string[]) {
  return names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
}

async function createTable(client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(table));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, ...WAITING }, { TableName: table.TableName });
}

async function dropTable(client: DynamoDBClient, name: string): Promise<void> {
  try {
    await client.send(new DeleteTableCommand({ TableName: name }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  await waitUntilTableNotExists({ client, ...WAITING }, { TableName: name });
}
