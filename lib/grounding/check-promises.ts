import type { Claim } from './claim.ts';

/** What only may be, or what somebody was sorry for, hoped or said in general. */
const NO_COMMITMENT =
  /\b(?:can|may|might|usually|normally|generally|often|sometimes|apolog\w*|sorry|hopes?|hoped|lamenta\w*|puede[n]?|peut|peuvent|konnen|kann|podem?|desole\w*|entschuldig\w*)\b/;
/** What somebody commits to. */
const COMMITMENT =
  /\b(?:promis\w*|will|would|shall|agreed?|guarant\w*|committed|due|booked|scheduled|announced|offered|arranged|to be|is to|are to|was to|were to|by|until|within|expected|set for|call ?back|approved|prometi\w*|promet\w*|hasta|antes|promi\w*|avant|zugesagt|versprochen|bis|prometid\w*|ate)\b/;

/** Whether a sentence that stands among the promises is none: an apology, a hope or general advice. */
export function isNoPromise({ section, facts }: Claim): boolean {
  return section === 'promises' && NO_COMMITMENT.test(facts.plain) && !COMMITMENT.test(facts.plain);
}
