import type { ContactRequest } from '../domain/contact.ts';
import type { Interaction } from '../domain/interaction.ts';
import { SECTIONS, type Summary, type SummarySections } from '../domain/summary.ts';
import { type StoredRecord, WIRE_SECTIONS } from './summary-record.ts';

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
