import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../domain/interaction.ts';
import { decodeInteraction } from './decode-interaction.ts';

const ITEM = {
  account_number: '1234567890',
  interaction_key: '2025-12-07T10:15:00Z#int-1',
  channel: 'ivr',
  timestamp: '2025-12-07T10:15:00Z',
  intent: 'billing_dispute',
  disposition: 'queued',
  notes: 'Asked about $45.',
  duration_s: 120,
  contact_id: 'abc-123',
  initial_contact_id: 'abc-122',
  business_unit: 'retail',
  resolved: false,
};

describe('decodeInteraction', () => {
  it('gives every attribute its name in the code', () => {
    expect(decodeInteraction(ITEM)).toEqual({
      interaction: {
        id: 'int-1',
        at: '2025-12-07T10:15:00.000Z',
        channel: 'ivr',
        intent: 'billing_dispute',
        disposition: 'queued',
        resolved: false,
        durationSeconds: 120,
        contactId: 'abc-123',
        initialContactId: 'abc-122',
        text: 'Asked about $45.',
      },
      unknownCodes: [],
      lagMs: null,
    });
  });

  it.each([
    ['2025-12-07T10:15:02.500Z', 2_500],
    ['2025-12-07T10:14:59Z', 0],
    ['soon', null],
  ])('says how long it took to reach the table when that was at %s', (replicated_at, lagMs) => {
    expect(decodeInteraction({ ...ITEM, replicated_at })).toMatchObject({ lagMs });
  });

  it('takes what is missing, or of another type, as absent', () => {
    const loose = {
      disposition: 7,
      resolved: 'no',
      duration_s: '120',
      contact_id: null,
      initial_contact_id: ' ',
    };
    const { interaction_key, channel, timestamp } = ITEM;
    expect(decodeInteraction({ interaction_key, channel, timestamp, ...loose })).toEqual({
      interaction: {
        id: 'int-1',
        at: '2025-12-07T10:15:00.000Z',
        channel: 'ivr',
        intent: 'misc',
        disposition: null,
        resolved: null,
        durationSeconds: null,
        contactId: null,
        initialContactId: null,
        text: '',
      },
      unknownCodes: [],
      lagMs: null,
    });
  });

  it('reads a time without a zone as UTC, wherever it runs', () => {
    expect(decoded({ timestamp: '2025-12-07T10:15:00' })).toMatchObject({ at: '2025-12-07T10:15:00.000Z' });
  });

  it('takes the transcript when the note says nothing', () => {
    const texts = { notes: ' ', transcript_summary: ' Asked about $45. ' };
    expect(decoded(texts)).toMatchObject({ text: 'Asked about $45.' });
  });

  it('keeps the whole of an id that has a # in it', () => {
    expect(decoded({ interaction_key: '2025-12-07T10:15:00Z#a#b' })).toMatchObject({ id: 'a#b' });
  });

  it('prefers the id attribute to the one in the key', () => {
    expect(decoded({ interaction_id: 'int-2' })).toMatchObject({ id: 'int-2' });
  });
});

describe('a malformed item', () => {
  it.each([
    ['id_missing', 'has no key', { interaction_key: undefined }],
    ['id_missing', 'has a key without an id', { interaction_key: '2025-12-07T10:15:00Z' }],
    ['id_missing', 'has a key with an empty id', { interaction_key: '2025-12-07T10:15:00Z#' }],
    ['id_missing', 'has a number as its key', { interaction_key: 7 }],
    ['timestamp_invalid', 'has no timestamp', { timestamp: undefined }],
    ['timestamp_invalid', 'has epoch milliseconds', { timestamp: 1_765_102_500_000 }],
    ['timestamp_invalid', 'has epoch milliseconds as text', { timestamp: '1765102500000' }],
    ['timestamp_invalid', 'has a day without a time', { timestamp: '2025-12-07' }],
    ['timestamp_invalid', 'has a day of another order', { timestamp: '07/12/2025 10:15' }],
    ['timestamp_invalid', 'has a month that is none', { timestamp: '2025-13-07T10:15:00Z' }],
    ['timestamp_invalid', 'has a day that its month lacks', { timestamp: '2025-02-30T10:15:00Z' }],
    ['timestamp_invalid', 'has an hour that is none', { timestamp: '2025-12-07T25:15:00Z' }],
    ['timestamp_invalid', 'says more behind the time', { timestamp: '2025-12-07T10:15:00Z or so' }],
    ['channel_missing', 'has no channel', { channel: undefined }],
    ['channel_missing', 'has a blank channel', { channel: '  ' }],
    ['channel_missing', 'has a number as its channel', { channel: 1 }],
    ['text_invalid', 'has a list as its note', { notes: ['a', 'b'] }],
    ['text_invalid', 'has a number as its summary', { notes: undefined, transcript_summary: 5 }],
  ])('is %s when it %s', (malformed, _, changes) => {
    expect(decodeInteraction({ ...ITEM, ...changes })).toEqual({ malformed });
  });
});

