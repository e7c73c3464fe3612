import * as z from 'zod';
import { composeSummary, type RemovedLine, type SummaryLine } from '../domain/summary.ts';
import type { SummaryRecord, TokenUsage } from '../domain/summary-record.ts';

/** What a prompt that is only tried made of the records of a summary that was served. */
interface ShadowParts {
  readonly served: SummaryRecord;
  readonly prompt: { readonly version: string; readonly hash: string };
  readonly tried: {
    readonly attempt: { readonly outcome: string; readonly ms: number; readonly model: string };
    readonly generated: {
      readonly usage: TokenUsage;
      readonly modelId: string;
      readonly costUsd: number;
    } | null;
    readonly lines: readonly SummaryLine[] | null;
    readonly removed: readonly RemovedLine[];
  };
  readonly generatedAt: string;
}

/**
 * A shadow as S3 keeps it. It names the record that was served and not the customer: who may see the one and how long it
 * is kept holds for the other.
 */
export const shadowRecordSchema = z.object({
  schema_version: z.literal(1),
  unique_process_id: z.string(),
  request_id: z.string(),
  /** When it was made; the key has the time of the record that was served. */
  generated_at: z.string(),
  prompt_version: z.string(),
  prompt_hash: z.string(),
  served_prompt_version: z.string(),
  served_prompt_hash: z.string(),
  /** `ok`, or the error code by which the attempt ended. */
  outcome: z.string(),
  /** Empty when there is no text that could have been shown. */
  summary: z.string(),
  lines: z.array(z.object({ section: z.string(), text: z.string(), interactions: z.array(z.string()) })),
  removed: z.array(z.object({ text: z.string(), reason: z.string(), detail: z.string().nullable() })),
  model_used: z.string(),
  model_id: z.string().nullable(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  prompt_cache: z.object({ tokens_read: z.int(), tokens_written: z.int() }),
  cost_usd: z.number(),
  latency_ms: z.int(),
});

type ShadowRecord = z.infer<typeof shadowRecordSchema>;

/** Its members in the schema's order, without white space. */
export function encodeShadow({ served, prompt, tried, generatedAt }: ShadowParts): string {
  const { attempt, generated, removed } = tried;
  const lines = tried.lines ?? [];
  const record: ShadowRecord = {
    schema_version: 1,
    unique_process_id: served.contact.uniqueProcessId,
    request_id: served.requestId,
    generated_at: generatedAt,
    prompt_version: prompt.version,
    prompt_hash: prompt.hash,
    served_prompt_version: served.promptVersion,
    served_prompt_hash: served.promptHash,
    outcome: attempt.outcome,
    summary: composeSummary(lines).text,
    lines: lines.map(({ section, text, interactionIds }) => ({
      section,
      text,
      interactions: [...interactionIds],
    })),
    removed: removed.map(({ text, reason, detail }) => ({ text, reason, detail })),
    model_used: attempt.model,
    model_id: generated?.modelId ?? null,
    input_tokens: generated?.usage.input ?? 0,
    output_tokens: generated?.usage.output ?? 0,
    prompt_cache: {
      tokens_read: generated?.usage.cacheRead ?? 0,
      tokens_written: generated?.usage.cacheWrite ?? 0,
    },
    cost_usd: generated?.costUsd ?? 0,
    latency_ms: attempt.ms,
  };
  return JSON.stringify(record);
}
