/** Members whose values are words of the contract; all other texts and numbers are of one run. */
const WORDS_OF_THE_CONTRACT = new Set([
  'status',
  'reason',
  'section',
  'model_used',
  'model_id',
  'prompt_version',
  'type',
  'title',
  'detail',
  'code',
  'path',
  'message',
  'feedback',
  'event',
]);

/** What is the same of an answer whenever it is given: its members, their types, and the words of the contract. */
export function shapeOf(value: unknown, member = ''): unknown {
  if (Array.isArray(value)) {
    const shapes = value.map((element) => JSON.stringify(shapeOf(element, member)));
    return [...new Set(shapes)].toSorted();
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, shapeOf(own, name)]));
  }
  if (value === null || typeof value === 'boolean') return value;
  return WORDS_OF_THE_CONTRACT.has(member) && !isTextOfSection(member, value) ? value : typeof value;
}

/** The code of a degraded answer has the name of a section, whose text may name a day. */
function isTextOfSection(member: string, value: unknown): boolean {
  return member === 'reason' && String(value).includes(' ');
}
