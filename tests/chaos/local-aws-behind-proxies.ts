import type { LocalAwsUrls } from '../../local/local-aws.ts';
import { type Hook, type StoreProxy, startStoreProxy } from './store-proxy.ts';

/** The local AWS as the API sees it: every call passes a hook that can be changed while the API runs. */
export interface ProxiedAws {
  /** To be given to the API, and to a sweep, instead of the real ones. */
  readonly urls: LocalAwsUrls;
  /** How often S3 has taken a PUT of each key. */
  readonly objectPuts: StoreProxy['objectPuts'];
  /** Replaces the hook for the calls and moments from now on. */
  setHook(hook: Hook): void;
  close(): Promise<void>;
}

export const PASS: Hook = () => 'pass';

export async function startProxies(aws: LocalAwsUrls): Promise<ProxiedAws> {
  let current = PASS;
  const hook: Hook = (call, moment) => current(call, moment);
  const [dynamodb, s3, bedrock] = await Promise.all([
    startStoreProxy({ service: 'dynamodb', upstream: aws.dynamodb, hook }),
    startStoreProxy({ service: 's3', upstream: aws.s3, hook }),
    startStoreProxy({ service: 'bedrock', upstream: aws.bedrock, hook }),
  ]);
  return {
    urls: { dynamodb: dynamodb.url, s3: s3.url, bedrock: bedrock.url, tokenIssuer: aws.tokenIssuer },
    objectPuts: s3.objectPuts,
    setHook: (next) => {
      current = next;
    },
    close: async () => {
      await Promise.all([dynamodb, s3, bedrock].map((proxy) => proxy.close()));
    },
  };
}
