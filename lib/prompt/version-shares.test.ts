import { describe, expect, it } from 'vitest';
import { type Shares, versionShares } from './version-shares.ts';

const ACCOUNTS = Array.from({ length: 20_000 }, (_, index) => String(1_000_000_000 + index * 7_919));
const KEY = 'a-key-of-these-tests';

describe('the shares of versions', () => {
  it.each<Shares>([
    { 'v1.1.0': 10, 'v1.2.0': 90 },
    { 'v1.1.0': 10, 'v1.3.0': 25.5 },
    { 'v1.1.0': 50, 'v1.3.0': 50 },
    { 'v1.1.0': 100 },
    { 'v1.1.0': 0 },
    {},
  ])('are those of 20,000 accounts to a point: %j', (shares) => {
    const counted = Map.groupBy(assigned(shares), (version) => version);
    const others = Object.entries(shares).filter(([version]) => version !== 'v1.2.0');
    const rest = 100 - others.reduce((sum, [, share]) => sum + share, 0);
    for (const [version, share] of [...others, ['v1.2.0', rest] as const]) {
      const percent = (counted.get(version)?.length ?? 0) / 200;
      expect(Math.abs(percent - share), version).toBeLessThan(share === 0 || share === 100 ? 1e-9 : 1);
    }
  });

  it.each<[Shares, Shares, string]>([
    [{ 'v1.1.0': 10, 'v1.3.0': 20 }, { 'v1.1.0': 40, 'v1.3.0': 20 }, 'v1.1.0'],
    [{ 'v1.1.0': 10, 'v1.3.0': 20 }, { 'v1.1.0': 10, 'v1.3.0': 90 }, 'v1.3.0'],
    [{}, { 'v1.3.0': 5 }, 'v1.3.0'],
    [{ 'v1.1.0': 10 }, { 'v1.1.0': 10, 'v1.3.0': 5 }, 'v1.3.0'],
  ])('when one grows, take accounts into it and move no others: %j to %j', (before, after, grown) => {
    const [earlier, later] = [assigned(before), assigned(after)];
    const moved = ACCOUNTS.flatMap((_, index) => (earlier[index] === later[index] ? [] : later[index]));
    expect(moved.length).toBeGreaterThan(0);
    expect(new Set(moved)).toEqual(new Set([grown]));
  });

  it('give an account the same version each time, and other accounts by another key', () => {
    const shares = { 'v1.1.0': 50 };
    expect(assigned(shares)).toEqual(assigned(shares));
    const others = assigned(shares, 'another-key-of-these-tests');
    const same = assigned(shares).filter((version, index) => version === others[index]);
    expect(same.length).toBeLessThan(12_000);
  });

  it('are for two versions beside the default one at most', () => {
    expect(() => assigned({ 'v1.0.0': 1, 'v1.1.0': 1, 'v1.3.0': 1 })).toThrow(
      'At most 2 versions beside v1.2.0 can have shares of the accounts.',
    );
  });
});

function assigned(shares: Shares, key = KEY): readonly string[] {
  return ACCOUNTS.map(versionShares({ shares, defaultVersion: 'v1.2.0', key }));
}
