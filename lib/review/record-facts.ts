import { interactionsOf } from '../contract/record-to-domain.ts';
import type { StoredRecord } from '../contract/summary-record.ts';
import type { Interaction } from '../domain/interaction.ts';
import { toVisibleText } from '../domain/plain-text.ts';
import { outcomeInWords, removalInWords } from './in-words.ts';

/** What a record says as it is, under the names and in the order in which people ask for it. */

export type RequestFacts = ReturnType<typeof requestFacts>;
export type HistoryFacts = ReturnType<typeof historyFacts>;
export type AttemptFacts = ReturnType<typeof attemptFacts>;
export type RemovalFacts = ReturnType<typeof removalFacts>;
export type UsageFacts = ReturnType<typeof usageFacts>;

const FIRST_WORDS = 60;

export function requestFacts(record: StoredRecord) {
  return {
    requestId: record.request_id,
    uniqueProcessId: record.unique_process_id,
    tenant: record.tenant,
    // As much as it takes to see that it is the right customer.
    account: `…${record.account_number.slice(-4)}`,
    contactId: record.contact_id,
    initialContactId: record.initial_contact_id,
    agentKey: record.agent_key,
    ivrIntent: record.ivr_intent,
    language: record.language,
    generatedAt: record.generated_at,
    latencyMs: record.latency_ms,
    status: record.status,
    reason: record.reason,
    reasonInWords: record.reason === null ? null : outcomeInWords(record.reason),
    cacheHit: record.cache_hit,
    schemaVersion: record.schema_version,
  };
}

export function historyFacts(record: StoredRecord) {
  const { found, found_capped: foundCapped, used, skipped } = record.coverage;
  return {
    from: record.query.from,
    to: record.query.to,
    maxHistoryDays: record.max_history_days,
    maxInteractions: record.max_interactions,
    channelFilter: record.channel_filter,
    dataAsOf: record.data_as_of,
    found,
    foundCapped,
    used,
    skipped,
    interactions: interactionsOf(record).map(interactionFacts),
  };
}

function interactionFacts({ id, at, channel, intent, resolved, text }: Interaction) {
  const words = toVisibleText(text);
  return {
    id,
    at,
    channel,
    intent,
    verdict: resolved === null ? 'none' : resolved ? 'resolved' : 'open',
    firstWords: words.length <= FIRST_WORDS ? words : `${beginning(words)} …`,
  };
}

/** Whole words, or as many characters as fit where there are no spaces. */
function beginning(words: string): string {
  const cut = words.slice(0, FIRST_WORDS);
  return (cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut).toWellFormed();
}

export function attemptFacts({ attempts, failover, hedged }: StoredRecord) {
  return {
    failover,
    hedged,
    calls: attempts.map((call) => ({ ...call, inWords: outcomeInWords(call.outcome) })),
  };
}

export function removalFacts({ removed, removed_sentences: count }: StoredRecord) {
  return {
    count,
    sentences: removed.map((line) => ({ ...line, inWords: removalInWords(line.reason) })),
  };
}

export function usageFacts(record: StoredRecord) {
  return {
    model: record.model_used,
    modelId: record.model_id,
    inputTokens: record.input_tokens,
    outputTokens: record.output_tokens,
    cacheReadTokens: record.prompt_cache.tokens_read,
    cacheWrittenTokens: record.prompt_cache.tokens_written,
    costUsd: record.cost_usd,
  };
}
