/** A table in Markdown; cells must not hold a `|`. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function thousands(count: number): string {
  return count.toLocaleString('en-GB');
}
