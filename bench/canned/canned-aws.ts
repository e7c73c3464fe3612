import { once } from 'node:events';
import type { LocalAwsUrls } from '../../local/local-aws.ts';
import { startChild } from '../../local/processes/child.ts';

export interface ModelBehaviour {
  /** Of a call that is answered, in milliseconds. */
  readonly medianMs: number;
  /** Share of the calls that are never answered, and of the others that fail at once; from 0 to 1. */
  readonly stalled: number;
  readonly failing: number;
}

export interface ModelCounts {
  /** Calls since the start, and those that are neither answered nor given up. */
  readonly calls: number;
  readonly open: number;
}

export interface CannedAws {
  readonly urls: Omit<LocalAwsUrls, 'tokenIssuer'>;
  readonly counts: () => Promise<ModelCounts>;
  readonly behave: (behaviour: ModelBehaviour) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts what stands for AWS where only the API is to be measured. */
export async function startCannedAws(logFile: string): Promise<CannedAws> {
  const file = new URL('serve-aws.ts', import.meta.url);
  const child = startChild({ name: 'canned-aws', file, environment: process.env, logFile });
  const [{ port }] = await once(child.process, 'message');
  const url = `http://127.0.0.1:${port}`;
  return {
    urls: { dynamodb: url, s3: url, bedrock: url },
    counts: async () => JSON.parse(await (await fetch(`${url}/canned`)).text()),
    behave: async (behaviour) => {
      await fetch(`${url}/canned`, { method: 'PUT', body: JSON.stringify(behaviour) });
    },
    stop: () => child.stop(1_000),
  };
}
