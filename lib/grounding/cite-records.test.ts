import { describe, expect, it } from 'vitest';
import { aNote, groundOne } from '../../tests/fixtures/grounding.ts';

const PARCEL = aNote('Parcel DX-4471 damaged in transit, customer wants money back.', {
  interactionIds: ['int-1'],
});
const OUTAGE = aNote('Broadband outage in the whole street since noon.', {
  interactionIds: ['int-2'],
  at: '2025-12-05T10:15Z',
  intent: 'outage',
});

function citedBy(text: string, cites: readonly string[]) {
  return groundOne(text, [PARCEL, OUTAGE], { cites }).lines[0]?.interactionIds;
}

describe('the records that a sentence is shown with', () => {
  it('keeps those that were cited rightly', () => {
    expect(citedBy('The parcel was damaged in transit.', ['int-1'])).toEqual(['int-1']);
    expect(citedBy('The parcel was damaged and broadband has an outage.', ['int-1', 'int-2'])).toEqual([
      'int-1',
      'int-2',
    ]);
  });

  it('adds the one that holds its reference or its quote', () => {
    expect(citedBy('The parcel is DX-4471 in the broadband outage.', ['int-2'])).toContain('int-1');
    expect(citedBy('Customer "wants money back".', ['int-2'])).toContain('int-1');
  });

  it('adds none for a quote of two words, which may stand anywhere', () => {
    expect(groundOne('Customer said "money back".', [PARCEL, OUTAGE], { cites: ['int-2'] }).lines).toEqual(
      [],
    );
  });

  it('drops the one that speaks of something else', () => {
    expect(citedBy('The parcel was damaged in transit.', ['int-1', 'int-2'])).toEqual(['int-1']);
  });

  it('keeps one that the sentence cannot do without', () => {
    expect(
      citedBy('The parcel was damaged in transit; called on 5 December too.', ['int-1', 'int-2']),
    ).toEqual(['int-1', 'int-2']);
  });

  it('leaves a sentence without citations as it is', () => {
    expect(citedBy('The customer is calm.', [])).toEqual([]);
  });

  it('cites no interaction that does not exist', () => {
    expect(citedBy('The parcel was damaged in transit.', ['int-1', 'int-9'])).toEqual(['int-1']);
  });
});
