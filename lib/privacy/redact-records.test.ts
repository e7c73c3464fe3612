import { expect, it } from 'vitest';
import { anInteraction } from '../../tests/fixtures/domain.ts';
import { redactInteraction } from './redact-records.ts';

it('a code with personal data is redacted each time it comes, and an ordinary one stays', () => {
  const received = anInteraction({ intent: 'billing_dispute', disposition: 'call back 415-555-0132' });
  const [first, second] = [redactInteraction(received), redactInteraction(received)];
  expect(first).toMatchObject({ intent: 'billing_dispute', disposition: 'call back [phone]' });
  expect(second).toEqual(first);
});
