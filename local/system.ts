import { randomBytes } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTables } from './dynamodb/create-tables.ts';
import { localDynamoClient } from './dynamodb/local-client.ts';
import { CLIENT_ID, type LocalAwsUrls, TABLES } from './local-aws.ts';
import { seedTables } from './seed/seed-tables.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export function newCredentials(): Credentials {
  return { clientId: CLIENT_ID, clientSecret: randomBytes(18).toString('base64url') };
}

/** Makes the tables and fills UCDP with the seed customers, as of now. */
export async function prepareTables(
  aws: Pick<LocalAwsUrls, 'dynamodb'>,
): Promise<{ customers: number; interactions: number }> {
  const dynamo = localDynamoClient(aws.dynamodb);
  try {
    await createTables(dynamo, TABLES);
    const client = DynamoDBDocumentClient.from(dynamo);
    return await seedTables({ client, ucdpTableName: TABLES.ucdp, now: new Date() });
  } finally {
    dynamo.destroy();
  }
}

/** An access token for all scopes, as a caller gets it. */
export async function fetchToken(tokenUrl: string, { clientId, clientSecret }: Credentials): Promise<string> {
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!answer.ok) throw new Error(`The token issuer answered ${answer.status}.`);
  const { access_token: token }: { access_token: string } = JSON.parse(await answer.text());
  return token;
}