describe('codes', () => {
  it.each([
    ['VOICE_IVR', 'ivr'],
    ['02', 'agent'],
    ['WebChat', 'chat'],
    ['Mail', 'email'],
    ['Text', 'sms'],
    ['PORTAL', 'web'],
    ['App', 'mobile'],
    ['x', 'social'],
    [' phone ', 'agent'],
    ...CHANNELS.map((channel) => [channel.toUpperCase(), channel]),
  ])('reads channel %j as %s', (code, channel) => {
    expect(decodeInteraction({ ...ITEM, channel: code })).toMatchObject({
      interaction: { channel },
      unknownCodes: [],
    });
  });

  it.each([
    ['BILL_DSP', 'billing_dispute'],
    ['b-101', 'billing_inquiry'],
    ['Billing Discrepancy', 'billing_dispute'],
    ['OTHER', 'misc'],
  ])('reads intent %j as %s', (code, intent) => {
    expect(decodeInteraction({ ...ITEM, intent: code })).toMatchObject({
      interaction: { intent },
      unknownCodes: [],
    });
  });

  it('keeps an unknown channel and intent as given, and names both', () => {
    expect(decodeInteraction({ ...ITEM, channel: 'Fax', intent: 'Z-999' })).toMatchObject({
      interaction: { channel: 'Fax', intent: 'Z-999' },
      unknownCodes: ['channel', 'intent'],
    });
  });

  it.each(['constructor', '__proto__', 'toString'])('keeps %s as an unknown code', (code) => {
    expect(decodeInteraction({ ...ITEM, channel: code, intent: code })).toMatchObject({
      interaction: { channel: code, intent: code },
      unknownCodes: ['channel', 'intent'],
    });
  });
});

describe('the instant', () => {
  it.each([
    ['with milliseconds', '2025-12-07T10:15:00.120Z', '2025-12-07T10:15:00.120Z'],
    ['without milliseconds', '2025-12-07T10:15:00Z', '2025-12-07T10:15:00.000Z'],
    ['with microseconds', '2025-12-07T10:15:00.120999Z', '2025-12-07T10:15:00.120Z'],
    ['without seconds', '2025-12-07T10:15Z', '2025-12-07T10:15:00.000Z'],
    ['with an offset', '2025-12-07T22:15:00-05:00', '2025-12-08T03:15:00.000Z'],
  ])('is UTC with milliseconds when it comes %s', (_, timestamp, at) => {
    expect(decoded({ timestamp })).toMatchObject({ at });
  });
});

describe('the text', () => {
  it('is the note when there is one', () => {
    expect(decoded({ notes: 'note', transcript_summary: 'summary' })).toMatchObject({ text: 'note' });
  });

  it.each([undefined, null])('is the summary of the transcript when the note is %s', (notes) => {
    expect(decoded({ notes, transcript_summary: 'summary' })).toMatchObject({ text: 'summary' });
  });

  it('comes whole, because only the redactor may cut', () => {
    const long = 'x'.repeat(300_000);
    expect(decoded({ notes: long, disposition: long })).toMatchObject({ text: long, disposition: long });
  });
});

it('decodes any item or says why not, and never throws', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string(),
    fc.date({ noInvalidDate: true }).map((day) => day.toISOString()),
  );
  const key = fc.constantFrom(...Object.keys(ITEM), 'interaction_id', 'transcript_summary', '__proto__');
  fc.assert(
    fc.property(fc.dictionary(key, value), fc.boolean(), (changes, nearlyRight) => {
      const outcome = decodeInteraction(nearlyRight ? { ...ITEM, ...changes } : changes);
      if ('malformed' in outcome) return;
      expect(new Date(outcome.interaction.at).toISOString()).toBe(outcome.interaction.at);
      expect(outcome.interaction.id).not.toBe('');
      expect(typeof outcome.interaction.text).toBe('string');
    }),
    { numRuns: 500 },
  );
});

function decoded(changes: Readonly<Record<string, unknown>>) {
  const outcome = decodeInteraction({ ...ITEM, ...changes });
  if ('malformed' in outcome) throw new Error(`The item is malformed: ${outcome.malformed}`);
  return outcome.interaction;
}
