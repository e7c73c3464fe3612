/** The reasons that the API knows, in an agent's words. */
const REASONS = [
  ['inaccurate', 'Something is wrong'],
  ['missing_information', 'Something is missing'],
  ['outdated', 'Out of date'],
  ['unclear', 'Hard to follow'],
  ['too_long', 'Too long'],
  ['too_short', 'Too short'],
  ['wrong_customer', 'Another customer'],
  ['other', 'Something else'],
];

export function reasonOptions(chosen) {
  return REASONS.map(([value, label]) => ({ value, label, checked: value === chosen }));
}

/** What stands beside the thumbs. */
export function verdictWords(verdict) {
  if (!verdict) return '';
  if (verdict.failed) return 'Not sent. Please press again.';
  if (verdict.pending) return 'Sending…';
  return verdict.feedback === null ? '' : 'Thank you.';
}
