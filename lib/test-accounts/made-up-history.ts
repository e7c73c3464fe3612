import type { Interaction } from '../domain/interaction.ts';
import type { ReadHistory } from '../insights/ports.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Touch = Omit<Interaction, 'id' | 'at' | 'initialContactId'> & { readonly ageMs: number };

/** Newest first: a credit that was promised and did not come, and an agent who transfers while the customer waits. */
const TOUCHES: readonly Touch[] = [
  {
    ageMs: MINUTE_MS,
    contactId: 'test-contact-4',
    channel: 'ivr',
    intent: 'billing_dispute',
    disposition: 'to_agent',
    resolved: false,
    durationSeconds: 40,
    text: 'Verified by PIN. Said: "the reference is R-2041, it was refused".',
  },
  {
    ageMs: 4 * MINUTE_MS,
    contactId: 'test-contact-4',
    channel: 'agent',
    intent: 'billing_dispute',
    disposition: 'transferred',
    resolved: false,
    durationSeconds: 310,
    text: 'Customer asks where the credit of $30.00 is. Case T-1007 is still open. Transferred to billing.',
  },
  {
    ageMs: 2 * DAY_MS,
    contactId: 'test-contact-3',
    channel: 'agent',
    intent: 'billing_dispute',
    disposition: 'open_case',
    resolved: false,
    durationSeconds: 540,
    text: 'Charged twice for the installation. A credit of $30.00 was promised within 48 hours, case T-1007.',
  },
  {
    ageMs: 3 * DAY_MS,
    contactId: 'test-contact-2',
    channel: 'chat',
    intent: 'billing_inquiry',
    disposition: 'info_given',
    resolved: false,
    durationSeconds: 260,
    text: 'Asked why the installation stands on the bill twice. Was told to call.',
  },
  {
    ageMs: 20 * DAY_MS,
    contactId: 'test-contact-1',
    channel: 'agent',
    intent: 'technical_support',
    disposition: 'resolved',
    resolved: true,
    durationSeconds: 900,
    text: 'Modem installed and tested. The connection is stable.',
  },
];

/** The same few interactions for every account that asks, aged from the end of the window; no store is read. */
export const readMadeUpHistory: ReadHistory = async ({ window, channels }) => {
  const interactions = TOUCHES.map(({ ageMs, ...touch }, index) => ({
    ...touch,
    id: `test-int-${TOUCHES.length - index}`,
    at: new Date(Date.parse(window.to) - ageMs).toISOString(),
    initialContactId: null,
  })).filter(({ at, channel }) => at >= window.from && (channels === null || channels.includes(channel)));
  return { interactions, foundCapped: false, skipped: 0 };
};
