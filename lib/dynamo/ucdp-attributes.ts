/** The attributes that we read of an interaction, by the names that our code has for them. */
export const UCDP_ATTRIBUTES = [
  'account_number',
  'interaction_key',
  'interaction_id',
  'channel',
  'timestamp',
  'intent',
  'disposition',
  'notes',
  'transcript_summary',
  'duration_s',
  'contact_id',
  'initial_contact_id',
  'business_unit',
  'resolved',
  'replicated_at',
] as const;

export type UcdpAttribute = (typeof UCDP_ATTRIBUTES)[number];

/** What an attribute is called in the table. */
export type NameInTable = (attribute: UcdpAttribute) => string;

/**
 * @param differing the table's names where they differ from ours, such as `{ "notes": "call_notes" }`
 * @throws Error naming the attributes there are, for a name that is none of ours
 */
export function nameInTable(differing: Readonly<Record<string, string>> = {}): NameInTable {
  const known: readonly string[] = UCDP_ATTRIBUTES;
  const unknown = Object.keys(differing).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const names = UCDP_ATTRIBUTES.join(', ');
    throw new Error(`UCDP_ATTRIBUTES names ${unknown.join(', ')}; there are ${names}.`);
  }
  return (attribute) => differing[attribute] ?? attribute;
}
