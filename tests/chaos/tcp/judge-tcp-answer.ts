import { insightsResponseSchema } from '../../../lib/contract/summary-record.ts';
import { problemSchema } from '../../../lib/openapi/problem-schema.ts';
import type { Dependency, TcpCase } from './tcp-cases.ts';

/** What came back of a request; `open` when nothing had after ten seconds, `broken` when the connection was. */
export type TcpAnswer =
  | { readonly got: 'open' | 'broken'; readonly ms: number }
  | { readonly got: number; readonly text: string; readonly ms: number };

export interface TcpVerdict {
  /** Status, and what it is called: `200 degraded`, `503 history_unavailable`. */
  readonly kind: string;
  /** What a client cannot work with, in words; `null` for an answer as the contract has it. */
  readonly wrong: string | null;
  /** The sentences that the agent is shown as a model's. */
  readonly sentences: readonly string[];
}

/** Holds an answer against the contract, and against what may be refused when these dependencies fail. */
export function judgeTcpAnswer(answer: TcpAnswer, { of }: Pick<TcpCase, 'of'>): TcpVerdict {
  if (!('text' in answer)) return { kind: answer.got, wrong: answer.got, sentences: [] };
  const body = parsed(answer.text);
  if (answer.got === 200) {
    const { data, error } = insightsResponseSchema.safeParse(body);
    if (error !== undefined)
      return { kind: '200', wrong: `200 out of form: ${error.message}`, sentences: [] };
    const sentences = data.status === 'ok' ? data.sentences.map(({ text }) => text) : [];
    const wrong = data.summary.trim() === '' ? 'nothing to show' : null;
    return { kind: `200 ${data.status}`, wrong, sentences };
  }
  const { data, error } = problemSchema.safeParse(body);
  if (error !== undefined) return { kind: String(answer.got), wrong: 'no problem document', sentences: [] };
  const kind = `${answer.got} ${data.code}`;
  const allowed = of.map((dependency) => REFUSAL[dependency]);
  return { kind, wrong: allowed.includes(kind) ? null : `refused by ${kind}`, sentences: [] };
}

/** Without models and S3 a summary is always possible: the digest answers, and S3 is made good later. */
const REFUSAL: Readonly<Partial<Record<Dependency, string>>> = {
  dynamodb: '503 history_unavailable',
  tokens: '503 token_keys_unavailable',
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
