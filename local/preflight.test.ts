import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const PREFLIGHT = fileURLToPath(new URL('./preflight.cjs', import.meta.url));

function runUnder(version: string, platform: string) {
  const pretend = `for (const [name, value] of [['versions', { node: '${version}' }], ['platform', '${platform}']])
    Object.defineProperty(process, name, { value });
    require(${JSON.stringify(PREFLIGHT)});`;
  return spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
}

describe('the preflight', () => {
  it.each(['22.18.0', '22.20.1', '24.0.0', '26.1.0'])('lets Node %s pass without a word', (version) => {
    expect(runUnder(version, 'linux')).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(['20.20.2', '22.17.9', '18.0.0'])('says what to do under Node %s', (version) => {
    const onLinux = runUnder(version, 'linux');
    const onMac = runUnder(version, 'darwin');

    expect(onLinux).toMatchObject({ status: 1 });
    expect(onLinux.stderr).toContain(`found ${version}`);
    expect(onLinux.stderr).toContain('npm ci');
    expect(onMac.stderr).toContain('install Node 24');
  });
});
