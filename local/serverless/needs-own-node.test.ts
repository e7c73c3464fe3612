import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const PLUGIN = fileURLToPath(new URL('./needs-own-node.cjs', import.meta.url));
const run = promisify(execFile);

/** Loads the plugin in a process that says it is of this version. */
function loadIn(version: string) {
  const script = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require(${JSON.stringify(PLUGIN)})`;
  return run(process.execPath, ['-e', script]);
}

describe('sls in a Node that a shell found', () => {
  it.each(['20.20.2', '22.17.1'])('says in a sentence what to run instead: %s', async (version) => {
    await expect(loadIn(version)).rejects.toMatchObject({
      code: 1,
      stderr: `This is Node ${version}: run npx sls, which finds the Node 24 of this project.\n`,
    });
  });

  it.each(['22.18.0', '24.0.0'])('goes on: %s', async (version) => {
    expect(await loadIn(version)).toEqual({ stdout: '', stderr: '' });
  });
});
