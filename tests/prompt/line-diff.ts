/** Lines of a difference, `- ` for what went, `+ ` for what came and two spaces for what stays near them. */
const CONTEXT = 1;

interface DiffLine {
  readonly mark: '-' | '+' | ' ';
  readonly line: string;
}

/** The difference of two texts line by line; nothing when they are the same. */
export function diffLines(before: string, after: string): readonly string[] {
  const all = difference(before.split('\n'), after.split('\n'));
  const isNear = (index: number) =>
    all.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== ' ');
  return all.filter((_, index) => isNear(index)).map(({ mark, line }) => `${mark} ${line}`);
}

/** By the longest common subsequence; prompts have a hundred lines. */
function difference(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const common = commonLengths(before, after);
  const lines: DiffLine[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const [gone, come] = [before[one], after[other]];
    if (gone !== undefined && gone === come) {
      lines.push({ mark: ' ', line: gone });
      one += 1;
      other += 1;
    } else if (gone !== undefined && (common[one + 1]?.[other] ?? 0) >= (common[one]?.[other + 1] ?? 0)) {
      lines.push({ mark: '-', line: gone });
      one += 1;
    } else {
      lines.push({ mark: '+', line: come ?? '' });
      other += 1;
    }
  }
  return lines;
}

/** How many lines two texts have in common from each pair of lines on. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0));
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const row = lengths[one] ?? [];
      row[other] =
        before[one] === after[other]
          ? (lengths[one + 1]?.[other + 1] ?? 0) + 1
          : Math.max(lengths[one + 1]?.[other] ?? 0, row[other + 1] ?? 0);
    }
  }
  return lengths;
}
