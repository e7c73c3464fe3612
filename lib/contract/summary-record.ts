import * as z from 'zod';
import type { CustomerStrip } from '../domain/customer-strip.ts';
import { CHANNELS, type Interaction } from '../domain/interaction.ts';
import type { Section, Sentence, SummarySections } from '../domain/summary.ts';
import { SCHEMA_VERSION, type SummaryRecord } from '../domain/summary-record.ts';

const textList = z.array(z.string());

/** The names of the sections on the wire. */
export const WIRE_SECTIONS = {
  reason: 'reason',
  openIssues: 'open_issues',
  sinceLastAgent: 'since_last_agent',
  promises: 'promises',
  dontAskAgain: 'dont_ask_again',
  history: 'history',
  sentiment: 'sentiment',
  nextBestAction: 'next_best_action',
} as const satisfies Readonly<Record<Section, string>>;

const STORED_STATUSES = ['ok', 'no_interactions', 'degraded'] as const;

/** What the HTTP answer and the stored record have in common. */
const sharedShape = {
  unique_process_id: z.string(),
  request_id: z.string(),
  contact_id: z.string(),
  account_number: z.string(),
  status: z.enum([...STORED_STATUSES, 'preliminary']),
  reason: z.string().nullable(),
  summary: z.string(),
  sections: z.object({
    reason: z.string(),
    open_issues: textList,
    history: z.string(),
    promises: textList,
    dont_ask_again: textList,
    sentiment: z.string(),
    next_best_action: z.string(),
    since_last_agent: z.string().nullable(),
  }),
  // Of `summary`, in its order; records of before they were kept have none.
  sentences: z
    .array(z.object({ section: z.enum(Object.values(WIRE_SECTIONS)), text: z.string() }))
    .default([]),
  citations: z.array(z.object({ sentence: z.int(), interactions: textList })),
  customer: z.object({
    contacts_7d: z.int(),
    contacts_30d: z.int(),
    by_channel: z.record(z.string(), z.int()),
    last_contact_at: z.string().nullable(),
    last_channel: z.string().nullable(),
    open_issues: z.int(),
  }),
  date_range: z.string().nullable(),
  coverage: z.object({
    found: z.int(),
    found_capped: z.boolean(),
    used: z.int(),
    skipped: z.int(),
    truncated: z.boolean(),
  }),
  data_as_of: z.string(),
  model_used: z.string(),
  model_id: z.string().nullable(),
  prompt_version: z.string(),
  cache_hit: z.boolean(),
  prompt_cache: z.object({ tokens_read: z.int(), tokens_written: z.int() }),
  latency_ms: z.int(),
  generated_at: z.string(),
  max_history_days: z.int(),
  max_interactions: z.int(),
  channel_filter: z.array(z.enum(CHANNELS)).nullable(),
};

/** Body of a 200 of both routes. `stored` is true only when at least one store has acknowledged the record. */
export const insightsResponseSchema = z.object({ ...sharedShape, stored: z.boolean() });
export type InsightsResponse = z.infer<typeof insightsResponseSchema>;

/** The record as DynamoDB and S3 keep it, byte for byte the same in both. */
export const storedRecordSchema = z.object({
  // Any: while a release rolls out or back, tasks read what the other one wrote.
  schema_version: z.int(),
  ...sharedShape,
  status: z.enum(STORED_STATUSES),
  tenant: z.string().nullable(),
  initial_contact_id: z.string().nullable(),
  ivr_intent: z.string(),
  language: z.string(),
  agent_key: z.string().nullable(),
  // Empty in records of before prompts had one.
  prompt_hash: z.string().default(''),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_usd: z.number(),
  attempts: z.array(z.object({ model: z.string(), outcome: z.string(), ms: z.int() })),
  hedged: z.boolean(),
  failover: z.boolean(),
  removed_sentences: z.int(),
  // Records of before the sentences were kept have their number only.
  removed: z
    .array(
      z.object({ model: z.string(), text: z.string(), reason: z.string(), detail: z.string().nullable() }),
    )
    .default([]),
  query: z.object({ from: z.string(), to: z.string() }),
  interactions: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      channel: z.string(),
      intent: z.string(),
      disposition: z.string().nullable(),
      resolved: z.boolean().nullable(),
      duration_s: z.number().nullable(),
      contact_id: z.string().nullable(),
      initial_contact_id: z.string().nullable(),
      text: z.string(),
    }),
  ),
});
export type StoredRecord = z.infer<typeof storedRecordSchema>;

/** The words of the wire for what is stored, and for what is only answered. */
type InWireWords<Status> = Omit<StoredRecord, 'status'> & { readonly status: Status };

