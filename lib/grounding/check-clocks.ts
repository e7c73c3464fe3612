import type { Claim } from './claim.ts';
import type { ClockMention } from './find-clocks.ts';

const HOUR = 60;
const HALF_DAY = 12 * HOUR;

/** Whether a cited record names a time of the day, is of that minute, or has the bare hour: `btw 8 and 12`. */
export function isKnownClock({ minutes }: ClockMention, { cited }: Claim): boolean {
  return cited.some(({ clock, facts }) => {
    const named = facts.clocks.flatMap((known) => known.minutes);
    const hours = facts.numbers.map(({ value }) => value * HOUR);
    return minutes.some(
      (each) =>
        clock === each || named.includes(each) || hours.includes(each) || hours.includes(each % HALF_DAY),
    );
  });
}
