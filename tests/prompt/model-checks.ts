import type { GenerateText, ReadOutput } from '../../lib/insights/ports.ts';
import { LABELS } from '../../lib/prompt/parse-output.ts';
import type { PromptRelease } from '../../lib/prompt/prompt-versions.ts';
import { documentOf, type Golden, promptAbout } from './golden.ts';
import type { Check } from './offline-checks.ts';

export interface ModelInput {
  readonly golden: Golden;
  readonly release: PromptRelease;
  readonly readOutput: ReadOutput;
  readonly generate: GenerateText;
  readonly timeoutMs: number;
}

/** Asks a model about each golden document and judges its answer. One call after the other. */
export async function modelChecks(input: ModelInput): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const name of Object.keys(input.golden.documents)) {
    const miss = await judge(name, input).catch((error: unknown) => [`The call failed: ${String(error)}`]);
    checks.push({ name: `model about "${name}"`, miss });
  }
  return checks;
}

async function judge(name: string, input: ModelInput): Promise<readonly string[]> {
  const { golden, release, readOutput, generate, timeoutMs } = input;
  const prompt = promptAbout(documentOf(golden, name), release);
  const { text } = await generate(prompt, AbortSignal.timeout(timeoutMs));
  const { lines, removed, refused } = readOutput(text, prompt);
  const { labels = [], facts = [], never = [] } = golden.expected?.[name] ?? {};
  const sections = new Set(lines.map(({ section }) => section));
  const shown = lines.map((line) => line.text).join('\n');
  const misses = [
    ...(refused === null ? [] : [`refused: ${refused}`]),
    ...removed.map((line) => `removed (${line.reason}, ${line.detail ?? 'no detail'}): ${line.text}`),
    ...labels.flatMap((label) => {
      const section = LABELS[label];
      return section !== undefined && sections.has(section) ? [] : [`no line ${label}`];
    }),
    ...facts.filter((fact) => !shown.includes(fact)).map((fact) => `not said: ${fact}`),
    ...never.filter((words) => shown.includes(words)).map((words) => `said: ${words}`),
  ];
  return misses.length === 0 ? [] : [...misses, 'The answer:', ...text.split('\n')];
}
