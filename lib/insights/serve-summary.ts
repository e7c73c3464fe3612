import { OmniError } from '../domain/errors.ts';
import type { PreliminarySummary } from '../domain/summary-record.ts';
import { alone, type SingleFlight } from '../resilience/single-flight.ts';
import { type AskModels, type ModelAnswer, NOT_ASKED } from './ask-models.ts';
import { type FindReusableText, isSameContact, type ReusableText } from './find-reusable-text.ts';
import { makePreliminary, makeRecord, type SummaryMaterial, takeOver } from './make-record.ts';
import type { Clock } from './ports.ts';
import type { RequestSignals } from './request-signals.ts';
import type { SaveSummary } from './save-summary.ts';
import { repeatSummary, type ServedSummary } from './served-summary.ts';

/** What one call of the models comes to, for all who wait for it. */
export interface SharedAnswer {
  readonly asked: ModelAnswer;
  /** The first summary that was made of it. */
  first: Promise<ServedSummary> | null;
}

export interface ServeSummaryDependencies {
  readonly askModels: AskModels;
  readonly askOnce: SingleFlight<SharedAnswer>;
  readonly saveSummary: SaveSummary;
  readonly now: Clock;
}

interface SummaryToServe {
  readonly material: SummaryMaterial;
  readonly findText: ReturnType<FindReusableText>;
}

/** A summary that is being made, of facts that are known. */
export interface StartedSummary {
  /** What can be said before it is there, made when it is asked for; `null` when no model is waited for. */
  readonly preliminary: (() => PreliminarySummary) | null;
  /** @throws OmniError client_gone when nobody waits any more */
  readonly served: Promise<ServedSummary>;
}

export type ServeSummary = (summary: SummaryToServe, signals: RequestSignals) => Promise<StartedSummary>;

/** Where every request has a text of its own. */
export const NO_REUSE: { findReusableText: FindReusableText; askOnce: SingleFlight<SharedAnswer> } = {
  findReusableText: () => async () => null,
  askOnce: alone,
};

/** How long an answer of the models can still be joined: until the index has its record, and every history then being read. */
const JOINED_FOR_MS = 3_000;

/** A failure is nobody else's: who comes after it asks again. */
export function joinableForMs({ asked }: SharedAnswer): number {
  return asked.lines === null ? 0 : JOINED_FOR_MS;
}

/**
 * The summary of what was read: one that was made for the same before, else that of the models, asked once for all who
 * want to know the same at the same time; else the digest. Everything but a repetition is a new record, and saved.
 */
export function serveSummary(dependencies: ServeSummaryDependencies): ServeSummary {
  const { askModels, askOnce, saveSummary, now } = dependencies;

  return async ({ material, findText }, signals) => {
    if (material.used.length === 0) {
      return { preliminary: null, served: ofItsOwn(material, NOT_ASKED) };
    }
    const found = await findText(material.reuseKey);
    if (found !== null) return { preliminary: null, served: again(material, found) };
    return {
      preliminary: () => makePreliminary({ ...material, madeAtMs: now() }),
      served: together(material, signals),
    };
  };

  async function together(
    material: SummaryMaterial,
    { deadline, clientGone }: RequestSignals,
  ): Promise<ServedSummary> {
    const shared = await askOnce({
      key: material.reuseKey,
      signal: AbortSignal.any([deadline, clientGone]),
      work: async (given) => ({ asked: await askModels(material.prompt, given), first: null }),
    });
    // What the models have written is kept also when nobody reads it; a digest can be made again.
    if (clientGone.aborted && !shared?.asked.lines) throw new OmniError('client_gone');
    // This one's time is up, and others go on waiting.
    if (shared === null) return ofItsOwn(material, NOT_ASKED);
    if (shared.first !== null) return joined(material, { ...shared, first: await shared.first });
    shared.first = ofItsOwn(material, shared.asked);
    return shared.first;
  }

  async function ofItsOwn(material: SummaryMaterial, asked: ModelAnswer): Promise<ServedSummary> {
    const record = makeRecord({ ...material, asked, madeAtMs: now() });
    const { tokens: historyTokens } = material.prompt;
    return { record, historyTokens, storedIn: await saveSummary(record), reused: null };
  }

  async function again(material: SummaryMaterial, found: ReusableText): Promise<ServedSummary> {
    const { contact, arrivedAtMs } = material.task;
    if (!isSameContact(found.record.contact, contact)) return transferred(material, found);
    const storedIn = found.archived ? 'ddb+s3' : 'ddb';
    return repeatSummary({ record: found.record, storedIn, how: 'repeated', arrivedAtMs, nowMs: now() });
  }

  async function joined(
    material: SummaryMaterial,
    { asked, first }: { asked: ModelAnswer; first: ServedSummary },
  ): Promise<ServedSummary> {
    const { contact, arrivedAtMs } = material.task;
    const { record } = first;
    if (isSameContact(record.contact, contact)) {
      return repeatSummary({ ...first, how: 'joined', arrivedAtMs, nowMs: now() });
    }
    // Its digest says no more than one of the own contact does.
    return record.reuse === null
      ? ofItsOwn(material, { ...NOT_ASKED, reason: asked.reason })
      : transferred(material, { record, reuse: record.reuse });
  }

  /** Its text in a record of the own contact. */
  async function transferred(
    material: SummaryMaterial,
    source: Pick<ReusableText, 'record' | 'reuse'>,
  ): Promise<ServedSummary> {
    const madeAtMs = now();
    const record = takeOver({ ...material, madeAtMs }, source);
    const ageMs = madeAtMs - Date.parse(source.reuse.textMadeAt);
    const reused = { how: 'transferred', requestId: source.record.requestId, ageMs } as const;
    return { record, historyTokens: null, storedIn: await saveSummary(record), reused };
  }
}
