import Insights from 'c/omniInsights';
import { useApex } from './apex-double.ts';
import { mount, settle } from './page.ts';

/** What the component asked of Apex, to be answered when the test likes. */
export interface Asked {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly answer: (reply: unknown) => Promise<void>;
  readonly reject: (error: unknown) => Promise<void>;
}

/** As OmniInsightsReply reaches the component. */
export const reply = (body: unknown, statusCode = 200, retryAfterSeconds: number | null = null) => ({
  statusCode,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  retryAfterSeconds,
});
/** A refusal of the API. */
export const problem = (code: string, status: number) =>
  reply({ code, status, title: 'For developers' }, status);

/** The component on the page of a call, and an Apex whose every answer the test gives itself. */
export async function open(recordId = 'call-1') {
  const asked: Asked[] = [];
  const method = (name: string) => (parameters: Readonly<Record<string, unknown>>) =>
    new Promise((resolve, reject) => {
      const settled =
        (how: (value: unknown) => void) =>
        async (value: unknown): Promise<void> => {
          how(value);
          await settle();
        };
      asked.push({ method: name, parameters, answer: settled(resolve), reject: settled(reject) });
    });
  const names = ['requestSummary', 'awaitSummary', 'sendFeedback', 'recordUse'];
  useApex(Object.fromEntries(names.map((name) => [name, method(name)])));
  const element = mount('c-omni-insights', Insights, { recordId });
  await settle();
  const of = (name: string) => asked.filter((call) => call.method === name);
  /** The n-th call of a method, from 0. */
  const at = (name: string, index = 0): Asked => {
    const call = of(name)[index];
    if (call === undefined) throw new Error(`${name} was asked ${of(name).length} times`);
    return call;
  };
  const move = async (id: string) => {
    Object.assign(element, { recordId: id });
    await settle();
  };
  return { element, of, at, move };
}
