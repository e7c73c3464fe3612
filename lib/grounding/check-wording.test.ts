import { describe, expect, it } from 'vitest';
import { judge } from '../../tests/fixtures/grounding.ts';

const NOTE = 'Parcel damaged in transit, wants a refund. Agent promised to send a new parcel.';
const DETAIL = 'what it speaks of';

describe('what a sentence speaks of', () => {
  it.each([
    ['reason', 'Likely about the damaged parcel and the refund.'],
    ['openIssues', 'The refund for a parcel broken on its way remains to be done.'],
    ['promises', 'The agent promised to send a new parcel.'],
    ['dontAskAgain', 'The damage of the parcel is described.'],
    ['nextBestAction', 'Offer vouchers, apologise, escalate to the boss.'],
    ['reason', 'Probably the billing inquiry.'],
  ] as const)('is shown in %s when its records know it: "%s"', (section, text) => {
    expect(judge(text, NOTE, { section })).toBeNull();
  });

  it.each([
    ['reason', 'Broadband keeps dropping every evening.'],
    ['openIssues', 'Mortgage application stuck with underwriting team.'],
    ['promises', 'The agent promised to upgrade the broadband router.'],
    ['promises', 'Engineer will replace broken boiler valves.'],
    ['dontAskAgain', 'Passport number and birth certificate were supplied.'],
    ['sentiment', 'Delighted about holiday upgrade and hotel breakfast.'],
  ] as const)('removes it from %s when they know nothing of it: "%s"', (section, text) => {
    expect(judge(text, NOTE, { section })).toBe(DETAIL);
  });

  it('is not judged between languages', () => {
    const options = { section: 'reason', language: 'de' } as const;
    expect(judge('Das Internet fällt jeden Abend aus.', NOTE, options)).toBeNull();
  });

  it('is taken as known when a fact of the sentence is', () => {
    const text = 'Broadband keeps dropping every evening, reference AB-1234.';
    expect(judge(text, `${NOTE} Ref AB-1234.`, { section: 'reason' })).toBeNull();
  });
});
