import { interactionsOf, summaryOf } from '../contract/record-to-domain.ts';
import type { StoredRecord } from '../contract/summary-record.ts';
import type { PromptVersion } from '../prompt/prompt-versions.ts';
import { estimateTokens } from '../prompt/token-budget.ts';
import { type CitedSentence, citedSentences } from './cited-sentences.ts';
import { type ExplainedCompression, explainCompression } from './explain-compression.ts';
import { rebuildPrompt } from './rebuild-prompt.ts';
import {
  type AttemptFacts,
  attemptFacts,
  type HistoryFacts,
  historyFacts,
  type RemovalFacts,
  type RequestFacts,
  removalFacts,
  requestFacts,
  type UsageFacts,
  usageFacts,
} from './record-facts.ts';

/** Everything that a stored record tells of how its summary came about. */
export interface Explanation {
  readonly request: RequestFacts;
  readonly history: HistoryFacts;
  /** A sentence when there is no prompt to show. */
  readonly prompt: ExplainedPrompt | { readonly unknown: string };
  readonly attempts: AttemptFacts;
  readonly removed: RemovalFacts;
  readonly sentences: readonly CitedSentence[];
  readonly usage: UsageFacts;
}

export interface ExplainedPrompt {
  readonly version: string;
  readonly prefixCharacters: number;
  /** About, as are those of the suffix. */
  readonly prefixTokens: number;
  readonly suffixTokens: number;
  /** As the model was given it, with zeros for the random part of the marker lines. */
  readonly suffix: string;
  readonly compression: ExplainedCompression;
  /** Whether words were left out then as now; compression may have changed since. */
  readonly asRecorded: boolean;
}

/** The released version that a record names, or a sentence why there is none. */
export type KnownPrompt = PromptVersion | { readonly unknown: string };

/** As long as a random one, because the room for records depends on it. */
const NO_MARK = '0'.repeat(32);

/** The story of a record, from the record and the released prompt alone. What they do not tell is said to be unknown. */
export function explainRecord(record: StoredRecord, promptVersion: KnownPrompt): Explanation {
  return {
    request: requestFacts(record),
    history: historyFacts(record),
    prompt: explainPrompt(record, promptVersion),
    attempts: attemptFacts(record),
    removed: removalFacts(record),
    sentences: citedSentences(summaryOf(record)),
    usage: usageFacts(record),
  };
}

function explainPrompt(record: StoredRecord, promptVersion: KnownPrompt): Explanation['prompt'] {
  if (record.interactions.length === 0) return { unknown: 'There was nothing to ask a model about.' };
  if ('unknown' in promptVersion) return promptVersion;
  const rebuilt = rebuildPrompt(record, { promptVersion, newMark: () => NO_MARK });
  return {
    version: rebuilt.version,
    prefixCharacters: rebuilt.prefix.length,
    prefixTokens: rebuilt.prefixTokens,
    suffixTokens: estimateTokens(rebuilt.suffix),
    suffix: rebuilt.suffix,
    compression: explainCompression(rebuilt, interactionsOf(record)),
    asRecorded: rebuilt.truncated === record.coverage.truncated,
  };
}
