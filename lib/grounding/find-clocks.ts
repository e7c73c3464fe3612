import type { Unread } from './unread.ts';

export interface ClockMention {
  readonly text: string;
  readonly index: number;
  /** Minutes of the day; two readings where it may be morning or evening. */
  readonly minutes: readonly number[];
}

const HALF_DAY = 720;
const WITH_HALF = /(?<![\d.:])(\d{1,2})(?:[:.h](\d{2}))? ?([ap])\.?m\b\.?/g;
const WITH_MINUTES =
  /(?<![\d.:])([01]?\d|2[0-4])(?:[:h]| h )([0-5]\d)(?::[0-5]\d)?(?!\d|:\d)(?: ?(?:z|utc|uhr|hrs|h)\b)?/g;
const FULL_HOUR = /\b(\d{1,2}) ?(?:uhr|o'clock)\b/g;
const HOUR_AND_MINUTES = /\b(\d{1,2}) uhr ([0-5]\d)\b/g;
const FRENCH_HOUR = /(?<=\b(?:a|vers|avant|des|jusqu'a|entre|et) )(\d{1,2}) ?h\b(?! ?\d)/g;
const PAST_HOUR = /\b(half|quarter) (past|to) (\d{1,2})\b/g;
const NOON = /\b(?:noon|midday)\b/g;

/** Takes times of the day out of a text. */
export function findClocks(unread: Unread): readonly ClockMention[] {
  const take = (pattern: RegExp, minutesOf: (groups: readonly (string | undefined)[]) => readonly number[]) =>
    unread.take(pattern, ([text, ...groups], { index }) => [
      { text, index, minutes: minutesOf([text, ...groups]) },
    ]);
  return [
    ...take(WITH_HALF, ([, hour, minute = '0', half]) => [
      (Number(hour) % 12) * 60 + Number(minute) + (half === 'p' ? HALF_DAY : 0),
    ]),
    ...take(WITH_MINUTES, ([, hour, minute]) => [Number(hour) * 60 + Number(minute)]),
    ...take(HOUR_AND_MINUTES, ([, hour, minute]) => [Number(hour) * 60 + Number(minute)]),
    ...take(PAST_HOUR, ([, part, direction, hour]) => {
      const minutes = Number(hour) * 60 + (part === 'half' ? 30 : 15) * (direction === 'past' ? 1 : -1);
      return [minutes, minutes + HALF_DAY];
    }),
    ...take(FRENCH_HOUR, ([, hour]) => [Number(hour) * 60]),
    ...take(FULL_HOUR, ([, hour]) => [Number(hour) * 60, Number(hour) * 60 + HALF_DAY]),
    ...take(NOON, () => [HALF_DAY]),
  ];
}
