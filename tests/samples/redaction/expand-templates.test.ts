import { describe, expect, test } from 'vitest';
import { expandTemplates, type Sample, type Templates } from './expand-templates.ts';
import { type ClassTemplates, classCount, SAMPLE_CLASSES } from './sample-plan.ts';
import dev from './templates-dev.json' with { type: 'json' };
import heldOut from './templates-held-out.json' with { type: 'json' };
import { luhnCheckDigit } from './values/card.ts';

interface TemplateFile {
  readonly name: string;
  readonly templates: Templates;
  readonly samples: readonly Sample[];
}

const COUNT = 2_500;
const files: readonly TemplateFile[] = [
  { name: 'dev', templates: dev, samples: expandTemplates(dev, { count: COUNT, seed: 1 }) },
  {
    name: 'held-out',
    templates: heldOut,
    samples: expandTemplates(heldOut, { count: COUNT, seed: 2 }),
  },
];

describe.each(files)('the $name samples', ({ templates, samples }) => {
  test('are the same for the same seed and others for another', () => {
    const seed = Number(samples[0]?.id.match(/\d+/)?.[0]);
    expect(expandTemplates(templates, { count: COUNT, seed })).toEqual(samples);
    expect(expandTemplates(templates, { count: COUNT, seed: 99 }).map(({ text }) => text)).not.toEqual(
      samples.map(({ text }) => text),
    );
  });

  test('hold every secret and every keep in their text', () => {
    const missing = samples.filter(({ text, secrets, keep }) =>
      [...secrets, ...keep].some((value) => value.trim() === '' || !text.includes(value)),
    );
    expect(missing).toEqual([]);
  });

  test('lose every secret and no keep when the secrets alone are taken out', () => {
    const damaged = samples.filter(({ text, secrets, keep }) => {
      const longestFirst = secrets.toSorted((left, right) => right.length - left.length);
      const redacted = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '[x]'), text);
      return (
        secrets.some((secret) => redacted.includes(secret)) || keep.some((value) => !redacted.includes(value))
      );
    });
    expect(damaged).toEqual([]);
  });

  test('have no leftover of the template language', () => {
    expect(samples.filter(({ text }) => /[{}~]|\[\[|\]\]|@[AC]\b|<[^<>]*\|/.test(text))).toEqual([]);
  });

  test('have ids and texts of their own', () => {
    expect(new Set(samples.map(({ id }) => id)).size).toBe(COUNT);
    expect(new Set(samples.map(({ text }) => text)).size).toBe(COUNT);
  });

  test('have a secret unless they are traps, and always something to keep', () => {
    const wrong = samples.filter(
      (sample) => sample.secrets.length > 0 === (sample.class === 'trap') || sample.keep.length === 0,
    );
    expect(wrong).toEqual([]);
  });

  test('come in the planned number of each class', () => {
    const counts = SAMPLE_CLASSES.map((one) => samples.filter((sample) => sample.class === one).length);
    expect(counts).toEqual([230, 200, 260, 200, 180, 200, 110, 120, 130, 140, 120, 110, 500]);
  });

  test('are a fifth hard in each class', () => {
    for (const one of SAMPLE_CLASSES) {
      const ofClass = samples.filter((sample) => sample.class === one);
      const hard = ofClass.filter(({ id }) => id.includes('-hard-'));
      expect(hard.length / ofClass.length).toBeCloseTo(0.2, 1);
    }
  });

  test('have a card number with a right check digit in every written card sample', () => {
    const wrong = samples.filter(
      (sample) =>
        sample.class === 'card' && !sample.secrets.some((value) => isCard(value.replace(/\D/g, ''))),
    );
    expect(wrong.filter(({ secrets }) => !secrets.some((value) => /^[a-z ]+$/.test(value)))).toEqual([]);
  });

  test('come from at least twenty templates a class and sixty traps', () => {
    for (const one of SAMPLE_CLASSES) {
      const { ordinary, hard } = templates[one];
      expect(new Set([...ordinary, ...hard]).size).toBeGreaterThanOrEqual(one === 'trap' ? 60 : 20);
    }
  });
});

test('the two files share no template, not even in its bare words', () => {
  const [devWords, heldOutWords] = [dev, heldOut].map(
    (templates: Templates) =>
      new Set(SAMPLE_CLASSES.flatMap((one) => allTemplates(templates[one])).map(bareWords)),
  );
  expect([...(devWords ?? [])].filter((words) => heldOutWords?.has(words))).toEqual([]);
});

test('the counts of the classes add up to any number asked for', () => {
  for (const count of [13, 500, 999, COUNT]) {
    expect(SAMPLE_CLASSES.reduce((sum, one) => sum + classCount(one, count), 0)).toBe(count);
  }
});

test('a template that cannot give enough different texts is refused', () => {
  const poor: Templates = {
    ...dev,
    around: { notes: [], turns: [] },
    trap: { ordinary: ['[[always the same]]'], hard: ['[[too]]'] },
  };
  expect(() => expandTemplates(poor, { count: COUNT, seed: 1 })).toThrow('always the same');
});

test('a secret is drawn again when its digits also stand in words to keep', () => {
  const crowded = ['cvv {cvv:three} [[{ref12}{ref12}{ref12}{ref12}]]'];
  const samples = expandTemplates(
    { ...dev, around: { notes: [], turns: [] }, cvv: { ordinary: crowded, hard: crowded } },
    { count: COUNT, seed: 1 },
  ).filter((sample) => sample.class === 'cvv');
  const clashes = samples.filter(({ secrets, keep }) =>
    keep.some((kept) => secrets.some((one) => kept.includes(one))),
  );
  expect(samples).toHaveLength(180);
  expect(clashes).toEqual([]);
});

function isCard(digits: string): boolean {
  return /^\d{15,19}$/.test(digits) && luhnCheckDigit(digits.slice(0, -1)) === digits.slice(-1);
}

function allTemplates({ ordinary, hard }: ClassTemplates): readonly string[] {
  return [...ordinary, ...hard];
}

/** The words alone: no slots, marks or cases. */
function bareWords(template: string): string {
  return template
    .replace(/\{[^}]*\}/g, ' ')
    .toLowerCase()
    .split(/\P{L}+/u)
    .filter(Boolean)
    .join(' ');
}
