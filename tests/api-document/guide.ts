import { readFileSync } from 'node:fs';

/** docs/guides/api.md, taken apart. */
export const GUIDE = readFileSync(new URL('../../docs/guides/api.md', import.meta.url), 'utf8');

export interface Sample {
  readonly language: string;
  readonly code: string;
}

/** The code between fences, in the order of the page. */
export const SAMPLES: readonly Sample[] = [...GUIDE.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', code = '']) => ({ language, code }),
);

export function samplesIn(language: string): readonly string[] {
  return SAMPLES.filter((sample) => sample.language === language).map(({ code }) => code);
}

/** A sample for the shell, and the JSON that the page shows as what it prints. */
export const SHELL_SAMPLES = SAMPLES.flatMap(({ language, code }, place) => {
  const next = SAMPLES[place + 1];
  const shown: unknown = next?.language === 'json' ? JSON.parse(next.code) : null;
  return language === 'sh' ? [{ code, shown }] : [];
});

/** The rows of the table whose head begins with a word: the texts of their cells. */
export function rowsOfTable(head: string): readonly (readonly string[])[] {
  const table = GUIDE.split(/\n\n/).find((part) => part.startsWith(`| ${head} |`));
  const lines = table?.trimEnd().split('\n').slice(2) ?? [];
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}
