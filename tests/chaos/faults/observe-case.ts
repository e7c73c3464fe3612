import { setTimeout as delay } from 'node:timers/promises';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { deriveUniqueProcessId } from '../../../lib/domain/contact.ts';
import type { RecordIdentity } from '../../../lib/domain/summary-record.ts';
import { METRICS, type MetricName } from '../../../lib/telemetry/metrics-catalogue.ts';
import { TABLES } from '../../../local/local-aws.ts';
import { apiEnvironment } from '../../../local/start-api.ts';
import { type KeptCopies, readCopies, sweepOnce } from '../stored-records.ts';
import type { Kept } from './fault-case.ts';
import { type FaultWorld, ONE_INTERACTION, type Received } from './fault-world.ts';

type Line = Readonly<Record<string, unknown>>;

/** What the lines of a log say: names of events, and of metrics with a value above 0. */
export interface Observed {
  readonly logged: readonly string[];
  readonly metered: readonly string[];
}

/** Written every ten seconds, whatever happens: in a case by chance. */
const OF_THE_TASK: ReadonlySet<MetricName> = new Set(['RequestsInFlight', 'EventLoopLag']);
const PATIENCE_MS = 5_000;
const POLL_MS = 20;
const QUIET_MS = 30;

export function readLines(lines: readonly Line[]): Observed {
  const logged = lines.flatMap(({ message }) => (typeof message === 'string' ? [message] : []));
  const names = Object.keys(METRICS) as MetricName[];
  const metered = names.filter(
    (name) => !OF_THE_TASK.has(name) && lines.some((line) => isAboveZero(line[name])),
  );
  return { logged: [...new Set(logged)], metered };
}

/** Powertools writes a list when a metric was added to more than once. */
function isAboveZero(value: unknown): boolean {
  return [value].flat().some((number) => Number(number) > 0);
}

/** What has been written once all that is expected is there, or some seconds have gone by. */
export async function settleLines(
  lines: () => readonly Line[],
  expected: { readonly logged: readonly string[]; readonly metered: readonly string[] },
): Promise<Observed> {
  const isThere = ({ logged, metered }: Observed) =>
    expected.logged.every((name) => logged.includes(name)) &&
    expected.metered.every((name) => metered.includes(name));
  await until(() => readLines(lines()), isThere);
  // The last lines of a request come after its answer.
  await delay(QUIET_MS);
  return readLines(lines());
}

/** Where the record of the case's request is, before and after the stores are back. */
export async function observeCopies(
  world: FaultWorld,
  { received, kept }: { received: Received; kept: Kept },
): Promise<Kept | 'elsewhere'> {
  const identity = identityIn(received) ?? (await findIdentity(world, kept));
  if (identity === null) return 'nothing';
  if (kept === 'sweep') {
    const before = await readCopies(world.clients, identity);
    if (before.inS3 !== null) return 'elsewhere';
    await sweepOnce(world.clients);
  }
  const wanted = kept === 's3' ? isInS3Only : isInBoth;
  const copies = await until(() => readCopies(world.clients, identity), wanted);
  return wanted(copies) ? kept : 'elsewhere';
}

function isInBoth({ inDynamo, inS3 }: KeptCopies): boolean {
  return inDynamo !== null && inDynamo === inS3;
}

function isInS3Only({ inDynamo, inS3 }: KeptCopies): boolean {
  return inDynamo === null && inS3 !== null;
}

function identityIn({ status, body }: Received): RecordIdentity | null {
  if (status !== 200) return null;
  return {
    uniqueProcessId: String(body.unique_process_id),
    requestId: String(body.request_id),
    generatedAt: String(body.generated_at),
  };
}

/** The record of a request whose answer nobody has. One that should not be there is given a moment to show itself. */
async function findIdentity(world: FaultWorld, kept: Kept): Promise<RecordIdentity | null> {
  if (kept === 'nothing') await delay(POLL_MS);
  const find = async () => {
    const answer = await world.clients.documents.send(
      new QueryCommand({
        TableName: TABLES.summaryCache,
        KeyConditionExpression: 'unique_process_id = :id',
        ExpressionAttributeValues: { ':id': derivedId(world) },
      }),
    );
    const [item] = answer.Items ?? [];
    return item === undefined
      ? null
      : {
          uniqueProcessId: item.unique_process_id,
          requestId: item.request_id,
          generatedAt: item.generated_at,
        };
  };
  return kept === 'nothing' ? find() : until(find, (identity) => identity !== null);
}

function derivedId({ contactId }: FaultWorld): string {
  const chain = { accountNumber: ONE_INTERACTION, contactId, initialContactId: null };
  const { PROCESS_ID_KEY: key = '' } = apiEnvironment({ dynamodb: '', s3: '', bedrock: '', tokenIssuer: '' });
  return deriveUniqueProcessId(chain, { tenant: null, key });
}

async function until<Value>(
  look: () => Value | Promise<Value>,
  isThere: (value: Value) => boolean,
): Promise<Value> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  let value = await look();
  while (!isThere(value) && Date.now() < deadlineMs) {
    await delay(POLL_MS);
    value = await look();
  }
  return value;
}
