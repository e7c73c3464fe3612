import { decodeTime } from 'ulid';
import { SUMMARY_TTL_DAYS } from '../domain/summary-record.ts';

interface AskedFor {
  readonly requestId: string | null;
  readonly uniqueProcessId: string | null;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** Where a record has to be, in epoch milliseconds, and in words for who does not find it there. */
export interface SearchWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly inWords: string;
}

const DAY_MS = 86_400_000;
/** From the making of a request's id to that of its record; no request lives longer. */
const LONGEST_REQUEST_MS = 60_000;
/** All keys of these days are listed, for an id that tells no time. */
const DAYS_WITHOUT_TIME = 3;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** A ULID tells when the request came. Of other ids the last days are searched: more of them when the process is known. */
export function searchWindow({ requestId, uniqueProcessId, nowMs }: AskedFor): SearchWindow {
  if (requestId !== null && ULID.test(requestId)) {
    const fromMs = decodeTime(requestId);
    const hour = `${new Date(fromMs).toISOString().slice(0, 13).replace('T', ' ')}:00`;
    return { fromMs, toMs: fromMs + LONGEST_REQUEST_MS, inWords: `the hour of its id (${hour} UTC)` };
  }
  const days = uniqueProcessId === null ? DAYS_WITHOUT_TIME : SUMMARY_TTL_DAYS;
  const why = requestId === null ? '' : ', because the id tells no time';
  return { fromMs: nowMs - days * DAY_MS, toMs: nowMs, inWords: `the last ${days} days${why}` };
}
