import { contactOf, interactionsOf } from '../contract/record-to-domain.ts';
import type { StoredRecord } from '../contract/summary-record.ts';
import type { Prompt } from '../insights/ports.ts';
import { buildPrompt } from '../prompt/build-prompt.ts';
import type { PromptVersion } from '../prompt/prompt-versions.ts';

interface RebuildOptions {
  readonly promptVersion: PromptVersion;
  /** As in `buildPrompt`; the one of the record was random and is not kept. */
  readonly newMark?: () => string;
}

/**
 * The prompt that a version makes of a stored record: of its own version the one that the model was given, but for the
 * marker lines, as long as the code that compresses histories is the same.
 */
export function rebuildPrompt(record: StoredRecord, { promptVersion, newMark }: RebuildOptions): Prompt {
  const build = buildPrompt({
    versionOf: () => promptVersion,
    ...(newMark === undefined ? {} : { newMark }),
  });
  return build({
    contact: contactOf(record),
    interactions: interactionsOf(record),
    readAtMs: Date.parse(record.data_as_of),
  });
}
