import { describe, expect, it } from 'vitest';
import { virtualTime } from './virtual-time.ts';

describe('virtualTime', () => {
  it('jumps from moment to moment, with all that follows from one before the next', async () => {
    const time = virtualTime();
    const told: string[] = [];
    const tell = (what: string) => told.push(`${time.now()} ${what}`);
    time.after(3_600_000, () => tell('an hour'));
    time.after(10, async () => {
      tell('ten');
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      tell('ten, twenty promises later');
    });
    time.after(11, () => tell('eleven'));
    await time.run();
    expect(told).toEqual(['10 ten', '10 ten, twenty promises later', '11 eleven', '3600000 an hour']);
  });

  it('forgets what was cancelled', async () => {
    const time = virtualTime();
    const cancel = time.after(10, () => {
      throw new Error('It was cancelled.');
    });
    cancel();
    await time.run();
    expect(time.now()).toBe(10);
  });

  it('wakes a sleeper early when the signal aborts, and at once when it has', async () => {
    const time = virtualTime();
    const controller = new AbortController();
    const wokenAt: number[] = [];
    const sleep = () => time.sleep(1_000, controller.signal).then(() => wokenAt.push(time.now()));
    void sleep();
    time.after(250, () => {
      controller.abort();
      void sleep();
    });
    await time.run();
    expect(wokenAt).toEqual([250, 250]);
  });
});
