import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { OmniError } from '../domain/errors.ts';
import type { Interaction } from '../domain/interaction.ts';
import type { Clock, History, HistoryQuery, ReadHistory } from '../insights/ports.ts';
import { deadline, timedOut } from '../resilience/deadline.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import type { AddMetric } from '../telemetry/metrics.ts';
import { decodeInteraction } from './decode-interaction.ts';
import type { NameInTable } from './ucdp-attributes.ts';
import { type UcdpItem, ucdpPages } from './ucdp-pages.ts';

export interface InteractionHistoryDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly nameInTable: NameInTable;
  /** For all pages together. */
  readonly timeoutMs: number;
  /** For one try at one page; a second one follows. */
  readonly tryTimeoutMs: number;
  readonly log: Log;
  readonly addMetric: AddMetric;
  readonly now: Clock;
}

/** Counting stops here: beyond it the exact number tells an agent nothing. */
export const COUNT_CAP = 200;

type Tally = Record<string, number>;

interface Collected {
  readonly interactions: Interaction[];
  readonly skipped: Tally;
  readonly unknownCodes: Tally;
  /** How long the newest interaction took to reach the table, where its item says so. */
  lagMs: number | null;
  pages: number;
}

/**
 * Reads an account's interactions from the UCDP table, newest first, within the window. The channel filter is applied
 * to what a page brings, because DynamoDB's Limit counts before any filter; pages follow until 200 are found or the window ends.
 * When a later page cannot be read, the newest interactions are given as what they are: at least these.
 */
export function readInteractionHistory(dependencies: InteractionHistoryDependencies): ReadHistory {
  const { tableName: table, timeoutMs, log, addMetric, now } = dependencies;
  const readPages = ucdpPages({ ...dependencies, pageSize: COUNT_CAP });

  return async (query, signal) => {
    const startedAtMs = now();
    const limited = deadline(signal, timeoutMs);
    const collected: Collected = { interactions: [], skipped: {}, unknownCodes: {}, lagMs: null, pages: 0 };
    log.info('DYNAMODB_QUERY_START', { table });
    try {
      for await (const items of readPages(query, limited)) {
        collected.pages += 1;
        for (const item of items) collect(item, { into: collected, query });
        if (collected.interactions.length > COUNT_CAP) break;
      }
      const { pages, interactions } = collected;
      log.info('DYNAMODB_QUERY_SUCCESS', {
        table,
        ms: now() - startedAtMs,
        pages,
        found: interactions.length,
      });
      addMetric('HistoryThrottled', 0);
      addMetric('HistoryFailed', 0);
      return toHistory(collected, { complete: true });
    } catch (error) {
      const ms = now() - startedAtMs;
      addMetric('HistoryThrottled', Number(THROTTLED.has(faultName(error))));
      logFailure(error, { ms, timedOut: timedOut(limited) || isTimeout(error) });
      addMetric('HistoryFailed', Number(collected.interactions.length === 0));
      if (collected.interactions.length === 0) throw historyError(error);
      log.warn('DYNAMODB_QUERY_PARTIAL', { table, ms, found: collected.interactions.length });
      return toHistory(collected, { complete: false });
    } finally {
      addMetric('HistoryLatency', now() - startedAtMs);
    }
  };

  function logFailure(error: unknown, { ms, timedOut }: { ms: number; timedOut: boolean }): void {
    const fault = faultName(error);
    if (timedOut) log.error('DYNAMODB_QUERY_TIMEOUT', { table, ms });
    else if (THROTTLED.has(fault)) log.error('DYNAMODB_QUERY_THROTTLED', { table, ms, fault });
    else log.error('DYNAMODB_QUERY_FAILED', { table, ms, fault });
  }

  function toHistory(collected: Collected, { complete }: { complete: boolean }): History {
    const { interactions, skipped, unknownCodes, lagMs } = collected;
    for (const [reason, count] of Object.entries(skipped)) log.warn('UCDP_ITEM_SKIPPED', { reason, count });
    for (const [member, count] of Object.entries(unknownCodes))
      log.warn('UCDP_CODE_UNKNOWN', { member, count });
    addMetric('UnknownCodes', total(unknownCodes));
    if (lagMs !== null) addMetric('ReplicaLag', lagMs);
    return {
      interactions: interactions.slice(0, COUNT_CAP),
      foundCapped: !complete || interactions.length > COUNT_CAP,
      skipped: total(skipped),
    };
  }
}

function collect(item: UcdpItem, { into, query }: { into: Collected; query: HistoryQuery }): void {
  // Before anything is counted: an item of another tenant is as good as absent, also when it is malformed.
  if (query.tenant !== null && item.business_unit !== query.tenant) return;
  const decoded = decodeInteraction(item);
  if ('malformed' in decoded) {
    add(into.skipped, decoded.malformed);
    return;
  }
  const { interaction, unknownCodes, lagMs } = decoded;
  if (query.channels !== null && !query.channels.includes(interaction.channel)) return;
  for (const member of unknownCodes) add(into.unknownCodes, member);
  if (into.interactions.length === 0) into.lagMs = lagMs;
  into.interactions.push(interaction);
}

function add(tally: Tally, key: string): void {
  tally[key] = (tally[key] ?? 0) + 1;
}

function total(tally: Tally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}

const THROTTLED = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);
const MISCONFIGURED = new Set(['ResourceNotFoundException', 'AccessDeniedException', 'ValidationException']);

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function historyError(error: unknown): OmniError {
  return MISCONFIGURED.has(faultName(error))
    ? new OmniError('history_misconfigured', { cause: error })
    : new OmniError('history_unavailable', { retryable: true, cause: error });
}
