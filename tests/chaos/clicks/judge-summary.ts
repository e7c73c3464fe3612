import type { StoredFeedback } from '../../../lib/contract/feedback-event.ts';
import { type Attempt, firstSentAt, type KeptVerdict, lastAttempt, type SentClick } from './sent-click.ts';
import type { NotedClicks } from './stored-clicks.ts';

/** All that was clicked on one summary by those who may see it, and what the stores have of it. */
export interface ClickedSummary {
  readonly clicks: readonly SentClick[];
  /** Those that are joined to it, the last by (server_time, event_id) last. */
  readonly events: readonly StoredFeedback[];
  readonly notes: NotedClicks | null;
}

/** Acknowledged as a repetition, though nothing equal is in S3 that no acknowledged click had overruled by then. */
export function countSwallowed({ clicks, events }: ClickedSummary): number {
  return clicks.filter((click) => {
    const attempt = lastAttempt(click);
    return attempt.outcome === 'repeated' && !isKept(click, attempt);
  }).length;

  function isKept({ agentKey, verdict }: SentClick, { sentAt, endedAt }: Attempt): boolean {
    const own = events.some((event) => event.agent_key === agentKey);
    const last = events.findLastIndex(
      (event) => saysTheSame(event, verdict) && firstSentAt(clickOf(event)) < endedAt,
    );
    return own || (last >= 0 && !events.slice(last + 1).some((later) => overrules(later, verdict, sentAt)));
  }

  function overrules(event: StoredFeedback, verdict: KeptVerdict, before: number): boolean {
    const { outcome, endedAt } = lastAttempt(clickOf(event));
    return !saysTheSame(event, verdict) && outcome === 'stored' && endedAt < before;
  }

  function clickOf({ agent_key }: StoredFeedback): SentClick {
    const click = clicks.find(({ agentKey }) => agentKey === agent_key);
    if (click === undefined) throw new Error(`Nobody has sent ${agent_key}.`);
    return click;
  }
}

/** Events whose place is before that of a click that was acknowledged before theirs was sent. */
export function countOutOfOrder({ clicks, events }: ClickedSummary): number {
  const places = new Map(events.map((event, place) => [event, place]));
  const lastPlaceOf = ({ agentKey }: SentClick) =>
    Math.max(
      -1,
      ...events.flatMap((event) => (event.agent_key === agentKey ? (places.get(event) ?? -1) : [])),
    );
  const acknowledged = clicks.filter((click) => lastAttempt(click).outcome === 'stored');
  return clicks.flatMap((click) => {
    const floor = Math.max(
      -1,
      ...acknowledged
        .filter((other) => lastAttempt(other).endedAt < firstSentAt(click))
        .map((other) => lastPlaceOf(other)),
    );
    return events.filter((event) => event.agent_key === click.agentKey && (places.get(event) ?? -1) <= floor);
  }).length;
}

/**
 * Clicks that were acknowledged while no other was under way, and are not what S3 had last of all that was sent by then.
 * `inTurn` is how many clicks could be judged so.
 */
export function countOvertaken({ clicks, events }: ClickedSummary): { overtaken: number; inTurn: number } {
  const inTurn = clicks.filter((click) => {
    const { outcome, sentAt, endedAt } = lastAttempt(click);
    const isAnswered = outcome === 'stored' || outcome === 'repeated';
    return (
      isAnswered && clicks.every((other) => other === click || isBeforeOrAfter(other, { sentAt, endedAt }))
    );
  });
  const overtaken = inTurn.filter((click) => {
    const { endedAt } = lastAttempt(click);
    const before = new Set(
      clicks.filter((other) => firstSentAt(other) < endedAt).map(({ agentKey }) => agentKey),
    );
    const last = events.findLast(({ agent_key }) => before.has(agent_key ?? ''));
    return last === undefined || !saysTheSame(last, click.verdict);
  });
  return { overtaken: overtaken.length, inTurn: inTurn.length };
}

/** As a whole: one that was tried before and again afterwards would leave open when its event was made. */
function isBeforeOrAfter(
  click: SentClick,
  { sentAt, endedAt }: Pick<Attempt, 'sentAt' | 'endedAt'>,
): boolean {
  return lastAttempt(click).endedAt < sentAt || firstSentAt(click) > endedAt;
}

/**
 * Whether table and S3 name the same last click. `unconfirmed`: the last that was begun has left no confirmation, and some
 * click on the summary failed; where none did, that is a disagreement.
 */
export function compareStores({
  clicks,
  events,
  notes,
}: ClickedSummary): 'agree' | 'disagree' | 'unconfirmed' {
  const last = events.at(-1);
  if (notes === null) return last === undefined ? 'agree' : 'disagree';
  const { begunId, confirmedId, feedback } = notes;
  if (begunId === confirmedId)
    return last?.event_id === confirmedId && last.feedback === feedback ? 'agree' : 'disagree';
  const confirmed = events.find(({ event_id }) => event_id === confirmedId);
  const isTrue = confirmedId === null || confirmed?.feedback === feedback;
  const hasFailed = clicks.some(({ attempts }) => attempts.some(({ outcome }) => outcome === 'failed'));
  return isTrue && hasFailed ? 'unconfirmed' : 'disagree';
}

export function saysTheSame(event: KeptVerdict, verdict: KeptVerdict): boolean {
  return (
    event.feedback === verdict.feedback &&
    event.reason === verdict.reason &&
    event.sentence === verdict.sentence &&
    event.comment === verdict.comment
  );
}
