import type { SummaryRecord } from '../domain/summary-record.ts';
import { alone, type SingleFlight } from '../resilience/single-flight.ts';
import { type AskModels, type ModelAnswer, NOT_ASKED } from './ask-models.ts';
import { type FindReusableText, isSameContact, type ReusableText } from './find-reusable-text.ts';
import { makeRecord, type SummaryMaterial, takeOver } from './make-record.ts';
import type { Clock, Prompt } from './ports.ts';
import type { SaveSummary, StoredIn } from './save-summary.ts';

/** How an answer came to be one that was made for another request, by the id of that one. */
export interface Reused {
  /** `repeated`: as it was; `joined`: as soon as it was there; `transferred`: its text, in a record of its own. */
  readonly how: 'repeated' | 'joined' | 'transferred';
  readonly requestId: string;
  /** How old the text is. */
  readonly ageMs: number;
}

export interface ServedSummary {
  readonly record: SummaryRecord;
  /** About how many tokens the history has, and had in the prompt; `null` when no model was asked for this request. */
  readonly historyTokens: Prompt['tokens'] | null;
  readonly storedIn: StoredIn;
  /** `null` for a summary of this request's own. */
  readonly reused: Reused | null;
}

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

export type ServeSummary = (summary: SummaryToServe, signal: AbortSignal) => Promise<ServedSummary>;

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

  return async ({ material, findText }, signal) => {
    if (material.used.length === 0) return ofItsOwn(material, NOT_ASKED);
    const found = await findText(material.reuseKey);
    if (found !== null) return again(material, found);
    const shared = await askOnce({
      key: material.reuseKey,
      signal,
      work: async (given) => ({ asked: await askModels(material.prompt, given), first: null }),
    });
    // This one's time is up, and others go on waiting.
    if (shared === null) return ofItsOwn(material, NOT_ASKED);
    if (shared.first !== null) return joined(material, { ...shared, first: await shared.first });
    shared.first = ofItsOwn(material, shared.asked);
    return shared.first;
  };

  async function ofItsOwn(material: SummaryMaterial, asked: ModelAnswer): Promise<ServedSummary> {
    const record = makeRecord({ ...material, asked, madeAtMs: now() });
    const { tokens: historyTokens } = material.prompt;
    return { record, historyTokens, storedIn: await saveSummary(record), reused: null };
  }

  async function again(material: SummaryMaterial, found: ReusableText): Promise<ServedSummary> {
    const { record, archived, reuse } = found;
    return isSameContact(record.contact, material.task.contact)
      ? repeated(material, { record, storedIn: archived ? 'ddb+s3' : 'ddb', how: 'repeated' })
      : transferred(material, { record, reuse });
  }

  async function joined(
    material: SummaryMaterial,
    { asked, first }: { asked: ModelAnswer; first: ServedSummary },
  ): Promise<ServedSummary> {
    const { record } = first;
    if (isSameContact(record.contact, material.task.contact)) {
      return repeated(material, { ...first, how: 'joined' });
    }
    // Its digest says no more than one of the own contact does.
    return record.reuse === null
      ? ofItsOwn(material, { ...NOT_ASKED, reason: asked.reason })
      : transferred(material, { record, reuse: record.reuse });
  }

  /** The very answer that was given before: nothing is written. */
  function repeated(
    { task }: SummaryMaterial,
    { record, storedIn, how }: Pick<ServedSummary, 'record' | 'storedIn'> & Pick<Reused, 'how'>,
  ): ServedSummary {
    const nowMs = now();
    return {
      record: { ...record, cacheHit: true, latencyMs: nowMs - task.arrivedAtMs },
      historyTokens: null,
      storedIn,
      reused: { how, requestId: record.requestId, ageMs: nowMs - Date.parse(record.generatedAt) },
    };
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
