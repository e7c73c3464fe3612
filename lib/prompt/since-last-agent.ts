import type { SummaryLine } from '../domain/summary.ts';
import type { Prompt } from '../insights/ports.ts';
import type { CheckedLines } from './read-output.ts';

/**
 * Takes out the sentences on what is new since the last agent that cite nothing newer than that agent's record, and all of
 * them when the prompt names no such record.
 */
export function checkSinceLastAgent(lines: readonly SummaryLine[], prompt: Prompt): CheckedLines {
  const newer = newerThanLastAgent(prompt);
  const isSupported = ({ section, interactionIds }: SummaryLine) =>
    section !== 'sinceLastAgent' || interactionIds.some((id) => newer.has(id));
  const detail =
    prompt.lastAgent === null
      ? 'no earlier agent in the prompt'
      : 'nothing newer than the last agent is cited';
  return {
    lines: lines.filter(isSupported),
    removed: lines
      .filter((line) => !isSupported(line))
      .map(({ text }) => ({ text, reason: 'unsupported', detail })),
  };
}

/** Of the records, which come newest first, the interactions of those before the agent's own. */
function newerThanLastAgent({
  records,
  lastAgent,
}: Pick<Prompt, 'records' | 'lastAgent'>): ReadonlySet<string> {
  const refs = [...records.keys()];
  const before = lastAgent === null ? [] : refs.slice(0, Math.max(0, refs.indexOf(lastAgent)));
  return new Set(before.flatMap((ref) => records.get(ref)?.interactionIds ?? []));
}
