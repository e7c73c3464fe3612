import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULTS } from './faults/all-faults.ts';
import { PAGE, renderPage } from './results.ts';

const page = readFileSync(PAGE, 'utf8');

describe('docs/reliability.md', () => {
  it('is what the kept figures say', () => {
    expect(page).toBe(renderPage());
  });

  it.each(FAULTS.map(({ row, fault, open }) => ({ row, fault, open })))(
    'has a row for $row: $fault',
    ({ row, fault, open }) => {
      expect(page).toContain(
        open === undefined ? `\n| ${row} | ${fault} |` : `\n- ${row}, ${fault}: ${open}.`,
      );
    },
  );
});
