/** What the agent has just said, shown before the API has taken it. Sentences marked before stay marked. */
export function sentVerdict(before, { feedback, reason, sentence, comment }) {
  const marked = feedback === 'not_helpful' ? (before?.wrongSentences ?? []) : [];
  const wrongSentences = sentence === null || marked.includes(sentence) ? marked : [...marked, sentence];
  return { feedback, reason, sentence, comment, wrongSentences, pending: true, failed: false };
}

/** The API has taken it. */
export function takenVerdict(verdict) {
  return { ...verdict, pending: false };
}

/** The API has not taken it: what stood before stands again, and the agent is told. */
export function refusedVerdict(before) {
  const nothing = { feedback: null, reason: null, sentence: null, comment: null, wrongSentences: [] };
  return { ...(before ?? nothing), pending: false, failed: true };
}
