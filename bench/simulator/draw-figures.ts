interface Cell {
  readonly scenario: string;
  readonly policy: string;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const BAR = { height: 12, gap: 3, left: 190, perSecond: 90 };
const WIDTH = 900;
const COLOURS = ['#8a94a6', '#b7791f', '#2b6cb0', '#2f855a'];
const GOAL_MS = 3_000;

/** Bars of the 99th percentile, with a mark at the median, by scenario and policy: an SVG. */
export function drawFigures(cells: readonly Cell[]): string {
  const scenarios = Object.entries(Object.groupBy(cells, ({ scenario }) => scenario));
  const policies = [...new Set(cells.map(({ policy }) => policy))];
  const groupHeight = policies.length * (BAR.height + BAR.gap) + 14;
  const height = scenarios.length * groupHeight + 60;
  const groups = scenarios.map(([name, group = []], index) =>
    drawGroup(name, group, 30 + index * groupHeight),
  );
  const goalX = BAR.left + (GOAL_MS / 1_000) * BAR.perSecond;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>99th percentile and median of the wait for a summary, by scenario and policy (simulated)</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...policies.map((policy, index) => legend(policy, index)),
    `<line x1="${goalX}" y1="24" x2="${goalX}" y2="${height - 24}" stroke="#c53030" stroke-dasharray="4 3"/>`,
    `<text x="${goalX}" y="${height - 10}" fill="#c53030" text-anchor="middle">goal: 3.0 s</text>`,
    ...groups,
    '</svg>',
  ].join('\n')}\n`;
}

function legend(policy: string, index: number): string {
  const x = BAR.left + index * 175;
  return `<rect x="${x}" y="6" width="10" height="10" fill="${COLOURS[index]}"/><text x="${x + 14}" y="15">${policy}</text>`;
}

function drawGroup(name: string, group: readonly Cell[], top: number): string {
  const bars = group.map(({ p50, p99 }, index) => {
    const y = top + index * (BAR.height + BAR.gap);
    const x = (ms: number) => BAR.left + (ms / 1_000) * BAR.perSecond;
    return [
      `<rect x="${BAR.left}" y="${y}" width="${x(p99) - BAR.left}" height="${BAR.height}" fill="${COLOURS[index]}"/>`,
      `<line x1="${x(p50)}" y1="${y}" x2="${x(p50)}" y2="${y + BAR.height}" stroke="#fff" stroke-width="2"/>`,
      `<text x="${x(p99) + 4}" y="${y + 10}">${(p99 / 1_000).toFixed(2)} s</text>`,
    ].join('');
  });
  return `<text x="${BAR.left - 10}" y="${top + 28}" text-anchor="end" font-weight="bold">${name}</text>${bars.join('')}`;
}
