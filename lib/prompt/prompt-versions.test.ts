import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECTIONS } from '../domain/summary.ts';
import { MOST_LINES, MOST_WORDS } from './limit-lines.ts';
import { LABELS } from './parse-output.ts';
import { loadPromptVersion } from './prompt-versions.ts';
import { estimateTokens } from './token-budget.ts';

const RELEASED = new URL('../../prompts/', import.meta.url);

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'prompts-'));
  for (const version of ['v1.0.0', 'v1.2.0']) {
    cpSync(new URL(version, RELEASED), join(copy, version), { recursive: true });
  }
});
afterEach(() => rmSync(copy, { recursive: true }));

/**
 * Of the files, and of the prefix as a model gets it. Kept apart from the prompts, so that a text and its `meta.json` cannot
 * be edited together. Lines are added, never changed.
 */
const HASHES = {
  'v1.0.0': {
    hash: '617a24d94fa1bc074fa9016302ecf15de83622b09a88f2f3c7c907391546e1cb',
    prefix: '617a24d94fa1bc074fa9016302ecf15de83622b09a88f2f3c7c907391546e1cb',
  },
  'v1.1.0': {
    hash: '663cd16f266253dfc343952f6ab1ddddc9bcc0851c860ec62eb58c3c086103d6',
    prefix: '663cd16f266253dfc343952f6ab1ddddc9bcc0851c860ec62eb58c3c086103d6',
  },
  'v1.2.0': {
    hash: 'beaad1598761b3897f168564acaa6460318cca458c88d62e9927c7cb272cb240',
    prefix: '322581c9ee9d96bc8d8654b958f47c95dd8e7594965728e21986cfa1b792f4fa',
  },
};

describe('every released prompt', () => {
  it('is in the list of hashes, and as it was released', () => {
    const versions = readdirSync(RELEASED);
    const hashes = versions.map((version) => {
      const { prefix, hash } = loadPromptVersion(version, RELEASED);
      return [version, { hash, prefix: createHash('sha256').update(prefix).digest('hex') }];
    });
    expect(Object.fromEntries(hashes)).toEqual(HASHES);
  });

  it.each(Object.keys(HASHES))('%s has a canary that stands in the prefix exactly once', (version) => {
    const { prefix, suffix, canary } = loadPromptVersion(version, RELEASED);
    expect(prefix.split(canary)).toHaveLength(2);
    expect(suffix).not.toContain(canary);
  });
});

describe.each(['v1.2.0'])('the output schema of %s', (version) => {
  const { outputSchema, prefix } = loadPromptVersion(version, RELEASED);
  const labels = outputSchema?.labels ?? [];

  it('is what the reader takes: the labels in their order, lines a label, words', () => {
    expect(labels.map(({ label }) => LABELS[label])).toEqual([...SECTIONS]);
    expect(labels.map(({ label, most_lines: lines }) => [LABELS[label], lines])).toEqual(
      SECTIONS.map((section) => [section, MOST_LINES[section]]),
    );
    expect(outputSchema?.most_words).toBe(MOST_WORDS);
    expect(labels.filter(({ required }) => required)).toMatchObject([{ label: 'REASON' }]);
  });

  it('is what the prefix asks for', () => {
    const asked = [...prefix.matchAll(/^- ([A-Z_]+): /gm)].map(([, label]) => label);
    expect(asked).toEqual(labels.map(({ label }) => label));
    expect(prefix).toContain(`At most ${outputSchema?.most_words} words in all`);
    const numbers = ['', 'one line', 'at most two lines', 'at most three'];
    for (const { label, most_lines: lines } of labels) {
      const paragraph = prefix.split('\n').find((line) => line.startsWith(`- ${label}:`)) ?? '';
      expect(paragraph.toLowerCase()).toContain(numbers[lines] ?? '?');
    }
  });
});

describe('the prompt that serves', () => {
  it('is about 2,200 tokens long: surely over what a prompt cache asks for, and no longer', () => {
    const { prefixTokens } = loadPromptVersion('v1.2.0', RELEASED);
    expect(prefixTokens).toBeGreaterThan(1_900);
    expect(prefixTokens).toBeLessThan(2_300);
  });
});

