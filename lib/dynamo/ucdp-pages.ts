import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { HistoryQuery } from '../insights/ports.ts';
import { deadline, unlessAborted } from '../resilience/deadline.ts';
import { type NameInTable, UCDP_ATTRIBUTES, type UcdpAttribute } from './ucdp-attributes.ts';

/** An item of the table under our names for its attributes; of which kind each value is, is not known. */
export type UcdpItem = Readonly<Partial<Record<UcdpAttribute, unknown>>>;

interface UcdpPagesOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly nameInTable: NameInTable;
  readonly pageSize: number;
  readonly tryTimeoutMs: number;
}

/** Pages of an account's items, newest first, within the window. Each page is tried twice before its error is thrown. */
export function ucdpPages({ client, tableName, nameInTable, pageSize, tryTimeoutMs }: UcdpPagesOptions) {
  const aliases = Object.fromEntries(UCDP_ATTRIBUTES.map((name) => [`#${name}`, nameInTable(name)]));

  return async function* pages(
    query: HistoryQuery,
    signal: AbortSignal,
  ): AsyncGenerator<readonly UcdpItem[]> {
    let input: QueryCommandInput | null = queryInput(query);
    while (input !== null) {
      const page = await readPage(input, signal);
      yield (page.Items ?? []).map(toOurNames);
      input =
        page.LastEvaluatedKey === undefined ? null : { ...input, ExclusiveStartKey: page.LastEvaluatedKey };
    }
  };

  async function readPage(input: QueryCommandInput, signal: AbortSignal) {
    const firstTry = deadline(signal, tryTimeoutMs);
    try {
      return await send(input, firstTry);
    } catch (error) {
      // What answers is tried again by the client itself; what does not answer is asked once more here.
      if (!firstTry.aborted || signal.aborted) throw timeoutOf(firstTry) ?? error;
    }
    const secondTry = deadline(signal, tryTimeoutMs);
    try {
      return await send(input, secondTry);
    } catch (error) {
      throw timeoutOf(secondTry) ?? error;
    }
  }

  /** The client gets its credentials before it looks at the signal, and a role's may take for ever. */
  function send(input: QueryCommandInput, abortSignal: AbortSignal) {
    return unlessAborted(client.send(new QueryCommand(input), { abortSignal }), abortSignal);
  }

  function queryInput({ accountNumber, window }: HistoryQuery): QueryCommandInput {
    return {
      TableName: tableName,
      Limit: pageSize,
      KeyConditionExpression: '#account_number = :account_number AND #interaction_key BETWEEN :from AND :to',
      ExpressionAttributeNames: aliases,
      ExpressionAttributeValues: {
        ':account_number': accountNumber,
        ':from': toTheSecond(window.from),
        // `~` sorts after every character of a key, so all of the last second is in.
        ':to': `${toTheSecond(window.to)}~`,
      },
      ProjectionExpression: Object.keys(aliases).join(', '),
      ScanIndexForward: false,
    };
  }

  function toOurNames(item: Readonly<Record<string, unknown>>): UcdpItem {
    return Object.fromEntries(UCDP_ATTRIBUTES.map((name) => [name, item[nameInTable(name)]]));
  }
}

/** The client says only that it was aborted; the signal says why. */
function timeoutOf(signal: AbortSignal): unknown {
  return signal.aborted ? signal.reason : null;
}

/** Keys hold their instant with or without milliseconds; only to the second do both sort alike. */
function toTheSecond(instant: string): string {
  return instant.slice(0, 19);
}
