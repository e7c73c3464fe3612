import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readUngrounded } from '../../tests/fixtures/ungrounded-reader.ts';
import type { Prompt } from '../insights/ports.ts';
import { loadPromptVersion } from './prompt-versions.ts';

/**
 * What each paragraph of a prompt is for: an answer as it should be, and one that a model would write without the paragraph.
 * Where `enforced` is true, our reader refuses the bad answer or takes lines from it; else only a model can show the effect.
 */
interface Golden {
  readonly version: string;
  readonly documents: Readonly<
    Record<string, { readonly interactions: readonly { readonly ref: string }[] }>
  >;
  readonly cases: readonly GoldenCase[];
}

interface GoldenDocument {
  readonly interactions: readonly { readonly ref: string }[];
}

interface GoldenCase {
  /** How the paragraph begins. */
  readonly paragraph: string;
  readonly document: string;
  readonly good: string;
  readonly bad: string;
  readonly enforced: boolean;
}

const GOLDEN = new URL('../../tests/golden/', import.meta.url);

describe.each(readdirSync(GOLDEN))('the golden cases of %s', (file) => {
  const golden: Golden = JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8'));
  const { prefix, canary } = loadPromptVersion(golden.version, new URL('../../prompts/', import.meta.url));

  it('name a paragraph of the prompt each, and there is one for every paragraph', () => {
    const paragraphs = paragraphsOf(prefix);
    const named = golden.cases.map(({ paragraph }) => paragraphs.find((text) => text.startsWith(paragraph)));
    expect(golden.cases.filter((_, index) => named[index] === undefined)).toEqual([]);
    expect(paragraphs.filter((paragraph) => !named.includes(paragraph))).toEqual([]);
  });

  it.each(golden.cases)('take the good answer for "$paragraph" whole', ({ document, good }) => {
    const { lines, removed } = readUngrounded(good, promptOf(document));
    const written = good.split('\n').map((line) => line.replace(/^[A-Z_]+: (.*) \[[i\d,]+\]$/, '$1'));
    expect(lines.map(({ text }) => text)).toEqual(written);
    expect(removed).toEqual([]);
  });

  it.each(golden.cases.filter(({ enforced }) => enforced))(
    'refuse the bad answer for "$paragraph", or take lines from it',
    ({ document, bad }) => {
      const { removed, refused } = readUngrounded(bad, promptOf(document));
      expect(refused ?? removed).not.toEqual([]);
    },
  );

  it.each(golden.cases.filter(({ enforced }) => !enforced))(
    'have a bad answer for "$paragraph" that only a model can avoid',
    ({ document, bad }) => {
      expect(readUngrounded(bad, promptOf(document))).toMatchObject({ removed: [], refused: null });
    },
  );

  it('are kept by the answers of the examples in the prompt, which are read whole', () => {
    const examples = [...prefix.matchAll(/^Document:\n(.+)\nAnswer:\n((?:[A-Z_]+: .+\n)+)/gm)];
    expect(examples).toHaveLength(3);
    for (const [, document = '', answer = ''] of examples) {
      const { lines, removed } = readUngrounded(answer, promptWith(JSON.parse(document)));
      expect([lines.length, removed]).toEqual([answer.trim().split('\n').length, []]);
    }
  });

  function promptOf(name: string): Prompt {
    return promptWith(golden.documents[name] ?? { interactions: [] });
  }

  function promptWith(document: GoldenDocument): Prompt {
    return {
      version: golden.version,
      prefix,
      prefixTokens: 0,
      suffix: JSON.stringify(document),
      records: new Map(document.interactions.map(({ ref }) => [ref, { interactionIds: [ref] }])),
      truncated: false,
      tokens: { from: 0, to: 0 },
      secrets: [canary],
    };
  }
});

/** Each line is a paragraph, a numbered rule or a label; an example is one with all its lines. Headings say nothing. */
function paragraphsOf(prefix: string): readonly string[] {
  const [rules = '', ...examples] = prefix.split(/^(?=# Example )/m);
  const [last = '', mark = ''] = (examples.pop() ?? '').split(/^(?=Prompt mark)/m);
  const lines = rules.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [...lines, ...examples, last, mark];
}
