const DAY = { day: 'numeric', month: 'short', year: 'numeric' };
const MOMENT = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };

/** Days are days of the record (UTC); moments are told in the agent's own time zone unless another one is given. */
export function formatTime({ locale, timeZone } = {}) {
  return {
    /** @param text YYYY-MM-DD */
    day: (text) => write(text, { locale, options: { ...DAY, timeZone: 'UTC' } }),
    /** @param text ISO 8601 */
    moment: (text) => write(text, { locale, options: { ...MOMENT, timeZone } }),
  };
}

/** What is no date is shown as it is. */
function write(text, { locale, options }) {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? String(text) : new Intl.DateTimeFormat(locale, options).format(date);
}
