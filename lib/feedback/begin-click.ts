import { OmniError } from '../domain/errors.ts';
import { type ClickPlace, fingerprintOf, type Verdict } from '../domain/feedback.ts';
import type { ClickNotes, Clock, RatedSummary } from './ports.ts';

export interface BeginClickDependencies {
  readonly notes: Pick<ClickNotes, 'read' | 'begin'>;
  /** A ULID of the given time. */
  readonly newEventId: (serverTimeMs: number) => string;
  readonly now: Clock;
}

export type Begun =
  /** What is noted beside the summary when the click took its place. */
  | { readonly kind: 'begun'; readonly place: ClickPlace; readonly seen: RatedSummary }
  | { readonly kind: 'repeated' }
  /** The summary expired or was erased since it was found. */
  | { readonly kind: 'gone' };

/** As many clicks on one summary may come between reading and noting. Agents have one mouse each. */
const MOST_TRIES = 5;

/**
 * Gives a click its place behind all clicks that were begun before it, whatever the clocks of the machines say, and notes
 * that it was begun. A click that says what the last one said is a repetition, if that one is confirmed and none was begun
 * since: then nothing that is still under way, or died under way, can have changed what was said.
 * When the notes cannot be written, the click has the place that it would have had.
 */
export async function beginClick(
  { notes, newEventId, now }: BeginClickDependencies,
  { summary, verdict, signal }: { summary: RatedSummary; verdict: Verdict; signal: AbortSignal },
): Promise<Begun> {
  let seen: RatedSummary | null = summary;
  let place = nextPlace(summary);
  try {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (seen === null) return { kind: 'gone' };
      if (isRepetition(verdict, seen)) return { kind: 'repeated' };
      place = nextPlace(seen);
      if (await notes.begin(summary.identity, { place, after: seen.begun }, signal)) break;
      seen = await notes.read(summary.identity, signal);
    }
  } catch (error) {
    // The archive is what counts; the adapter has logged why.
    if (!(error instanceof OmniError)) throw error;
  }
  return { kind: 'begun', place, seen: seen ?? summary };

  function nextPlace({ begun, confirmed }: RatedSummary): ClickPlace {
    const last = Math.max(begun?.serverTimeMs ?? 0, confirmed?.serverTimeMs ?? 0);
    const serverTimeMs = Math.max(now(), last + 1);
    return { serverTimeMs, eventId: newEventId(serverTimeMs) };
  }
}

function isRepetition(verdict: Verdict, { begun, confirmed }: RatedSummary): boolean {
  return (
    confirmed !== null &&
    confirmed.fingerprint === fingerprintOf(verdict) &&
    begun?.eventId === confirmed.eventId
  );
}
