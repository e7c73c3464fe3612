const NO_ANSWER = {
  title: 'The summary did not arrive',
  detail: 'The summary service did not answer. Carry on with the customer; you can try again at any time.',
  retryable: true,
};
const UNAVAILABLE = {
  title: 'Summaries are not available at the moment',
  detail: 'This usually passes within a minute. Carry on with the customer and try again.',
  retryable: true,
};
const NOT_ALLOWED = {
  title: 'Summaries are not open to you yet',
  detail: 'Ask your administrator for the permission set “Omni-Channel Insights Agent”.',
  retryable: false,
};
const NOT_ACCEPTED = {
  title: 'This call cannot be summarised',
  detail:
    'The account number or the contact id of this call is missing or has another form. Tell your administrator.',
  retryable: false,
};
const NOT_FOUND = {
  title: 'There is no summary for this call',
  detail: 'It may have been removed since. Try again to have a new one written.',
  retryable: true,
};
const CONTRADICTION = {
  title: 'This call and its account do not belong together',
  detail:
    'The call was summarised for another account before. Check who is calling, and tell your administrator.',
  retryable: false,
};
const BUSY = {
  title: 'Many agents are asking at once',
  detail: 'Your summary will be there in a moment.',
  retryable: true,
};

const BY_STATUS = new Map([
  [200, NO_ANSWER],
  [400, NOT_ACCEPTED],
  [401, NOT_ALLOWED],
  [403, NOT_ALLOWED],
  [404, NOT_FOUND],
  [408, NO_ANSWER],
  [409, CONTRADICTION],
  [429, BUSY],
]);

const CLASS_REFUSED = /access to the Apex class/i;

/** Waits that have reached their bound; what is shown stays true. */
export const LATE_SUMMARY = {
  title: 'The summary is taking longer than usual',
  detail: 'What you see is counted and quoted from the records.',
  retryable: true,
  retryAfterSeconds: null,
};

/** What an agent reads of an answer that is no summary. `statusCode` 0 is no answer at all. */
export function failureWords({ statusCode, code, retryAfterSeconds }) {
  const words = BY_STATUS.get(statusCode) ?? wordsOfOther(statusCode);
  // The same status for a fault that no waiting mends.
  const retryable = words.retryable && code !== 'history_misconfigured';
  return { ...words, retryable, retryAfterSeconds: retryable ? (retryAfterSeconds ?? null) : null };
}

/**
 * What an agent reads when Apex itself has failed. Our own Apex has words for agents; an exception of Salesforce, which has a
 * type, has not.
 */
export function rejectionWords(error) {
  const { message = '', exceptionType = null } = error?.body ?? {};
  if (CLASS_REFUSED.test(message)) return { ...NOT_ALLOWED, retryAfterSeconds: null };
  const detail = message !== '' && exceptionType === null ? message : NO_ANSWER.detail;
  return { title: 'The summary could not be asked for', detail, retryable: true, retryAfterSeconds: null };
}

function wordsOfOther(statusCode) {
  if (statusCode === 0) return NO_ANSWER;
  return statusCode >= 500 ? UNAVAILABLE : NOT_ACCEPTED;
}
