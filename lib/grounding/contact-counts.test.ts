import { describe, expect, it } from 'vitest';
import { aNote, contacts, judge } from '../../tests/fixtures/grounding.ts';

const MIXED = contacts('agent', 'chat', 'email', 'agent', 'ivr');

describe('how often somebody was in contact', () => {
  it.each([
    ['Customer called twice.'],
    ['There were two calls and one chat.'],
    ['Customer called three times.'],
    ['Customer made 5 contacts.'],
    ['Customer made 4 contacts.'],
    ['Customer reached out by email once before.'],
    ['There was one email.'],
    ['Customer spoke to three agents.'],
  ])('shows "%s" over two calls, a chat, an email and a phone menu', (sentence) => {
    expect(judge(sentence, MIXED)).toBeNull();
  });

  it.each([
    ['Customer called four times.', 'number 4'],
    ['Customer called 5 times.', 'number 5'],
    ['There were two chats.', 'number 2'],
    ['There were 3 emails.', 'number 3'],
    ['Customer made 6 contacts.', 'number 6'],
    ['Customer sent two texts.', 'number 2'],
    ['Customer spoke to four agents.', 'number 4'],
  ])('removes "%s": %s', (sentence, detail) => {
    expect(judge(sentence, MIXED)).toBe(detail);
  });

  it.each([
    ['es', 'El cliente llamó dos veces.', 'El cliente llamó cuatro veces.'],
    ['fr', 'Le client a appelé deux fois.', 'Le client a appelé quatre fois.'],
    ['de', 'Der Kunde hat zweimal angerufen.', 'Der Kunde hat viermal angerufen.'],
    ['pt', 'O cliente ligou duas vezes.', 'O cliente ligou quatro vezes.'],
  ])('tells in %s two calls from four', (language, two, four) => {
    expect(judge(two, MIXED, { language })).toBeNull();
    expect(judge(four, MIXED, { language })).toBe('number 4');
  });

  it('counts only what is cited, unless the sentence speaks of all', () => {
    const cites = ['int-1'];
    expect(judge('Customer called twice.', MIXED, { cites })).toBe('number 2');
    expect(judge('Customer called twice in all.', MIXED, { cites })).toBeNull();
  });

  it('takes a phone menu and the call that follows at once for one contact', () => {
    const menu = aNote('Chose billing.', {
      interactionIds: ['int-2'],
      channel: 'ivr',
      at: '2025-12-07T10:05Z',
    });
    const earlier = { ...menu, at: '2025-12-07T08:05Z' };
    const chat = aNote('Asked about it.', { channel: 'chat' });
    expect(judge('Customer made 2 contacts.', [chat, earlier])).toBeNull();
    expect(judge('Customer made one contact.', [chat, menu])).toBeNull();
    expect(judge('Customer made 3 contacts.', [chat, menu])).toBe('number 3');
  });

  it('takes the number from a note that says how often', () => {
    expect(judge('Customer called 7 times.', 'Cust has called 7x about it.')).toBeNull();
    expect(judge('Customer called 7 times.', 'Cust has 7 lines.')).toBe('number 7');
  });

  it('counts those of a record that stands for several by their channels', () => {
    const several = aNote('', {
      at: undefined,
      channel: undefined,
      records: 6,
      channels: { agent: 2, chat: 4 },
    });
    expect(judge('There were 4 chats.', [several])).toBeNull();
    expect(judge('There were 2 calls.', [several])).toBeNull();
    expect(judge('There were 3 calls.', [several])).toBe('number 3');
  });
});
