import type { StoredFeedback } from '../../../lib/contract/feedback-event.ts';
import {
  type ClickedSummary,
  compareStores,
  countOutOfOrder,
  countOvertaken,
  countSwallowed,
  saysTheSame,
} from './judge-summary.ts';
import { isKnown, lastAttempt, type SentClick } from './sent-click.ts';
import type { NotedClicks } from './stored-clicks.ts';

/** What the stores have of the clicks of one run. */
export interface ClickFigures {
  readonly clicks: number;
  readonly attempts: number;
  /** Acknowledged, by what was said of them; `failed`: the agent gave up. */
  readonly ended: Readonly<Record<string, number>>;
  readonly events: number;
  /** Acknowledged as new, and no event in S3. */
  readonly missing: number;
  /** Acknowledged as a repetition of what is not there, or was overruled. */
  readonly swallowed: number;
  /** Events that do not say what their click said. */
  readonly different: number;
  /** Events that nobody's click made, or more of them than the click was sent, or under an id that another has. */
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly overtaken: number;
  readonly inTurn: number;
  /** Clicks joined to a summary that their sender may not see, or that is not there; and what is noted of such. */
  readonly joined: number;
  readonly summaries: number;
  readonly agreeing: number;
  readonly disagreeing: number;
  /** Summaries whose last click may have died before it was confirmed. */
  readonly unconfirmed: number;
}

interface Found {
  readonly clicks: readonly SentClick[];
  /** Of these clicks and of others. */
  readonly events: readonly StoredFeedback[];
  /** Of every summary, this run's or not. */
  readonly notes: readonly NotedClicks[];
}

/** Judges every click by what S3 and the table have in the end, and by what its sender was told. */
export function judgeClicks({ clicks, events: all, notes }: Found): ClickFigures {
  const byKey = Map.groupBy(all, ({ agent_key }) => agent_key);
  const eventsOf = ({ agentKey }: SentClick) => byKey.get(agentKey) ?? [];
  const events = clicks.flatMap(eventsOf);
  const summaries = clickedSummaries(clicks, { eventsOf, notes });
  const compared = Map.groupBy(summaries, compareStores);
  const inTurn = summaries.map(countOvertaken);
  const ended = Map.groupBy(clicks, (click) => lastAttempt(click).outcome);
  return {
    clicks: clicks.length,
    attempts: sum(clicks.map(({ attempts }) => attempts.length)),
    ended: Object.fromEntries([...ended].map(([outcome, those]) => [outcome, those.length])),
    events: events.length,
    missing: clicks.filter((click) => isPromised(click) && eventsOf(click).length === 0).length,
    swallowed: sum(summaries.map(countSwallowed)),
    different: sum(clicks.map((click) => eventsOf(click).filter((event) => !isOf(event, click)).length)),
    doubled: sum(clicks.map((click) => surplus(click, eventsOf(click)))) + repeatedIds(events),
    outOfOrder: sum(summaries.map(countOutOfOrder)),
    overtaken: sum(inTurn.map(({ overtaken }) => overtaken)),
    inTurn: sum(inTurn.map((counted) => counted.inTurn)),
    joined: countJoined(clicks, { eventsOf, notes }),
    summaries: summaries.length,
    agreeing: compared.get('agree')?.length ?? 0,
    disagreeing: compared.get('disagree')?.length ?? 0,
    unconfirmed: compared.get('unconfirmed')?.length ?? 0,
  };
}

interface Stores {
  readonly eventsOf: (click: SentClick) => readonly StoredFeedback[];
  readonly notes: readonly NotedClicks[];
}

function clickedSummaries(
  clicks: readonly SentClick[],
  { eventsOf, notes }: Stores,
): readonly ClickedSummary[] {
  const noteOf = new Map(notes.map((note) => [note.requestId, note]));
  const known = Map.groupBy(clicks.filter(isKnown), ({ target }) => target.requestId);
  return [...known].map(([requestId, those]) => ({
    clicks: those,
    events: those
      .flatMap(eventsOf)
      .filter(({ matched }) => matched)
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
    notes: noteOf.get(requestId) ?? null,
  }));
}

function placeOf({ server_time, event_id }: StoredFeedback): string {
  return `${server_time}#${event_id}`;
}

function isPromised(click: SentClick): boolean {
  const { outcome } = lastAttempt(click);
  return outcome === 'stored' || outcome === 'unmatched';
}

function isOf(event: StoredFeedback, { verdict, tenant, target }: SentClick): boolean {
  const ids = [
    [event.request_id, target.requestId],
    [event.unique_process_id, target.uniqueProcessId],
    [event.account_number, target.accountNumber],
    [event.contact_id, target.contactId],
  ];
  // One that is not joined has the ids that it brought.
  const areTheIds = ids.every(([has, meant]) => has === meant || (has === null && !event.matched));
  return saysTheSame(event, verdict) && event.tenant === tenant && areTheIds;
}

/** An attempt makes one event at most, and none when it is a repetition. */
function surplus({ attempts }: SentClick, events: readonly StoredFeedback[]): number {
  const most = attempts.filter(({ outcome }) => outcome !== 'repeated').length;
  return Math.max(0, events.length - most);
}

function repeatedIds(events: readonly StoredFeedback[]): number {
  return events.length - new Set(events.map(({ event_id }) => event_id)).size;
}

function countJoined(clicks: readonly SentClick[], { eventsOf, notes }: Stores): number {
  const strangers = clicks.filter((click) => !isKnown(click));
  const clicked = new Set(clicks.filter(isKnown).map(({ target }) => target.requestId));
  const strange = new Set(strangers.map(({ target }) => target.requestId));
  const answered = strangers.filter((click) => ['stored', 'repeated'].includes(lastAttempt(click).outcome));
  const joined = strangers.flatMap(eventsOf).filter(({ matched }) => matched);
  const noted = notes.filter(
    ({ requestId }) => requestId === null || (strange.has(requestId) && !clicked.has(requestId)),
  );
  return answered.length + joined.length + noted.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
