import type { AwsClients } from '../../lib/aws/clients.ts';
import type { Acknowledgement } from './acknowledged-load.ts';
import type { ProxiedAws } from './local-aws-behind-proxies.ts';
import { countPending, type KeptCopies, listObjectKeys, readCopies, sweepOnce } from './stored-records.ts';

/** What a kill test found, after one sweep. */
export interface Durability {
  readonly acknowledged: number;
  readonly acknowledgedIn: Readonly<Record<string, number>>;
  /** Called stored and not there. Those that were called stored in S3 only are not asked for in DynamoDB. */
  readonly missingInDynamo: number;
  readonly missingInS3: number;
  /** In both stores, and not the same bytes. */
  readonly differing: number;
  /** Called stored in S3 only, and not in DynamoDB until the warehouse loader brings them there. */
  readonly onlyInS3: number;
  /** Keys that S3 has taken more than once, and records under more than one key. */
  readonly writtenTwice: number;
  readonly redriven: number;
  readonly pendingAfterSweep: number;
}

const READS_IN_PARALLEL = 16;

export async function judgeKills(
  acknowledgements: readonly Acknowledgement[],
  { clients, objectPuts }: { clients: AwsClients; objectPuts: ProxiedAws['objectPuts'] },
): Promise<Durability> {
  const { redriven, failed, complete } = await sweepOnce(clients);
  if (failed > 0 || !complete) throw new Error(`The sweep failed for ${failed} records.`);
  const found = { missingInDynamo: 0, missingInS3: 0, differing: 0, onlyInS3: 0 };
  const acknowledgedIn: Record<string, number> = {};
  const waiting = [...acknowledgements];
  const readers = Array.from({ length: READS_IN_PARALLEL }, async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      acknowledgedIn[next.storedIn] = (acknowledgedIn[next.storedIn] ?? 0) + 1;
      const verdict = judgeCopies(next, await readCopies(clients, next));
      for (const fault of verdict) found[fault] += 1;
    }
  });
  await Promise.all(readers);
  return {
    acknowledged: acknowledgements.length,
    acknowledgedIn,
    ...found,
    writtenTwice: await countWrittenTwice(clients, objectPuts),
    redriven,
    pendingAfterSweep: await countPending(clients),
  };
}

type Fault = 'missingInDynamo' | 'missingInS3' | 'differing' | 'onlyInS3';

function judgeCopies({ storedIn }: Acknowledgement, { inDynamo, inS3 }: KeptCopies): readonly Fault[] {
  const faults: Fault[] = [];
  if (inS3 === null) faults.push('missingInS3');
  if (inDynamo === null) faults.push(storedIn === 's3' ? 'onlyInS3' : 'missingInDynamo');
  if (inS3 !== null && inDynamo !== null && inS3 !== inDynamo) faults.push('differing');
  return faults;
}

async function countWrittenTwice(clients: AwsClients, objectPuts: ProxiedAws['objectPuts']): Promise<number> {
  const keys = await listObjectKeys(clients);
  const requestIds = new Set(keys.map((key) => /\.([^.]+)\.json$/.exec(key)?.[1] ?? key));
  const overwritten = [...objectPuts.values()].filter((puts) => puts > 1).length;
  return overwritten + keys.length - requestIds.size;
}
