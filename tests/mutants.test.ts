import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The breaks are run by `npm run test:mutants`; here only whether each still has its line and its test. */

interface Mutant {
  readonly why: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly test: string;
}

const pathOf = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const mutants: Mutant[] = JSON.parse(readFileSync(pathOf('tests/mutants.json'), 'utf8'));

describe('tests/mutants.json', () => {
  it('has a reason of its own for each break', () => {
    expect(new Set(mutants.map(({ why }) => why)).size).toBe(mutants.length);
  });

  it.each(mutants)('finds its line once, and its test: $why', ({ file, find, replace, test }) => {
    expect(readFileSync(pathOf(file), 'utf8').split(find)).toHaveLength(2);
    expect(find).not.toBe(replace);
    expect(existsSync(pathOf(test))).toBe(true);
  });
});
