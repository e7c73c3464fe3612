import { randomBytes } from 'node:crypto';
import { toVisibleText } from '../domain/plain-text.ts';
import { lastAgentInteraction } from '../domain/transfer.ts';
import type { BuildPrompt } from '../insights/ports.ts';
import { compressHistory } from './compress-history.ts';
import type { PromptVersion } from './prompt-versions.ts';
import { fillSuffix } from './suffix-template.ts';
import { estimateTokens, SUFFIX_BUDGET_TOKENS } from './token-budget.ts';

interface BuildPromptDependencies {
  /** The version of an account's prompts. */
  readonly versionOf: (accountNumber: string) => PromptVersion;
  /** 32 hexadecimal digits, fresh for each prompt: a record cannot end the data because it cannot know them. */
  readonly newMark?: () => string;
}

/** As long as the name of any entry: what the document needs for it is set aside before it is known. */
const LONGEST_REF = 'i200';

/**
 * Puts the history behind the prefix: JSON between two identical lines that nobody can guess, then the task once more.
 * What the records say is data; the instruction stands after it, so that the last word is ours. The whole suffix keeps to
 * the budget, for which a long history is compressed.
 */
export function buildPrompt({ versionOf, newMark = randomMark }: BuildPromptDependencies): BuildPrompt {
  return ({ contact, interactions, readAtMs }) => {
    const { version, hash, prefix, prefixTokens, canary, ...written } = versionOf(contact.accountNumber);
    const mark = newMark();
    const suffixWith = (lastAgent: string | null, records: readonly object[]) =>
      fillSuffix(written.suffix, {
        delimiter: `=====records-${mark}=====`,
        document: toJson({
          today: new Date(readAtMs).toISOString().slice(0, 10),
          write_in: contact.language,
          reason_given_to_ivr: contact.ivrIntent,
          last_agent: lastAgent ?? undefined,
          interactions: records,
        }),
      });
    const agent = written.asksSinceLastAgent ? lastAgentInteraction(contact, interactions) : null;
    const empty = suffixWith(agent && LONGEST_REF, []);
    const { entries, truncated, tokens } = compressHistory({
      interactions,
      budgetTokens: SUFFIX_BUDGET_TOKENS - estimateTokens(empty),
    });
    const named = entries.map((entry, index) => ({ ref: `i${index + 1}`, ...entry }));
    const lastAgent =
      named.find(({ interactionIds }) => agent !== null && interactionIds.includes(agent.id))?.ref ?? null;
    return {
      version,
      hash,
      prefix,
      prefixTokens,
      suffix: suffixWith(
        lastAgent,
        named.map(({ ref, shown }) => ({ ref, ...shown })),
      ),
      records: new Map(named.map(({ ref, shown, interactionIds }) => [ref, { ...shown, interactionIds }])),
      readAtMs,
      reasonGiven: contact.ivrIntent,
      language: contact.language,
      lastAgent,
      truncated,
      tokens,
      secrets: [mark, canary],
    };
  };
}

function toJson(document: object): string {
  return JSON.stringify(document, asSeen);
}

/** Characters that a reader cannot see can hide words from people that a model reads. */
function asSeen(_member: string, value: unknown): unknown {
  return typeof value === 'string' ? toVisibleText(value) : value;
}

function randomMark(): string {
  return randomBytes(16).toString('hex');
}
