import type { FindReusable, ReadHistory, SummaryArchive, SummaryCache } from '../lib/insights/ports.ts';
import type { CandidateModel } from '../lib/insights/try-model.ts';
import type { WithSpan } from '../lib/telemetry/tracing.ts';

/** The ports of the hot path, each call of them a span. */

export function tracedHistory(readHistory: ReadHistory, withSpan: WithSpan): ReadHistory {
  return (query, signal) => withSpan('read-history', {}, () => readHistory(query, signal));
}

export function tracedLookup(findReusable: FindReusable, withSpan: WithSpan): FindReusable {
  return (chain, signal) => withSpan('find-reusable', {}, () => findReusable(chain, signal));
}

export function tracedModel({ alias, generate }: CandidateModel, withSpan: WithSpan): CandidateModel {
  return {
    alias,
    generate: (prompt, signal) =>
      withSpan('invoke-model', { model: alias, prompt_version: prompt.version }, () =>
        generate(prompt, signal),
      ),
  };
}

export function tracedCache(cache: SummaryCache, withSpan: WithSpan): SummaryCache {
  return {
    ...cache,
    put: (record, body, signal) => withSpan('store-in-cache', {}, () => cache.put(record, body, signal)),
  };
}

export function tracedArchive<Archive extends SummaryArchive>(archive: Archive, withSpan: WithSpan): Archive {
  return {
    ...archive,
    put: (record, body, signal) => withSpan('store-in-archive', {}, () => archive.put(record, body, signal)),
  };
}
