import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROMPT_VERSION } from '../../lib/config.ts';
import { loadPromptVersion } from '../../lib/prompt/prompt-versions.ts';
import { readGrounded } from '../fixtures/grounded-reader.ts';
import { documentOf, PROMPTS, readGolden, SNAPSHOTS, snapshotOf } from './golden.ts';
import { diffLines } from './line-diff.ts';
import { modelChecks } from './model-checks.ts';
import { type OfflineInput, offlineChecks } from './offline-checks.ts';

const golden = readGolden(DEFAULT_PROMPT_VERSION);
const release = loadPromptVersion(golden.version, PROMPTS);
const current = snapshotOf(golden);
const INPUT: OfflineInput = {
  golden,
  release,
  readOutput: readGrounded,
  snapshot: { committed: current, current },
};
const namesOfMissed = (changes: Partial<OfflineInput>) =>
  offlineChecks({ ...INPUT, ...changes }).flatMap(({ name, miss }) => (miss.length > 0 ? name : []));

describe.each(['v1.1.0', 'v1.2.0'])('the prompt of %s', (version) => {
  it('is the one of its committed snapshot', () => {
    const committed = readFileSync(new URL(`${version}.txt`, SNAPSHOTS), 'utf8');
    expect(diffLines(committed, snapshotOf(readGolden(version)))).toEqual([]);
  });
});

describe('the checks without a model', () => {
  it('pass for what is released', () => {
    expect(namesOfMissed({})).toEqual([]);
  });

  it('miss a good answer that the reader does not take whole, and show which line', () => {
    const [first] = golden.cases;
    const good = 'REASON: The customer calls. [i1]\nHISTORY: Then. [i99]';
    const cases = first ? [{ ...first, good }] : [];
    const [missed] = offlineChecks({ ...INPUT, golden: { ...golden, cases } }).filter(
      ({ miss }) => miss.length > 0,
    );
    expect(missed?.miss).toEqual(['  The customer calls.', '- Then.']);
  });

  it('miss a bad answer that the reader takes whole', () => {
    const cases = golden.cases.slice(0, 1).map((one) => ({ ...one, bad: one.good, enforced: true }));
    expect(namesOfMissed({ golden: { ...golden, cases } })).toEqual(['bad answer for "You write the note"']);
  });

  it('miss an example that the reader does not take, and a prompt that is not its snapshot', () => {
    const fewShots = release.fewShots.map((example) => ({ ...example, answer: ['REASON: Asks. [i99]'] }));
    const snapshot = { committed: `${current}\nmore`, current };
    expect(namesOfMissed({ release: { ...release, fewShots }, snapshot })).toEqual([
      'example 1',
      'example 2',
      'example 3',
      'prompt as in its snapshot',
    ]);
  });
});

describe('the checks of a model', () => {
  const [name = ''] = Object.keys(golden.documents);
  const expected = { [name]: { labels: ['REASON', 'PROMISE'], facts: ['$45'], never: ['late fee'] } };
  const answering = async (text: string) => {
    const usage = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 };
    const [check] = await modelChecks({
      golden: { ...golden, documents: { [name]: documentOf(golden, name) }, expected },
      release,
      readOutput: readGrounded,
      generate: async () => ({ text, model: 'm', modelId: 'm', usage, costUsd: 0 }),
      timeoutMs: 1_000,
    });
    return check?.miss;
  };

  it('pass an answer with the labels and the facts', async () => {
    expect(
      await answering('REASON: Asks about $45. [i2]\nPROMISE: A supervisor will call back by 6 Dec. [i2]'),
    ).toEqual([]);
  });

  it.each([
    ['REASON: Asks about $45. [i1]', 'no line PROMISE'],
    ['REASON: Asks. [i1]\nPROMISE: A call. [i2]', 'not said: $45'],
    ['REASON: Asks about a $45 late fee. [i2]\nPROMISE: A call. [i2]', 'said: late fee'],
    ['HISTORY: Then. [i1]', 'refused: model_output_invalid'],
    [
      'REASON: $45. [i1]\nPROMISE: A call. [i2]\nCREDIT: x. [i1]',
      'removed (unreadable, no detail): CREDIT: x. [i1]',
    ],
  ])('miss %j and say: %s', async (text, miss) => {
    expect(await answering(text)).toContain(miss);
  });
});

describe('diffLines', () => {
  it('shows what went and what came, with the line beside it', () => {
    expect(diffLines('a\nb\nc\nd\ne', 'a\nb\nX\nd\ne')).toEqual(['  b', '- c', '+ X', '  d']);
  });

  it('shows nothing of two texts that are the same', () => {
    expect(diffLines('a\nb', 'a\nb')).toEqual([]);
  });
});
