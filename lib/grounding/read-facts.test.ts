import { describe, expect, it } from 'vitest';
import { dayOf } from './calendar-day.ts';
import { readFacts } from './read-facts.ts';

const TODAY = dayOf('2025-12-08T00:00Z');

function read(text: string, language = 'en') {
  const { dates, amounts, durations, clocks, identifiers, numbers } = readFacts(text, {
    language,
    today: TODAY,
  });
  return {
    dates: dates.map((each) => each.text.trim()),
    amounts: amounts.map(({ value, currency }) => `${value} ${currency}`),
    durations: durations.map(({ value, unit }) => `${value} ${unit}`),
    clocks: clocks.map(({ minutes }) => minutes[0]),
    identifiers: identifiers.map(({ value }) => value),
    numbers: numbers.map(({ value }) => value),
  };
}

const NONE = { dates: [], amounts: [], durations: [], clocks: [], identifiers: [], numbers: [] };

describe('the facts of a text', () => {
  it.each([
    ['on 3 May it', { dates: ['3 may'] }],
    ['may 3 people come', { dates: ['may 3'] }],
    ['between 3 and 5 May it', { dates: ['3 and 5 may', '3 and 5 may'] }],
    ['on 2025-12-03 it', { dates: ['2025-12-03'] }],
    ['paid $45 for 3 seats', { amounts: ['45 usd'], numbers: [3] }],
    ['paid $10-20', { amounts: ['10 usd', '20 usd'] }],
    ['paid 3 euros 50 cents', { amounts: ['3.5 eur'] }],
    ['takes 5-7 days', { durations: ['5 day', '7 day'] }],
    ['at 14:30 for 30 min', { clocks: [870], durations: ['30 minute'] }],
    ['order 44719, 2 items', { identifiers: ['44719'], numbers: [2] }],
    ['called 3x', { numbers: [3] }],
    ['50% off', { numbers: [50] }],
    ['no number at all', {}],
  ])('"%s" are read once each', (text, facts) => {
    expect(read(text)).toEqual({ ...NONE, ...facts });
  });

  it.each([
    ['es', 'el 7 de diciembre pagó 45 €', { dates: ['7 de diciembre'], amounts: ['45 eur'] }],
    ['es', 'hace dos semanas', { dates: ['hace 2 semanas'] }],
    ['fr', 'le 7 décembre, 45,50 €', { dates: ['7 decembre'], amounts: ['45.5 eur'] }],
    ['fr', 'il y a trois jours', { dates: ['il y a 3 jours'] }],
    ['de', 'am 13. Oktober um 14 Uhr', { dates: ['13. oktober'], clocks: [840] }],
    ['de', 'vor fünf Tagen', { dates: ['vor 5 tagen'] }],
    ['de', 'übermorgen', { dates: ['ubermorgen'] }],
    ['pt', 'na segunda-feira, há duas semanas', { dates: ['ha 2 semanas', 'segunda-feira'] }],
    ['pt', 'depois de amanhã', { dates: ['depois de amanha'] }],
  ])('are read in %s: "%s"', (language, text, facts) => {
    expect(read(text, language)).toEqual({ ...NONE, ...facts });
  });

  it.each([
    ['yesterday', -1, -1],
    ['the day before yesterday', -2, -2],
    ['the day after tomorrow', 2, 2],
    ['today', 0, 0],
    ['next week', 7, 13],
    ['last week', -7, -1],
    ['three days ago', -3, -3],
    ['two weeks ago', -17, -11],
  ])('count "%s" from the day of the text: %i to %i days', (text, from, to) => {
    const [date] = readFacts(text, { language: 'en', today: TODAY }).dates;
    expect(date?.range).toEqual({ from: TODAY + from, to: TODAY + to });
  });

  it('tell a term from a day', () => {
    const termOf = (text: string) => readFacts(text, { language: 'en', today: TODAY }).dates[0]?.isTerm;
    expect(termOf('refund by 12 December')).toBe(true);
    expect(termOf('refund until Friday, 12 December')).toBe(true);
    expect(termOf('refund on 12 December')).toBe(false);
  });

  it('read no day in a number that the calendar does not have', () => {
    expect(read('version 2025-13-40 it').dates).toEqual(['2025-13-40']);
    expect(read('rated 4/5 stars').dates).toEqual([]);
    expect(read('on 45/13 it').dates).toEqual([]);
  });
});
