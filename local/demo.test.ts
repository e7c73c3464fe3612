import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { STORIES } from './stories.ts';

const DEMO = fileURLToPath(new URL('./demo.ts', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'omni-demo-test-'));

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Runs `npm run demo`'s command with a folder for temporary files that shows what it leaves behind. */
function startDemo() {
  const child = spawn(process.execPath, [DEMO], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return { child, output: () => output, exited: once(child, 'exit').then(([code]) => code) };
}

describe('npm run demo', () => {
  it('leaves nothing when it is killed while it starts', async () => {
    const demo = startDemo();
    await expect.poll(() => readdirSync(temporary).length, { timeout: 20_000 }).toBe(1);
    demo.child.kill('SIGKILL');
    await demo.exited;
    await expect.poll(() => readdirSync(temporary), { timeout: 20_000 }).toEqual([]);
  }, 60_000);

  it('tells five stories with their facts, ends well, and leaves nothing', async () => {
    const demo = startDemo();
    const code = await demo.exited;
    const output = demo.output();
    for (const [index, { sentence }] of STORIES.entries())
      expect(output).toContain(`\n${index + 1}. ${sentence}\n`);
    const facts = /^ {2}status .+ {3}interactions .+ {3}model .+ {3}latency \d+ ms {3}stored ddb\+s3$/gm;
    expect(output.match(facts)).toHaveLength(STORIES.length);
    expect(output).not.toContain('\u001b[');
    expect(output).toMatch(/\nAll five went as told/);
    expect(code).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  }, 60_000);
});