/** The record in the words of the wire. */
export function toWire<Status extends InsightsResponse['status']>(
  record: Omit<SummaryRecord, 'status'> & { readonly status: Status },
): InWireWords<Status> {
  const { contact, summary, customer, coverage, usage } = record;
  return {
    schema_version: SCHEMA_VERSION,
    unique_process_id: contact.uniqueProcessId,
    request_id: record.requestId,
    contact_id: contact.contactId,
    account_number: contact.accountNumber,
    status: record.status,
    reason: record.reason,
    summary: summary.text,
    sections: toSections(summary.sections),
    sentences: summary.sentences.map(toSentence),
    citations: summary.citations.map(({ sentence, interactions }) => ({
      sentence,
      interactions: [...interactions],
    })),
    customer: toCustomer(customer),
    date_range: dateRange(record),
    coverage: {
      found: coverage.found,
      found_capped: coverage.foundCapped,
      used: coverage.used,
      skipped: coverage.skipped,
      truncated: coverage.truncated,
    },
    data_as_of: record.dataAsOf,
    model_used: record.modelUsed ?? 'none',
    model_id: record.modelId,
    prompt_version: record.promptVersion,
    cache_hit: record.cacheHit,
    prompt_cache: { tokens_read: usage.cacheRead, tokens_written: usage.cacheWrite },
    latency_ms: record.latencyMs,
    generated_at: record.generatedAt,
    max_history_days: contact.maxHistoryDays,
    max_interactions: contact.maxInteractions,
    channel_filter: contact.channelFilter === null ? null : [...contact.channelFilter],
    tenant: record.tenant,
    initial_contact_id: contact.initialContactId,
    ivr_intent: contact.ivrIntent,
    language: contact.language,
    agent_key: contact.agentKey,
    prompt_hash: record.promptHash,
    input_tokens: usage.input,
    output_tokens: usage.output,
    cost_usd: record.costUsd,
    attempts: record.attempts.map((attempt) => ({ ...attempt })),
    hedged: record.hedged,
    failover: record.failover,
    removed_sentences: record.removed.length,
    removed: record.removed.map(({ model, text, reason, detail }) => ({ model, text, reason, detail })),
    query: { ...record.window },
    interactions: record.interactions.map(toStoredInteraction),
  };
}

function toSentence({ section, text }: Sentence): StoredRecord['sentences'][number] {
  return { section: WIRE_SECTIONS[section], text };
}

function toSections(sections: SummarySections): StoredRecord['sections'] {
  return {
    reason: sections.reason,
    open_issues: [...sections.openIssues],
    history: sections.history,
    promises: [...sections.promises],
    dont_ask_again: [...sections.dontAskAgain],
    sentiment: sections.sentiment,
    next_best_action: sections.nextBestAction,
    since_last_agent: sections.sinceLastAgent,
  };
}

function toCustomer(customer: CustomerStrip): StoredRecord['customer'] {
  return {
    contacts_7d: customer.contacts7d,
    contacts_30d: customer.contacts30d,
    by_channel: { ...customer.byChannel },
    last_contact_at: customer.lastContactAt,
    last_channel: customer.lastChannel,
    open_issues: customer.openIssues,
  };
}

function toStoredInteraction(interaction: Interaction): StoredRecord['interactions'][number] {
  return {
    id: interaction.id,
    at: interaction.at,
    channel: interaction.channel,
    intent: interaction.intent,
    disposition: interaction.disposition,
    resolved: interaction.resolved,
    duration_s: interaction.durationSeconds,
    contact_id: interaction.contactId,
    initial_contact_id: interaction.initialContactId,
    text: interaction.text,
  };
}

/** The one encoding of a record: its members in the schema's order, without white space. */
export function encodeRecord(record: SummaryRecord): string {
  return JSON.stringify(toWire(record));
}

/** Members that a later version adds are left out. @throws ZodError for a body without those of this version */
export function decodeRecord(body: string): StoredRecord {
  return storedRecordSchema.parse(JSON.parse(body));
}

/** What HTTP shows of a record: the answer's members and nothing else. */
export function toInsightsResponse(
  record: InWireWords<InsightsResponse['status']>,
  delivery: { readonly stored: boolean; readonly latencyMs: number },
): InsightsResponse {
  return insightsResponseSchema.parse({ ...record, stored: delivery.stored, latency_ms: delivery.latencyMs });
}

/** First to last day (UTC) of the interactions that were considered; they come newest first. */
function dateRange({ interactions }: Pick<SummaryRecord, 'interactions'>): string | null {
  const newest = interactions[0];
  const oldest = interactions.at(-1);
  return newest && oldest ? `${oldest.at.slice(0, 10)} to ${newest.at.slice(0, 10)}` : null;
}
