/** From what the agent needs first to what is good to know. */
const SECTIONS = [
  { key: 'since_last_agent', title: 'New since the last agent' },
  { key: 'reason', title: 'Why they are calling' },
  { key: 'next_best_action', title: 'Do next' },
  { key: 'open_issues', title: 'Still open' },
  { key: 'promises', title: 'Promised' },
  { key: 'dont_ask_again', title: 'Don’t ask again' },
  { key: 'sentiment', title: 'Mood' },
  { key: 'history', title: 'History' },
];
const WHOLE_SUMMARY = { key: 'summary', title: 'Summary' };

/**
 * The sections of an answer in the order in which an agent reads them. A sentence keeps its index in `answer.sentences`;
 * a source has the same number wherever it is cited, counted from 1 in the order of reading. An answer of before sentences were
 * kept is one section with its summary, whose index is null.
 */
export function readSections(answer) {
  const sentences = answer.sentences ?? [];
  if (sentences.length === 0) return [wholeSummary(answer)];
  const cited = citationsByIndex(answer);
  const numbers = new Map();
  return SECTIONS.map((section) => ({
    ...section,
    sentences: sentences
      .map(({ section: key, text }, index) => ({ key, text, index }))
      .filter(({ key }) => key === section.key)
      .map(({ text, index }) => ({ index, text, sources: numbered(cited.get(index) ?? [], numbers) })),
  })).filter((section) => section.sentences.length > 0);
}

/** The summary as text to paste: a line for each sentence under the title of its section. */
export function toPlainText(answer) {
  return readSections(answer)
    .map(({ title, sentences }) => [title, ...sentences.map(({ text }) => `- ${text}`)].join('\n'))
    .join('\n\n');
}

function wholeSummary({ summary }) {
  return { ...WHOLE_SUMMARY, sentences: [{ index: null, text: summary, sources: [] }] };
}

function citationsByIndex({ citations }) {
  return new Map((citations ?? []).map(({ sentence, interactions }) => [sentence, interactions]));
}

function numbered(interactionIds, numbers) {
  return [...new Set(interactionIds)].map((interactionId) => {
    if (!numbers.has(interactionId)) numbers.set(interactionId, numbers.size + 1);
    return { interactionId, number: numbers.get(interactionId) };
  });
}
