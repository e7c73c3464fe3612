import { element } from './element.ts';

/** What the server tells of one request to the API. */
export interface Told {
  readonly method: string;
  readonly path: string;
  /** What it was about, where the path does not say. */
  readonly about: string;
  readonly status: number;
  readonly tookMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly costUsd: number | null;
}

interface Step {
  readonly name: string;
  readonly startMs: number;
  readonly ms: number;
  readonly outcome: string;
  readonly isGood: boolean;
}

const SHOWN_HEADERS =
  /^(?:x-|retry-after|preference-applied|idempotent-replayed|ratelimit-remaining|www-authenticate)/;
const HIDDEN_HEADERS = /^x-(?:content-type-options|frame-options)/;

/** A request as a line, with the steps of its summary and the headers of its answer. */
export function exchangeView({
  method,
  path,
  about,
  status,
  tookMs,
  headers,
  steps,
  costUsd,
}: Told): HTMLLIElement {
  const isGood = status >= 200 && status < 300;
  const shown = Object.entries(headers).filter(
    ([name]) => SHOWN_HEADERS.test(name) && !HIDDEN_HEADERS.test(name),
  );
  const cost =
    costUsd === null ? [] : [element('p', { className: 'cost', text: `${dollars(costUsd)} for the models` })];
  return element('li', {
    className: 'exchange',
    children: [
      element('p', {
        className: 'line',
        children: [
          element('span', {
            className: isGood ? 'status good' : 'status bad',
            text: status === 0 ? 'no answer' : String(status),
          }),
          element('span', { className: 'route', text: `${method} ${path}` }),
          element('span', { className: 'told', text: about }),
          element('span', { className: 'took', text: `${tookMs} ms` }),
        ],
      }),
      ...(steps.length === 0 ? [] : [timeline(steps)]),
      ...cost,
      element('dl', {
        className: 'headers',
        children: shown.flatMap(([name, value]) => [
          element('dt', { text: name }),
          element('dd', { text: value }),
        ]),
      }),
    ],
  });
}

/** Bars over one scale, from the arrival of the request to its answer. */
function timeline(steps: readonly Step[]): HTMLOListElement {
  const endMs = Math.max(1, ...steps.map(({ startMs, ms }) => startMs + ms));
  return element('ol', {
    className: 'timeline',
    children: steps.map(({ name, startMs, ms, outcome, isGood }) => {
      const bar = element('span', { className: 'bar', attributes: { 'aria-hidden': 'true' } });
      // Set by script: the policy of the page allows no style in the page's text.
      bar.style.marginInlineStart = `${(100 * startMs) / endMs}%`;
      bar.style.inlineSize = `${Math.max(1, (100 * ms) / endMs)}%`;
      return element('li', {
        className: isGood ? 'step good' : 'step bad',
        children: [
          element('span', { className: 'step-name', text: name }),
          element('span', { className: 'step-ms', text: `${ms} ms, ${outcome}` }),
          element('span', { className: 'track', children: [bar] }),
        ],
      });
    }),
  });
}

function dollars(amount: number): string {
  return `$${amount.toFixed(6)}`;
}
