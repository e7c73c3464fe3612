const CHANNEL_NAMES = new Map([
  ['ivr', 'phone menu'],
  ['agent', 'agent'],
  ['chat', 'chat'],
  ['email', 'e-mail'],
  ['sms', 'SMS'],
  ['web', 'web'],
  ['mobile', 'app'],
  ['social', 'social media'],
]);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The figures of the strip, from the records alone. */
export function readCustomer(customer, nowMs) {
  const open = customer.open_issues;
  const last = {
    term: customer.last_channel ? `Last: ${channelName(customer.last_channel)}` : 'Last contact',
    value: customer.last_contact_at ? timeSince(customer.last_contact_at, nowMs) : 'none known',
  };
  return [
    { term: 'Contacts', value: `${customer.contacts_7d} in 7 days` },
    { term: 'Still open', value: count(open, 'issue'), kind: open > 0 ? 'alert' : '' },
    last,
    { term: 'In 30 days', value: inMonth(customer), kind: 'wide' },
  ];
}

/** How long ago, in the largest whole unit; a clock that is ahead of ours counts as now. */
export function timeSince(iso, nowMs) {
  const ms = nowMs - Date.parse(iso);
  if (Number.isNaN(ms)) return 'unknown';
  if (ms < MINUTE_MS) return 'just now';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min ago`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h ago`;
  return `${count(Math.floor(ms / DAY_MS), 'day')} ago`;
}

/** Most used channels first. */
function inMonth({ contacts_30d: contacts30d, by_channel: byChannel }) {
  const channels = Object.entries(byChannel ?? {})
    .filter(([, contacts]) => contacts > 0)
    .toSorted(([, first], [, second]) => second - first)
    .map(([channel, contacts]) => `${contacts} ${channelName(channel)}`)
    .join(', ');
  return channels === '' ? count(contacts30d, 'contact') : channels;
}

function channelName(channel) {
  return CHANNEL_NAMES.get(channel) ?? channel;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
