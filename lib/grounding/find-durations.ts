import type { Place, Unread } from './unread.ts';

export interface DurationMention {
  readonly text: string;
  readonly index: number;
  readonly value: number;
  readonly unit: DurationUnit;
  /** `about`, `nearly`, `over`. */
  readonly isRounded: boolean;
  /** `over three hours` is more, `less than an hour` is less. */
  readonly bound: 'more' | 'less' | null;
  /** Whether only working days count, or may. */
  readonly isWorking: boolean;
}

export type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'night' | 'week' | 'month' | 'year';

const UNITS: readonly (readonly [DurationUnit, RegExp])[] = [
  ['second', /^(?:s|secs?|seconds?|sekunden?|segundos?|secondes?)$/],
  ['minute', /^(?:m|mins?|minutes?|minuten?|minutos?)$/],
  ['hour', /^(?:h|hrs?|hours?|stunden?|horas?|heures?|std)$/],
  ['night', /^(?:nts?|nights?|nuits?|noches?|noites?|nachte?n?)$/],
  ['day', /^(?:d|j|days?|tage?n?|dias?|jours?|bds?|wds?|werktage?n?|(?:werk)?dag(?:en)?)$/],
  ['week', /^(?:w|wks?|weeks?|wochen?|semanas?|semaines?)$/],
  ['month', /^(?:mths?|mos?|months?|monate?n?|mes|meses|mois)$/],
  ['year', /^(?:y|yrs?|years?|jahre?n?|anos?|ans?|annees?)$/],
];
const KIND =
  '(?:business|working|calendar|full|more|further|consecutive|straight|whole|extra|long|additional|weitere|bus|work)';
const UNIT = `(?:${KIND} )?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|months?|mths?|mos?|nts?|years?|yrs?|bds?|wds?|minuten?|stunden?|std|tage?n?|werktage?n?|(?:werk)?dag(?:en)?|wochen?|monate?n?|jahre?n?|minutos?|segundos?|horas?|dias?|semanas?|mes(?:es)?|anos?|heures?|jours?|nuits?|noches?|noites?|nachte?n?|semaines?|mois|ans?|annees?|sekunden?|[smhdwyj])`;
const RANGE = new RegExp(
  `(?<![\\d.,$€£])(\\d{1,4}) ?(?:-|to|bis|a|or|/|y|and) ?(\\d{1,4})[ -]?\\+?(${UNIT})\\b`,
  'g',
);
const LENGTH = new RegExp(`(?<![\\d.,$€£])(\\d{1,4}(?:[.,]\\d)?)\\+?[ -]?(${UNIT})\\b(?!\\/)`, 'g');
const ROUNDED =
  /\b(?:about|around|almost|nearly|over|more than|roughly|approximately|some|under|less than|just|up to|at least|etwa|rund|fast|knapp|uber|mehr als|mas de|casi|unos|unas|environ|presque|plus de|pres de|cerca de|mais de|quase)\s*$/;
const MORE = /\b(?:over|more than|at least|mehr als|uber|mas de|plus de|mais de)\s*$/;
const LESS = /\b(?:under|less than|not even|weniger als|menos de|moins de)\s*$/;
const WORKING = /^(?:bus|work|bd|wd|werk)/;
const WORKING_BEHIND = /^ ?(?:habiles|ouvr|uteis|laborables)/;
const KIND_AHEAD = new RegExp(`^${KIND} (?=.)`);

/** Takes lengths of time out of a text; of `5-7 days` both ends. */
export function findDurations(unread: Unread): readonly DurationMention[] {
  return [
    ...unread.take(RANGE, ([text, from, to, unit = ''], place) => [
      ...duration(text, { value: Number(from), unit, place }),
      ...duration(text, { value: Number(to), unit, place }),
    ]),
    ...unread.take(LENGTH, ([text, value = '', unit = ''], place) =>
      // `in 2 s` is no length, `2s` is.
      /^[swy]$/.test(unit) && text.includes(' ')
        ? []
        : duration(text, { value: Number(value.replace(',', '.')), unit, place }),
    ),
  ];
}

function duration(
  text: string,
  { value, unit, place }: { readonly value: number; readonly unit: string; readonly place: Place },
): readonly DurationMention[] {
  const known = UNITS.find(([, pattern]) => pattern.test(unit.replace(KIND_AHEAD, '')));
  if (known === undefined) return [];
  const { before, after, index } = place;
  return [
    {
      text,
      index,
      value,
      unit: known[0],
      isRounded: ROUNDED.test(before) || /^ or so\b/.test(after),
      bound: MORE.test(before) ? 'more' : LESS.test(before) ? 'less' : null,
      isWorking: WORKING.test(unit) || WORKING_BEHIND.test(after),
    },
  ];
}
