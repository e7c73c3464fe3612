import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGrounded } from '../../tests/fixtures/grounded-reader.ts';
import { documentOf, GOLDEN, PROMPTS, promptAbout, readGolden } from '../../tests/prompt/golden.ts';
import type { Prompt } from '../insights/ports.ts';
import { loadPromptVersion } from './prompt-versions.ts';

describe.each(readdirSync(GOLDEN))('the golden cases of %s', (file) => {
  const golden = readGolden(file.replace('.json', ''));
  const release = loadPromptVersion(golden.version, PROMPTS);
  const { prefix } = release;

  it('name a paragraph of the prompt each, and there is one for every paragraph', () => {
    const paragraphs = paragraphsOf(prefix);
    const named = golden.cases.map(({ paragraph }) => paragraphs.find((text) => text.startsWith(paragraph)));
    expect(golden.cases.filter((_, index) => named[index] === undefined)).toEqual([]);
    expect(paragraphs.filter((paragraph) => !named.includes(paragraph))).toEqual([]);
  });

  it.each(golden.cases)('take the good answer for "$paragraph" whole', ({ document, good }) => {
    const { lines, removed } = readGrounded(good, promptOf(document));
    const written = good.split('\n').map((line) => line.replace(/^[A-Z_]+: (.*) \[[i\d,]+\]$/, '$1'));
    expect(lines.map(({ text }) => text)).toEqual(written);
    expect(removed).toEqual([]);
  });

  it.each(golden.cases.filter(({ enforced }) => enforced))(
    'refuse the bad answer for "$paragraph", or take lines from it',
    ({ document, bad }) => {
      const { removed, refused } = readGrounded(bad, promptOf(document));
      expect(refused ?? removed).not.toEqual([]);
    },
  );

  it.each(golden.cases.filter(({ enforced }) => !enforced))(
    'have a bad answer for "$paragraph" that only a model can avoid',
    ({ document, bad }) => {
      expect(readGrounded(bad, promptOf(document))).toMatchObject({ removed: [], refused: null });
    },
  );

  it('are kept by the answers of the examples in the prompt, which are read whole', () => {
    const examples = [...prefix.matchAll(/^Document:\n(.+)\nAnswer:\n((?:[A-Z_]+: .+\n)+)/gm)];
    expect(examples).toHaveLength(3);
    for (const [, document = '', answer = ''] of examples) {
      const { lines, removed } = readGrounded(answer, promptAbout(JSON.parse(document), release));
      expect([lines.length, removed]).toEqual([answer.trim().split('\n').length, []]);
    }
  });

  function promptOf(name: string): Prompt {
    return promptAbout(documentOf(golden, name), release);
  }
});

/** Each line is a paragraph, a numbered rule or a label; an example is one with all its lines. Headings say nothing. */
function paragraphsOf(prefix: string): readonly string[] {
  const [rules = '', ...examples] = prefix.split(/^(?=# Example )/m);
  const [last = '', mark = ''] = (examples.pop() ?? '').split(/^(?=Prompt mark)/m);
  const lines = rules.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [...lines, ...examples, last, mark];
}
