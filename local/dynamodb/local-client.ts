import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The SDK's client, pointed at the local DynamoDB. */
export function localDynamoClient(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
}
