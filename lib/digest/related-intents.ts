/** Matters that customers take for one: the menu hears "billing" when a refund is late. */
const FAMILIES: readonly ReadonlySet<string>[] = [
  new Set(['billing_dispute', 'billing_inquiry', 'payment', 'refund']),
  new Set(['technical_support', 'outage']),
  new Set(['start_service', 'delivery']),
];
/** Words that are in the names of matters of every kind. */
const GENERAL = new Set([
  ...[
    'inquiry',
    'enquiry',
    'issue',
    'issues',
    'request',
    'status',
    'service',
    'support',
    'problem',
    'general',
  ],
  ...['misc', 'other', 'info', 'information', 'question', 'update', 'report', 'check', 'customer', 'account'],
]);

/** Whether two intents may be the same matter: one code, one family, or a telling word in common. */
export function areRelated(one: string, other: string): boolean {
  if (one === other) return true;
  if (FAMILIES.some((family) => family.has(one) && family.has(other))) return true;
  const words = tellingWords(one);
  return tellingWords(other).some((word) => words.includes(word));
}

function tellingWords(intent: string): readonly string[] {
  return intent
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !GENERAL.has(word));
}
