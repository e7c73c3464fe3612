import type { ReadOutput } from '../../lib/insights/ports.ts';
import type { PromptRelease } from '../../lib/prompt/prompt-versions.ts';
import { documentOf, type Golden, type GoldenCase, type GoldenDocument, promptAbout } from './golden.ts';
import { diffLines } from './line-diff.ts';

/** One thing that was checked; `miss` says what is wrong with it, in lines to read. */
export interface Check {
  readonly name: string;
  readonly miss: readonly string[];
}

export interface OfflineInput {
  readonly golden: Golden;
  readonly release: PromptRelease;
  readonly readOutput: ReadOutput;
  /** As committed, and as it is now. */
  readonly snapshot: { readonly committed: string; readonly current: string };
}

/** What can be known without a model: the reader against the cases and the examples, the prompt against its snapshot. */
export function offlineChecks({ golden, release, readOutput, snapshot }: OfflineInput): readonly Check[] {
  const read = (answer: string, document: GoldenDocument) =>
    readOutput(answer, promptAbout(document, release));
  const documentFor = ({ document }: GoldenCase) => documentOf(golden, document);
  const examples = release.fewShots.map(({ answer, document }) => ({ answer: answer.join('\n'), document }));
  return [
    ...golden.cases.map((one) => ({
      name: `good answer for "${one.paragraph}"`,
      miss: notWhole(one.good, read(one.good, documentFor(one))),
    })),
    ...golden.cases
      .filter(({ enforced }) => enforced)
      .map((one) => {
        const { removed, refused } = read(one.bad, documentFor(one));
        const taken = refused !== null || removed.length > 0;
        return {
          name: `bad answer for "${one.paragraph}"`,
          miss: taken ? [] : ['The reader took it whole:', one.bad],
        };
      }),
    ...examples.map(({ answer, document }, index) => ({
      name: `example ${index + 1}`,
      miss: notWhole(answer, read(answer, document)),
    })),
    { name: 'prompt as in its snapshot', miss: diffLines(snapshot.committed, snapshot.current) },
  ];
}

/** The lines of an answer against those that the reader left, as a difference. */
function notWhole(answer: string, { lines, refused }: ReturnType<ReadOutput>): readonly string[] {
  const written = answer.split('\n').map((line) => line.replace(/^[A-Z_]+: (.*) \[[i\d,]+\]$/, '$1'));
  const difference = diffLines(written.join('\n'), lines.map(({ text }) => text).join('\n'));
  return refused === null ? difference : [`The reader refused it: ${refused}`, ...difference];
}
