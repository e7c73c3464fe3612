import { describe, expect, it } from 'vitest';
import { promptRegistry } from './prompt-registry.ts';

const OPTIONS = {
  promptsDirectory: new URL('../../prompts/', import.meta.url),
  defaultVersion: 'v1.2.0',
  shares: {},
  shadowVersion: null,
  key: 'a-key-of-these-tests',
};

describe('promptRegistry', () => {
  it('gives every account the default version without shares', () => {
    const { versionOf, serving, shadow } = promptRegistry(OPTIONS);
    expect(versionOf('1234567890').version).toBe('v1.2.0');
    expect([serving.map(({ version }) => version), shadow]).toEqual([['v1.2.0'], null]);
  });

  it('gives an account the version that has its share, and names all that serve, each once', () => {
    const shares = { 'v1.1.0': 100, 'v1.2.0': 0 };
    const { versionOf, serving, shadow } = promptRegistry({ ...OPTIONS, shares, shadowVersion: 'v1.0.0' });
    expect(versionOf('1234567890').version).toBe('v1.1.0');
    expect(serving.map(({ version }) => version)).toEqual(['v1.2.0', 'v1.1.0']);
    expect(shadow?.version).toBe('v1.0.0');
  });

  it.each([{ defaultVersion: 'v9.0.0' }, { shares: { 'v9.0.0': 0 } }, { shadowVersion: 'v9.0.0' }])(
    'does not start with a version that there is not: %j',
    (wrong) => {
      expect(() => promptRegistry({ ...OPTIONS, ...wrong })).toThrow(
        'There is no prompt "v9.0.0"; there are v1.0.0, v1.1.0, v1.2.0.',
      );
    },
  );
});