describe('loadPromptVersion', () => {
  it('gives the released text byte for byte, with the hash that was released', () => {
    const { version, prefix } = loadPromptVersion('v1.0.0', RELEASED);
    expect(version).toBe('v1.0.0');
    expect(prefix).toBe(readFileSync(new URL('v1.0.0/prefix.md', RELEASED), 'utf8'));
    expect(createHash('sha256').update(prefix).digest('hex')).toBe(releasedHash());
  });

  it('estimates the tokens of the prefix', () => {
    const { prefix, prefixTokens } = loadPromptVersion('v1.0.0', RELEASED);
    expect(prefixTokens).toBe(estimateTokens(prefix));
    expect(prefixTokens).toBeGreaterThan(1_024);
  });

  it('throws when one byte of the text was changed after the release', () => {
    const path = join(copy, 'v1.0.0', 'prefix.md');
    writeFileSync(path, `${readFileSync(path, 'utf8')} `);
    expect(() => loadCopy('v1.0.0')).toThrow(/not as it was released/);
  });

  it.each(['prefix.md', 'suffix.md', 'few-shots.json', 'output-schema.json'])(
    'throws and names %s when one byte of it was changed after the release',
    (file) => {
      const path = join(copy, 'v1.2.0', file);
      writeFileSync(path, `${readFileSync(path, 'utf8')} `);
      expect(() => loadCopy('v1.2.0')).toThrow(`prompts/v1.2.0 is not as it was released: ${file}.`);
    },
  );

  it.each(['suffix.md', 'few-shots.json'])('throws when %s is gone', (file) => {
    rmSync(join(copy, 'v1.2.0', file));
    expect(() => loadCopy('v1.2.0')).toThrow(`not as it was released: ${file}.`);
  });

  it('throws when a file was added that was never released', () => {
    writeFileSync(join(copy, 'v1.0.0', 'suffix.md'), '{{delimiter}}\n{{document}}\n{{delimiter}}');
    expect(() => loadCopy('v1.0.0')).toThrow('not as it was released: suffix.md.');
  });

  it('throws when the prefix has no place for the examples, or lost its canary', () => {
    releaseCopy('prefix.md', (text) => text.replace('{{examples}}', ''));
    expect(() => loadCopy('v1.2.0')).toThrow('prefix.md has to hold {{examples}} once.');
    releaseCopy('prefix.md', (text) => `${text.replace('omni-b315', '')}{{examples}}`);
    expect(() => loadCopy('v1.2.0')).toThrow(/canary/);
  });

  it('makes the hash that a shell makes of the files', () => {
    const names = ['few-shots.json', 'output-schema.json', 'prefix.md', 'suffix.md'];
    const lines = names.map((name) => {
      const text = readFileSync(new URL(`v1.2.0/${name}`, RELEASED));
      return `${createHash('sha256').update(text).digest('hex')}  ${name}\n`;
    });
    const { hash } = loadPromptVersion('v1.2.0', RELEASED);
    expect(hash).toBe(createHash('sha256').update(lines.join('')).digest('hex'));
  });

  it('shows the examples in the prefix as documents and answers', () => {
    const { prefix, fewShots } = loadPromptVersion('v1.2.0', RELEASED);
    expect(fewShots).toHaveLength(3);
    for (const [index, { document, answer, teaches }] of fewShots.entries()) {
      const shown = ['Document:', JSON.stringify(document), 'Answer:', ...answer].join('\n');
      expect(prefix).toContain(`\n\n# Example ${index + 1}\n${shown}\n\n`);
      expect(prefix).not.toContain(teaches);
    }
  });

  it('throws when the folder is named for another version', () => {
    cpSync(join(copy, 'v1.0.0'), join(copy, 'v9.9.9'), { recursive: true });
    expect(() => loadCopy('v9.9.9')).toThrow(/prompts\/v9.9.9 is not as it was released/);
  });

  it('throws when there is no such version', () => {
    expect(() => loadCopy('v0.0.0')).toThrow('There is no prompt "v0.0.0"; there are v1.0.0, v1.2.0.');
  });

  it('throws when the canary is too short to be told from a word', () => {
    changeMeta({ canary: 'harbour' });
    expect(() => loadCopy('v1.0.0')).toThrow(/canary/);
  });
});

describe('estimateTokens', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['abcd', 1],
    ['abcde', 2],
    ['éé', 1],
    ['請求', 2],
  ])('counts one token for four bytes of UTF-8, rounded up: %j', (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });
});

function loadCopy(version: string) {
  return loadPromptVersion(version, pathToFileURL(`${copy}/`));
}

function releasedHash(): unknown {
  return JSON.parse(readFileSync(new URL('v1.0.0/meta.json', RELEASED), 'utf8')).sha256;
}

/** As somebody would who edits a file and writes the new hash into `meta.json`. */
function releaseCopy(file: string, edit: (text: string) => string): void {
  const folder = join(copy, 'v1.2.0');
  const text = edit(readFileSync(join(folder, file), 'utf8'));
  writeFileSync(join(folder, file), text);
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  meta.sha256[file] = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta));
}

function changeMeta(changes: object): void {
  const path = join(copy, 'v1.0.0', 'meta.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...changes }));
}
