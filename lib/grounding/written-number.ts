/** A number with groups and decimals, in the ways people write them. */
export const WRITTEN_NUMBER =
  "\\d{1,3}(?:[,. ']\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d{1,2})?(?!\\d)|\\d+[.,]\\d+";

/** What a written number may mean: `1.500` is 1500, or one and a half. */
export function readingsOf(written: string): readonly number[] {
  const compact = written.replaceAll(/[ ']/g, '');
  const marks = compact.match(/[.,]/g) ?? [];
  if (marks.length === 0) return [Number(compact)];
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  const withoutMarks = (text: string) => text.replace(/[.,]/g, '');
  if (compact.length - last - 1 === 3) {
    const thousands = Number(withoutMarks(compact));
    return marks.length === 1 ? [thousands, Number(compact.replace(',', '.'))] : [thousands];
  }
  return [Number(`${withoutMarks(compact.slice(0, last))}.${compact.slice(last + 1)}`)];
}
