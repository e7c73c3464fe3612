import { describe, expect, it } from 'vitest';
import { aNote, judge } from '../../tests/fixtures/grounding.ts';

const ROUTERS = 'Got 3 routers, one was broken. Paid for 12 cables.';

describe('counts in a summary', () => {
  it.each([
    ['Customer got 3 routers.', ROUTERS],
    ['Customer got three routers.', ROUTERS],
    ['One router was broken.', ROUTERS],
    ['Customer paid for a dozen cables.', ROUTERS],
    ['Two of the five parcels came.', '2/5 parcels came.'],
    ['3 of 5 parcels are missing.', '2/5 parcels came.'],
    ['A discount of 20% was given.', 'Gave 20% discount.'],
    ['The limit is 1,500 points.', 'Limit 1500 points.'],
    ['Both invoices, two invoices in all, are wrong.', 'Both invoices are wrong.'],
    ['The call took 14 minutes.', aNote('Asked about it.', { minutes: 14 })],
    ['The speed is ten below the minimum.', 'Speed is 40, minimum is 50.'],
    ['It failed twice.', 'Failed 2x.'],
  ])('shows "%s"', (sentence, note) => {
    expect(judge(sentence, [note])).toBeNull();
  });

  it.each([
    ['Customer got 4 routers.', ROUTERS, 'number 4'],
    ['Customer got five routers.', ROUTERS, 'number 5'],
    ['Customer got 12 routers.', ROUTERS, 'number 12'],
    ['Customer paid for two dozen cables.', ROUTERS, 'number 2'],
    ['4 of 5 parcels are missing.', '2/5 parcels came.', 'number 4'],
    ['A discount of 30% was given.', 'Gave 20% discount on 30 lines.', 'number 30'],
    ['The limit is 2,500 points.', 'Limit 1500 points.', 'number 2,500'],
    ['The speed is 20 below the minimum.', 'Speed is 40, minimum is 50.', 'number 20'],
    ['It failed three times.', 'Failed 2x.', 'number 3'],
  ])('removes "%s" over "%s": %s', (sentence, note, detail) => {
    expect(judge(sentence, note)).toBe(detail);
  });

  it.each([
    ['es', 'Recibió tres routers.'],
    ['fr', 'Il a reçu trois routeurs.'],
    ['de', 'Er bekam drei Router.'],
    ['pt', 'Recebeu três roteadores.'],
  ])('shows in %s "%s"', (language, sentence) => {
    expect(judge(sentence, ROUTERS, { language })).toBeNull();
  });

  it.each([
    ['es', 'Recibió cuatro routers.', 'number 4'],
    ['fr', 'Il a reçu cinq routeurs.', 'number 5'],
    ['de', 'Er bekam sieben Router.', 'number 7'],
    ['pt', 'Recebeu oito roteadores.', 'number 8'],
  ])('removes in %s "%s": %s', (language, sentence, detail) => {
    expect(judge(sentence, ROUTERS, { language })).toBe(detail);
  });

  it('counts the cited records where each of them speaks of one', () => {
    const outages = [
      aNote('Outage in the street.', { interactionIds: ['int-1'] }),
      aNote('Another outage, no light.', { interactionIds: ['int-2'], at: '2025-12-05T10:15Z' }),
    ];
    expect(judge('There were two outages.', outages)).toBeNull();
    expect(judge('There were three outages.', outages)).toBe('number 3');
    expect(judge('There were two floods.', outages)).toBe('number 2');
  });

  it('knows how many a record stands for, and how many issues it has', () => {
    const several = aNote('', {
      at: undefined,
      first: '2025-11-02',
      last: '2025-11-20',
      records: 9,
      issues: 4,
      open: 2,
    });
    expect(judge('There are 4 issues, 2 of them open.', [several])).toBeNull();
    expect(judge('There are 5 issues.', [several])).toBe('number 5');
  });
});

describe('counts as sentences tell them', () => {
  it.each([
    ['Screenshots were sent twice, on 1 and 3 December.', 'sent 1/12 and again 3 dec'],
    ['On 1 and 3 December and yesterday he wrote; the first two times in vain.', 'wrote 1 dec, 3 dec, 7 dec'],
    ['The tenant of 4C has no heat.', 'no heat in 4C'],
    ['10 mg was prescribed.', 'rx is for 10mg, given 20mg'],
    ['The router was moved by two metres.', 'moved router 2 m'],
    ['Six attempts to log in failed.', 'login attempt fail x6, lock'],
    ['Exports above 20,000 rows time out.', 'exports > 20k rows time out'],
    ["C'est le deuxième appel.", 'le 2e appel'],
    ['Two of ten codes are used.', 'used 2 of 10, rest is gone'],
    ['Eight of ten codes are unused.', 'used 2 of 10, rest is gone'],
  ])('stay where the record tells the same: %s', (sentence, note) => {
    expect(judge(sentence, note)).toBeNull();
  });

  it.each([
    ['Screenshots were sent three times, on 1 and 3 December.', 'sent 1/12 and again 3 dec', 'number 3'],
    ['The tenant of 5C has no heat.', 'no heat in 4C', 'number 5'],
    ['Eight of ten codes are used.', 'used 2 of 10, rest is gone', 'number 8'],
    ['Wi-Fi calling works on one of the three phones.', 'wifi calling works on 2 of 3 phones', 'number 1'],
  ])('go where it tells another: %s', (sentence, note, detail) => {
    expect(judge(sentence, note)).toBe(detail);
  });
});
