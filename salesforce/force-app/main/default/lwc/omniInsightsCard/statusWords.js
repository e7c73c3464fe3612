const PREVIEW = {
  badge: 'Facts first',
  tone: 'info',
  title: 'The summary is being written',
  detail: 'These facts are counted and quoted from the records. The summary replaces them by itself.',
};
const FROM_RECORDS = 'This is counted and quoted from the records instead; every line stands in them.';

/** What an agent reads of why no model wrote the summary, by the code in `reason`. */
const REASONS = new Map([
  ['deadline', 'The writing service was not quick enough this time.'],
  ['model_timeout', 'The writing service was not quick enough this time.'],
  ['model_throttled', 'The writing service has too much to do at the moment.'],
  ['model_output_ungrounded', 'The text that was written could not be matched with the records.'],
  ['model_output_empty', 'The text that was written could not be used.'],
  ['model_output_filtered', 'The text that was written could not be used.'],
  ['model_output_invalid', 'The text that was written could not be used.'],
]);
const UNAVAILABLE = 'The writing service is not available at the moment.';

/** The badge of an answer, and the note above it: its `title` is empty when there is nothing to say. */
export function statusWords({ status, reason, cache_hit: isReused, sections }) {
  if (status === 'preliminary') return PREVIEW;
  if (status === 'degraded') {
    const detail = `${REASONS.get(reason) ?? UNAVAILABLE} ${FROM_RECORDS}`;
    return { badge: 'From the records', tone: 'caution', title: 'Made from the records', detail };
  }
  if (status === 'no_interactions') {
    const detail = 'Nothing is recorded for this customer in the period that was searched. Start afresh.';
    return { badge: 'New here', tone: 'quiet', title: 'No earlier contacts', detail };
  }
  const unchanged = isReused && !sections?.since_last_agent;
  const detail = unchanged ? 'It was written a few minutes ago; nothing has been recorded since.' : '';
  const title = unchanged ? 'Nothing new since this summary' : '';
  return { badge: 'AI summary', tone: 'quiet', title, detail };
}

/** What a screen reader says when the card changes. */
export function announce({ state, answer, failure, words }) {
  if (state === 'loading') return 'Loading the summary of this customer.';
  if (answer === null) return failure === null ? '' : `${failure.title}. ${failure.detail}`;
  if (failure !== null) return `${failure.title}. ${failure.detail}`;
  return words.title === '' ? 'The summary is ready.' : `${words.title}. ${words.detail}`;
}
