// @vitest-environment jsdom
import Card from 'c/omniInsightsCard';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { click, find, mount, record, settle } from './page.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const busy = (retryAfterSeconds: number) => ({
  state: 'failed',
  failure: { title: 'Busy', detail: 'In a moment.', retryable: true, retryAfterSeconds },
});
const words = () => find('.retry').textContent?.trim();

it('the seconds of another try are counted down by the clock, and then it is open', async () => {
  const card = mount('c-omni-insights-card', Card, busy(3));
  const retried = record(card, 'retry');
  await settle();
  expect(words()).toBe('Try again in 3 s');
  vi.advanceTimersByTime(1_000);
  await settle();
  expect(words()).toBe('Try again in 2 s');
  await click(find('.retry'));
  expect(retried).toHaveLength(0);
  vi.advanceTimersByTime(2_000);
  await settle();
  expect(words()).toBe('Try again');
  await click(find('.retry'));
  expect(retried).toHaveLength(1);
});

it('the seconds are not read out', async () => {
  mount('c-omni-insights-card', Card, busy(3));
  await settle();
  const before = find('[aria-live]').textContent;
  vi.advanceTimersByTime(1_000);
  await settle();
  expect(find('[aria-live]').textContent).toBe(before);
});

it('a card that has gone counts no longer', async () => {
  mount('c-omni-insights-card', Card, busy(3)).remove();
  await settle();
  expect(vi.getTimerCount()).toBe(0);
});
