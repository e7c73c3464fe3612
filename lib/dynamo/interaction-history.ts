import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { OmniError } from '../domain/errors.ts';
import type { Interaction } from '../domain/interaction.ts';
import type { Clock, History, HistoryQuery, ReadHistory } from '../insights/ports.ts';
import { deadline, timedOut } from '../resilience/deadline.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import { decodeInteraction } from './decode-interaction.ts';

export interface InteractionHistoryDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** For all pages together. */
  readonly timeoutMs: number;
  readonly log: Log;
  readonly now: Clock;
}

/** Counting stops here: beyond it the exact number tells an agent nothing. */
export const COUNT_CAP = 200;

const MEMBERS = [
  'interaction_key',
  'interaction_id',
  'channel',
  'timestamp',
  'intent',
  'disposition',
  'notes',
  'transcript_summary',
  'duration_s',
  'contact_id',
  'initial_contact_id',
  'business_unit',
  'resolved',
] as const;
const NAMES = Object.fromEntries(MEMBERS.map((member) => [`#${member}`, member]));

type Tally = Record<string, number>;

interface Collected {
  readonly interactions: Interaction[];
  readonly skipped: Tally;
  readonly unknownCodes: Tally;
}

/**
 * Reads an account's interactions from the UCDP table, newest first, within the window. The channel filter is applied
 * to what a page brings, because DynamoDB's Limit counts before any filter; pages follow until 200 are found or the window ends.
 */
export function readInteractionHistory(dependencies: InteractionHistoryDependencies): ReadHistory {
  const { client, tableName, timeoutMs, log, now } = dependencies;

  return async (query, signal) => {
    const startedAtMs = now();
    const limited = deadline(signal, timeoutMs);
    log.info('DYNAMODB_QUERY_START', { table: tableName });
    try {
      const { history, pages } = await readPages(query, limited);
      const found = history.interactions.length;
      log.info('DYNAMODB_QUERY_SUCCESS', { table: tableName, ms: now() - startedAtMs, pages, found });
      return history;
    } catch (error) {
      const outcome = { table: tableName, ms: now() - startedAtMs };
      if (timedOut(limited)) log.error('DYNAMODB_QUERY_TIMEOUT', outcome);
      else log.error('DYNAMODB_QUERY_FAILED', { ...outcome, fault: faultName(error) });
      throw historyError(error);
    }
  };

  async function readPages(
    query: HistoryQuery,
    abortSignal: AbortSignal,
  ): Promise<{ history: History; pages: number }> {
    const collected: Collected = { interactions: [], skipped: {}, unknownCodes: {} };
    let pages = 0;
    for await (const page of paginateQuery({ client, pageSize: COUNT_CAP }, queryInput(query), {
      abortSignal,
    })) {
      pages += 1;
      for (const item of page.Items ?? []) collect(item, { into: collected, query });
      if (collected.interactions.length > COUNT_CAP) break;
    }
    const { interactions, skipped, unknownCodes } = collected;
    for (const [reason, count] of Object.entries(skipped)) log.warn('UCDP_ITEM_SKIPPED', { reason, count });
    for (const [member, count] of Object.entries(unknownCodes))
      log.warn('UCDP_CODE_UNKNOWN', { member, count });
    const history = {
      interactions: interactions.slice(0, COUNT_CAP),
      foundCapped: interactions.length > COUNT_CAP,
      skipped: Object.values(skipped).reduce((sum, count) => sum + count, 0),
    };
    return { history, pages };
  }

  function queryInput({ accountNumber, window }: HistoryQuery) {
    return {
      TableName: tableName,
      KeyConditionExpression: '#account_number = :account_number AND #interaction_key BETWEEN :from AND :to',
      ExpressionAttributeNames: { ...NAMES, '#account_number': 'account_number' },
      ExpressionAttributeValues: {
        ':account_number': accountNumber,
        ':from': toTheSecond(window.from),
        // `~` sorts after every character of a key, so all of the last second is in.
        ':to': `${toTheSecond(window.to)}~`,
      },
      ProjectionExpression: Object.keys(NAMES).join(', '),
      ScanIndexForward: false,
    };
  }
}

/** Keys hold their instant with or without milliseconds; only to the second do both sort alike. */
function toTheSecond(instant: string): string {
  return instant.slice(0, 19);
}

function collect(
  item: Readonly<Record<string, unknown>>,
  { into, query }: { into: Collected; query: HistoryQuery },
): void {
  // Before anything is counted: an item of another tenant is as good as absent, also when it is malformed.
  if (query.tenant !== null && item.business_unit !== query.tenant) return;
  const decoded = decodeInteraction(item);
  if ('malformed' in decoded) {
    add(into.skipped, decoded.malformed);
    return;
  }
  const { interaction, unknownCodes } = decoded;
  if (query.channels !== null && !query.channels.includes(interaction.channel)) return;
  for (const member of unknownCodes) add(into.unknownCodes, member);
  into.interactions.push(interaction);
}

function add(tally: Tally, key: string): void {
  tally[key] = (tally[key] ?? 0) + 1;
}

const MISCONFIGURED = new Set(['ResourceNotFoundException', 'AccessDeniedException', 'ValidationException']);

function historyError(error: unknown): OmniError {
  return MISCONFIGURED.has(faultName(error))
    ? new OmniError('history_misconfigured', { cause: error })
    : new OmniError('history_unavailable', { retryable: true, cause: error });
}
