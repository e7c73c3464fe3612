/** RFC 7240: a number of seconds, in quotes or not. */
const WAIT = /^wait\s*=\s*"?(\d{1,4})"?$/i;

/**
 * The seconds that the header `Prefer` is willing to wait; `null` when it says nothing of that. By RFC 7240 what cannot be
 * read is no error, and the first of several counts.
 */
export function preferredWaitSeconds(header: string | string[] | undefined): number | null {
  const preferences = [header ?? []].flat().join(',').split(',');
  // A preference may have parameters, and this one has none that mean anything.
  const waits = preferences.flatMap((preference) => WAIT.exec(preference.split(';')[0]?.trim() ?? '') ?? []);
  const seconds = waits[1];
  return seconds === undefined ? null : Number(seconds);
}
