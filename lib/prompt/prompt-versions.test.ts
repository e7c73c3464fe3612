import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPromptVersion } from './prompt-versions.ts';
import { estimateTokens } from './token-budget.ts';

const RELEASED = new URL('../../prompts/', import.meta.url);

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'prompts-'));
  cpSync(new URL('v1.0.0', RELEASED), join(copy, 'v1.0.0'), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

/** Kept apart from the prompts, so that a text and its `meta.json` cannot be edited together. Lines are added, never changed. */
const HASHES = {
  'v1.0.0': '617a24d94fa1bc074fa9016302ecf15de83622b09a88f2f3c7c907391546e1cb',
  'v1.1.0': '663cd16f266253dfc343952f6ab1ddddc9bcc0851c860ec62eb58c3c086103d6',
};

describe('every released prompt', () => {
  it('is in the list of hashes, and as it was released', () => {
    const versions = readdirSync(RELEASED);
    const hashes = versions.map((version) => {
      const { prefix } = loadPromptVersion(version, RELEASED);
      return [version, createHash('sha256').update(prefix).digest('hex')];
    });
    expect(Object.fromEntries(hashes)).toEqual(HASHES);
  });
});

describe('the prompt that serves', () => {
  it('is about 2,000 tokens long: surely over what a prompt cache asks for, and no longer', () => {
    const { prefixTokens } = loadPromptVersion('v1.1.0', RELEASED);
    expect(prefixTokens).toBeGreaterThan(1_900);
    expect(prefixTokens).toBeLessThan(2_200);
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

  it('has a canary that stands in the prefix exactly once', () => {
    const { prefix, canary } = loadPromptVersion('v1.0.0', RELEASED);
    expect(prefix.split(canary)).toHaveLength(2);
  });

  it('throws when one byte of the text was changed after the release', () => {
    const path = join(copy, 'v1.0.0', 'prefix.md');
    writeFileSync(path, `${readFileSync(path, 'utf8')} `);
    expect(() => loadCopy('v1.0.0')).toThrow(/not as it was released/);
  });

  it('throws when the folder is named for another version', () => {
    cpSync(join(copy, 'v1.0.0'), join(copy, 'v9.9.9'), { recursive: true });
    expect(() => loadCopy('v9.9.9')).toThrow(/prompts\/v9.9.9 is not as it was released/);
  });

  it('throws when there is no such version', () => {
    expect(() => loadCopy('v0.0.0')).toThrow(/ENOENT/);
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

function changeMeta(changes: object): void {
  const path = join(copy, 'v1.0.0', 'meta.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...changes }));
}
