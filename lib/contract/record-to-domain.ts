import type { ContactRequest } from '../domain/contact.ts';
import type { CustomerStrip } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import { REMOVAL_REASONS, SECTIONS, type Summary, type SummarySections } from '../domain/summary.ts';
import type { Coverage, SummaryRecord } from '../domain/summary-record.ts';
import { type StoredRecord, WIRE_SECTIONS } from './summary-record.ts';

/** The whole record as it was, but for a turn that the request brought along: that is one of the interactions. */
export function recordOf(stored: StoredRecord): SummaryRecord {
  return {
    requestId: stored.request_id,
    tenant: stored.tenant,
    contact: contactOf(stored),
    status: stored.status,
    reason: stored.reason,
    summary: summaryOf(stored),
    customer: customerOf(stored.customer),
    coverage: coverageOf(stored.coverage),
    window: stored.query,
    interactions: interactionsOf(stored),
    dataAsOf: stored.data_as_of,
    generatedAt: stored.generated_at,
    latencyMs: stored.latency_ms,
    modelUsed: stored.model_used === 'none' ? null : stored.model_used,
    modelId: stored.model_id,
    promptVersion: stored.prompt_version,
    promptHash: stored.prompt_hash,
    usage: {
      input: stored.input_tokens,
      output: stored.output_tokens,
      cacheRead: stored.prompt_cache.tokens_read,
      cacheWrite: stored.prompt_cache.tokens_written,
    },
    costUsd: stored.cost_usd,
    attempts: stored.attempts,
    cacheHit: stored.cache_hit,
    hedged: stored.hedged,
    failover: stored.failover,
    removed: removedOf(stored),
    reuse: null,
  };
}

/**
 * What was asked, as it was when the record was made, without personal data. The turn that the request brought along is
 * one of the interactions then, so `currentInteraction` is `null`.
 */
export function contactOf(record: StoredRecord): ContactRequest {
  return {
    uniqueProcessId: record.unique_process_id,
    accountNumber: record.account_number,
    contactId: record.contact_id,
    initialContactId: record.initial_contact_id,
    ivrIntent: record.ivr_intent,
    maxHistoryDays: record.max_history_days,
    maxInteractions: record.max_interactions,
    channelFilter: record.channel_filter,
    language: record.language,
    agentKey: record.agent_key,
    currentInteraction: null,
  };
}

/** The interactions as the model saw them, newest first. */
export function interactionsOf({ interactions }: StoredRecord): readonly Interaction[] {
  return interactions.map((stored) => ({
    id: stored.id,
    at: stored.at,
    channel: stored.channel,
    intent: stored.intent,
    disposition: stored.disposition,
    resolved: stored.resolved,
    durationSeconds: stored.duration_s,
    contactId: stored.contact_id,
    initialContactId: stored.initial_contact_id,
    text: stored.text,
  }));
}

export function summaryOf({ summary, sentences, sections, citations }: StoredRecord): Summary {
  return {
    text: summary,
    sentences: sentences.flatMap(({ section, text }) => {
      const name = SECTIONS.find((candidate) => WIRE_SECTIONS[candidate] === section);
      return name === undefined ? [] : { section: name, text };
    }),
    sections: sectionsOf(sections),
    citations,
  };
}

function sectionsOf(sections: StoredRecord['sections']): SummarySections {
  return {
    reason: sections.reason,
    openIssues: sections.open_issues,
    history: sections.history,
    promises: sections.promises,
    dontAskAgain: sections.dont_ask_again,
    sentiment: sections.sentiment,
    nextBestAction: sections.next_best_action,
    sinceLastAgent: sections.since_last_agent,
  };
}

function customerOf(customer: StoredRecord['customer']): CustomerStrip {
  return {
    contacts7d: customer.contacts_7d,
    contacts30d: customer.contacts_30d,
    byChannel: customer.by_channel,
    lastContactAt: customer.last_contact_at,
    lastChannel: customer.last_channel,
    openIssues: customer.open_issues,
  };
}

function coverageOf({ found_capped: foundCapped, ...coverage }: StoredRecord['coverage']): Coverage {
  return { ...coverage, foundCapped };
}

/** Reasons that a later version adds are left out with their sentences. */
function removedOf({ removed }: StoredRecord): SummaryRecord['removed'] {
  return removed.flatMap(({ reason, ...sentence }) => {
    const known = REMOVAL_REASONS.find((candidate) => candidate === reason);
    return known === undefined ? [] : { ...sentence, reason: known };
  });
}
