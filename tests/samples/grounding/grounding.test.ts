import { describe, expect, it } from 'vitest';
import type { SummaryLine } from '../../../lib/domain/summary.ts';
import type { Prompt } from '../../../lib/insights/ports.ts';
import { groundOutput } from '../../../lib/prompt/ground-output.ts';
import { type GroundingSample, readGroundingSamples } from './read-samples.ts';

/**
 * Histories, true summaries and planted errors by writers who had not seen the checker. One half was there while it was
 * made, the other was not looked at. Every miss is printed; the limits are what was measured, so that it never falls back.
 */

interface Limits {
  /** Percent of true sentences that are taken out. */
  readonly falseRemovals: number;
  /** Percent of planted errors of a kind that reach the body: of all, and of those whose value stands nowhere in the records. */
  readonly missed: Readonly<Record<string, readonly [all: number, nowhere: number]>>;
  /** Percent of shown citations that are right where a model cites one record too many in a third of its sentences. */
  readonly citationPrecision: number;
}

const HALVES: readonly (readonly ['development' | 'held-out', Limits])[] = [
  [
    'development',
    {
      falseRemovals: 1.9,
      missed: {
        wrong_amount: [9.7, 1.9],
        wrong_date: [18.3, 7.9],
        wrong_count: [9.6, 9.4],
        wrong_id: [1.6, 0],
        wrong_duration: [14.3, 14.8],
        reversed: [80.3, 80.3],
        invented_promise: [60.9, 60.9],
        wrong_quote: [0, 0],
        lost_not: [85.3, 85.3],
        swapped_customer: [20.8, 20.8],
      },
      citationPrecision: 93.4,
    },
  ],
  [
    'held-out',
    {
      falseRemovals: 5.9,
      missed: {
        wrong_amount: [8.8, 0],
        wrong_date: [17.3, 8.7],
        wrong_count: [16, 15.5],
        wrong_id: [2.2, 0],
        wrong_duration: [19.8, 18.4],
        lost_not: [87.7, 87.7],
        invented_promise: [46.9, 46.9],
        wrong_quote: [0, 0],
        reversed: [80.4, 80.4],
        swapped_customer: [28.3, 28.3],
      },
      citationPrecision: 93,
    },
  ],
];

describe.each(HALVES)('grounding, judged by the samples of the half %s', (half, limits) => {
  const samples = readGroundingSamples(half);

  it('has enough to judge by, none of it shortened in its prompt', () => {
    expect(samples.length).toBe(120);
    expect(samples.reduce((sum, { errors }) => sum + errors.length, 0)).toBeGreaterThan(1_000);
    expect(samples.filter(({ prompt }) => prompt.truncated).map(({ id }) => id)).toEqual([]);
  });

  it('leaves true sentences alone', () => {
    const removed = samples.flatMap(({ id, prompt, lines }) =>
      groundOutput(lines, prompt).removed.map(({ text, detail }) => `${id} (${detail}) ${text}`),
    );
    const all = samples.reduce((sum, { lines }) => sum + lines.length, 0);
    print(
      `${half}: ${removed.length} of ${all} true sentences taken out (${percent(removed.length, all)} %)`,
      removed,
    );
    expect(percent(removed.length, all)).toBeLessThanOrEqual(limits.falseRemovals);
  });

  it('takes out what was planted', () => {
    const judged = samples.flatMap(judgeErrors);
    for (const kind of new Set(judged.map((error) => error.kind))) {
      const ofKind = judged.filter((error) => error.kind === kind);
      const nowhere = ofKind.filter(({ isElsewhere }) => !isElsewhere);
      const missed = ofKind.filter(({ isMissed }) => isMissed);
      const figures = [ofKind, nowhere].map((some) =>
        percent(some.filter(({ isMissed }) => isMissed).length, some.length),
      );
      const [all = 0, without = 0] = figures;
      print(
        `${half}: ${kind}: ${missed.length} of ${ofKind.length} missed (${all} %), of values that stand nowhere ${without} %`,
        missed.map(({ text }) => text),
      );
      const [mostAll, mostNowhere] = limits.missed[kind] ?? [100, 100];
      expect([kind, all <= mostAll, without <= mostNowhere]).toEqual([kind, true, true]);
    }
  });

  it('leaves to sentences the records that they rest on', () => {
    let right = 0;
    let shown = 0;
    samples.forEach(({ prompt, lines }, index) => {
      const asked = lines.map((line, place) =>
        (index + place) % 3 === 0 ? withOneTooMany(line, prompt) : line,
      );
      for (const { text, interactionIds } of groundOutput(asked, prompt).lines) {
        const truth = lines.find((line) => line.text === text)?.interactionIds ?? [];
        right += interactionIds.filter((id) => truth.includes(id)).length;
        shown += interactionIds.length;
      }
    });
    print(`${half}: ${percent(right, shown)} % of ${shown} citations are right`, []);
    expect(percent(right, shown)).toBeGreaterThanOrEqual(limits.citationPrecision);
  });
});

function judgeErrors({ id, prompt, errors }: GroundingSample) {
  return errors.map(({ kind, isElsewhere, line }) => ({
    kind,
    isElsewhere,
    isMissed: groundOutput([line], prompt).lines.length > 0,
    text: `${id}${isElsewhere ? '*' : ''} ${line.text}`,
  }));
}

function withOneTooMany(line: SummaryLine, { records }: Prompt): SummaryLine {
  const ids = [...records.values()].flatMap(({ interactionIds }) => interactionIds);
  const other = ids.find((id) => !line.interactionIds.includes(id));
  return other === undefined ? line : { ...line, interactionIds: [...line.interactionIds, other] };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1_000 * part) / whole) / 10;
}

function print(line: string, misses: readonly string[]): void {
  process.stdout.write(`${[line, ...misses.map((miss) => `    ${miss}`)].join('\n')}\n`);
}
