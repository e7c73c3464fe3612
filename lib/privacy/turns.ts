/** Who speaks, at the beginning of a turn: "Agent:", "cust -". */
const SPEAKER =
  '(?:(?<![\\p{L}\\p{N}])(?:agent|customer|cust|cx|caller|rep|advisor|adviser|client|member|user|ivr|bot|csr|cliente|agente|kunde|kundin|berater(?:in)?)(?: ?[:>]| -)(?= |$)|(?<![\\p{L}\\p{N}])[qac]:(?= |$))';
const BOUNDARY = new RegExp(`( [/|] (?:${SPEAKER} ?)?|${SPEAKER} ?)`, 'giu');

/** Turns at even indices and what parts them at odd ones, so that joining them gives the text again. */
export function splitTurns(text: string): string[] {
  return text.split(BOUNDARY);
}
