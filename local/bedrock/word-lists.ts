/** Words that make a sentence worth quoting in a section; each list is tried whole, every match is a point. */
export const WORDS = {
  PROMISE: [
    /\bwill (call|ring|phone|get) .{0,20}back\b|\bcall-?back\b/i,
    /\bpromis/i,
    /\b(credit|refund|replacement|technician)\b.*\b(within|by|on)\b/i,
    /\b(we|agent|team|tier \d|technician|billing)('ll| will)\b/i,
  ],
  DONT_ASK_AGAIN: [
    /\bverified\b|\bpassed (security|verification)|\bauth ok\b/i,
    /\balready\b/i,
    /\b(rebooted|restarted|tried|changed) (the )?\w+/i,
  ],
  SENTIMENT: [
    /\b(frustrat|angry|furious|upset|annoy|disappoint|unhappy|unaccept|complain)/i,
    /\b(thank|thanks|happy|pleased|satisfied|grateful)\b/i,
  ],
  OPEN_ISSUE: [
    /\b(problem|issue|error|fault|outage|disput)/i,
    /\b(not|never|no longer|cannot|can't|doesn't|didn't|won't)\b/i,
    /\b(charged|billed|overcharged|fee|missing|broken|wrong|failed|slow)\b/i,
    /\b(still|waiting|again|twice)\b/i,
  ],
  NEXT_STEP: [
    /\bfollow(ed|ing)?[- ]?up\b/i,
    /\bnext step/i,
    /\b(needs? to|should|must|pending|scheduled)\b/i,
  ],
} as const satisfies Record<string, readonly RegExp[]>;

/** Markup, links, questions and attempts to instruct a model: true to the records, but of no use in a summary. */
export const NOT_QUOTABLE =
  /[<>`{}|\\]|:\/\/|\bwww\.|\?$|\b(ignore|disregard|forget|override)\b|\binstructions?\b|\bprompt\b|\bsystem\s*:/i;
