const INTERACTIONS = 8;
const APART_MS = 20 * 3_600_000;

/** The answer of a Query: one customer's interactions, newest first, in DynamoDB's notation. */
export function cannedHistory(nowMs: number): object {
  const items = Array.from({ length: INTERACTIONS }, (_, index) => {
    const timestamp = new Date(nowMs - (index + 1) * APART_MS).toISOString();
    return {
      account_number: { S: '1234567890' },
      interaction_key: { S: `${timestamp}#int-${index}` },
      timestamp: { S: timestamp },
      channel: { S: 'agent' },
      intent: { S: 'billing_dispute' },
      notes: { S: `Customer disputes a charge of $45 on the bill. A credit of $${index + 1} was promised.` },
    };
  });
  return { Items: items, Count: items.length, ScannedCount: items.length };
}
