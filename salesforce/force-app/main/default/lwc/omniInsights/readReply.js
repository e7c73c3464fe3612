import { failureWords } from './failureWords';

/**
 * What the API answered, as the card takes it: `answer` or `failure`, the other one null.
 * A 200 that holds no summary is a failure that another try may mend.
 */
export function readReply({ statusCode, body, retryAfterSeconds }) {
  const content = parse(body);
  if (statusCode === 200 && isAnswer(content)) return { answer: content, failure: null };
  const code = content !== null && typeof content.code === 'string' ? content.code : null;
  return { answer: null, failure: failureWords({ statusCode, code, retryAfterSeconds }) };
}

function isAnswer(content) {
  return content !== null && typeof content.status === 'string' && typeof content.summary === 'string';
}

/** null for what is not a JSON object. */
function parse(body) {
  try {
    const content = JSON.parse(body);
    return typeof content === 'object' && !Array.isArray(content) ? content : null;
  } catch {
    return null;
  }
}
