import { describe, expect, it } from 'vitest';
import { aContact, anInteraction } from '../../tests/fixtures/domain.ts';
import { lastAgentInteraction } from './transfer.ts';

const MENU = anInteraction({ id: 'menu', channel: 'ivr', initialContactId: 'chain' });
const OTHER_MATTER = anInteraction({ id: 'other', channel: 'agent', initialContactId: 'another-chain' });
const FIRST_AGENT = anInteraction({ id: 'first', channel: 'agent', contactId: 'chain' });
const EARLIER = anInteraction({ id: 'earlier', channel: 'agent', initialContactId: 'chain' });

describe('lastAgentInteraction', () => {
  it.each([
    ['the newest agent of the chain', [MENU, OTHER_MATTER, FIRST_AGENT, EARLIER], FIRST_AGENT],
    ['the newest agent when the chain has none', [MENU, OTHER_MATTER], OTHER_MATTER],
    ['nothing without an agent', [MENU], null],
    ['nothing without a record', [], null],
  ])('is, on a transfer, %s', (_, interactions, expected) => {
    expect(lastAgentInteraction({ contactId: 'c-2', initialContactId: 'chain' }, interactions)).toBe(
      expected,
    );
  });

  it.each([null, 'c-1'])('is nothing when the chain begins with this contact (%s)', (initialContactId) => {
    const contact = aContact({ contactId: 'c-1', initialContactId });
    expect(lastAgentInteraction(contact, [FIRST_AGENT])).toBeNull();
  });
});
