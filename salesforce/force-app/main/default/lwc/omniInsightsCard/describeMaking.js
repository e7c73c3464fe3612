/** How the summary came about, as pairs of a term and a text, for an agent who wants to know or asks for help. */
export function describeMaking(answer, format) {
  const { coverage, data_as_of: readAt, model_used: model, request_id: id } = answer;
  const found = coverage?.found_capped ? `more than ${coverage.found}` : coverage?.found;
  return [
    ['Records read', coverage ? `${coverage.used} of ${found}` : ''],
    ['Period', describePeriod(answer, format)],
    ['Records as of', readAt ? format.moment(readAt) : ''],
    ['Written by', model && model !== 'none' ? model : 'the records themselves'],
    ['Reference', id ?? ''],
  ]
    .filter(([, text]) => text !== '')
    .map(([term, text]) => ({ term, text }));
}

/** `date_range` is two days with " to " between, or null. */
function describePeriod({ date_range: range }, format) {
  const days = /^(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$/.exec(range ?? '');
  if (days === null) return '';
  const [, first, last] = days;
  return first === last ? format.day(first) : `${format.day(first)} to ${format.day(last)}`;
}
