import type { Budget } from '../resilience/budget.ts';
import type { FailureDomain, Route } from './failure-domain.ts';
import type { Prompt } from './ports.ts';
import type { TriedModel, TryModel } from './try-model.ts';

export interface RaceDependencies {
  readonly route: Route;
  /** Of all requests together. */
  readonly budget: Budget;
  readonly tryModel: TryModel;
  /** A call that is open for so long is bad for its breaker, whatever becomes of it. */
  readonly slowAfterMs: number;
  /** Resolves after so many milliseconds, and early when the signal aborts. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

/** One call of one request. */
export interface ModelCall {
  readonly domain: FailureDomain;
  /** On the clock of the race. */
  readonly startedAtMs: number;
  /** The request waited for it when it began, or it was made beside such a call: to find out, or because that one was late. */
  readonly role: 'awaited' | 'probe' | 'hedge';
  /** Whether it was open when another one should have been started beside it. */
  readonly isLate: boolean;
  /** `null` while it is open, and for good when nobody waited for it any more. */
  readonly tried: TriedModel | null;
}

type Mutable<Type> = { -readonly [Member in keyof Type]: Type[Member] };

interface RaceOptions {
  readonly prompt: Prompt;
  /** The deadline of the request. */
  readonly signal: AbortSignal;
}

const MOST_CALLS = 5;

/**
 * The calls of one request: one is open until a text is valid, nobody is left to ask, or time is up, and a second one when
 * the first is late. Breakers and late shares are told as soon as something is known. Resolves with all calls that were made;
 * those that are open then are cancelled.
 */
export function raceModels(
  dependencies: RaceDependencies,
  options: RaceOptions,
): Promise<readonly ModelCall[]> {
  return new ModelRace(dependencies, options).run();
}

class ModelRace {
  readonly #dependencies: RaceDependencies;
  readonly #prompt: Prompt;
  readonly #deadline: AbortSignal;
  readonly #over = new AbortController();
  readonly #untilOver: AbortSignal;
  readonly #decided = Promise.withResolvers<void>();
  readonly #calls: Mutable<ModelCall>[] = [];
  #left: readonly FailureDomain[];

  constructor(dependencies: RaceDependencies, { prompt, signal }: RaceOptions) {
    this.#dependencies = dependencies;
    this.#prompt = prompt;
    this.#deadline = signal;
    this.#untilOver = AbortSignal.any([signal, this.#over.signal]);
    const order = dependencies.route();
    // A domain may be asked again when all the others have failed too.
    this.#left = [...order, ...order];
  }

  async run(): Promise<readonly ModelCall[]> {
    try {
      this.#askNext();
      await this.#decided.promise;
      return this.#calls;
    } finally {
      this.#over.abort();
    }
  }

  /** The first domain that may be asked; those that are to be probed are asked along with it. */
  #askNext(): void {
    for (const domain of this.#left) {
      if (this.#calls.length === MOST_CALLS) break;
      const permission = domain.breaker.ask();
      if (permission === 'refused') continue;
      const call = this.#begin(domain, permission === 'probe' ? 'probe' : 'awaited');
      if (permission === 'probe') continue;
      this.#after(domain.hedgeDelay.ms(), () => this.#noteLateness(call));
      break;
    }
    if (this.#open().length === 0) this.#decided.resolve();
  }

  #noteLateness(call: Mutable<ModelCall>): void {
    if (call.tried !== null) return;
    call.isLate = true;
    call.domain.lateness.note(true);
    this.#askBeside();
  }

  /** The cheapest one that was not asked yet, or the cheapest; none that costs more than what is waited for. */
  #askBeside(): void {
    const mostUsd = Math.max(...this.#open().map(({ domain }) => domain.costUsd));
    const allowed = this.#left.filter(({ costUsd, breaker }) => costUsd <= mostUsd && !breaker.isOpen());
    const fresh = allowed.filter((domain) => this.#calls.every((call) => call.domain !== domain));
    const [domain] = (fresh.length > 0 ? fresh : allowed).toSorted(
      (one, other) => one.costUsd - other.costUsd,
    );
    if (domain === undefined || this.#calls.length === MOST_CALLS) return;
    if (this.#dependencies.budget.spend()) this.#begin(domain, 'hedge');
  }

  #begin(domain: FailureDomain, role: ModelCall['role']): Mutable<ModelCall> {
    const { now, tryModel, slowAfterMs } = this.#dependencies;
    this.#left = this.#left.toSpliced(this.#left.indexOf(domain), 1);
    const call: Mutable<ModelCall> = { domain, role, startedAtMs: now(), isLate: false, tried: null };
    let isSlow = false;
    this.#calls.push(call);
    this.#after(slowAfterMs, () => {
      if (call.tried !== null) return;
      isSlow = true;
      domain.breaker.report('bad');
      if (this.#open().length === 1) this.#failOver();
    });
    tryModel(domain.model, this.#prompt, this.#untilOver)
      .then((tried) => {
        // What was cancelled says nothing of the other side.
        if (!isSlow && !this.#untilOver.aborted) report(domain, tried);
        if (!this.#over.signal.aborted) this.#end(call, tried);
      })
      .catch(this.#decided.reject);
    return call;
  }

  #end(call: Mutable<ModelCall>, tried: TriedModel): void {
    const { domain, role, isLate } = call;
    call.tried = tried;
    if (tried.lines !== null && role === 'awaited' && !isLate) domain.lateness.note(false);
    if (tried.lines !== null || this.#deadline.aborted) this.#decided.resolve();
    else this.#replace(domain, tried);
  }

  #replace({ modelId }: FailureDomain, { reason }: TriedModel): void {
    if (reason?.startsWith('model_output_')) this.#askLast(modelId);
    if (this.#open().length > 0) {
      this.#askBeside();
      return;
    }
    this.#failOver();
  }

  /** In any case, and paid for if there is something left: when many calls fail, few are made beside slow ones. */
  #failOver(): void {
    this.#dependencies.budget.spend();
    this.#askNext();
  }

  /** A model whose text was refused would write it again elsewhere. */
  #askLast(refused: string): void {
    const { false: others = [], true: same = [] } = Object.groupBy(this.#left, ({ modelId }) =>
      modelId === refused ? 'true' : 'false',
    );
    this.#left = [...others, ...same];
  }

  #open(): Mutable<ModelCall>[] {
    return this.#calls.filter(({ tried }) => tried === null);
  }

  #after(ms: number, act: () => void): void {
    this.#dependencies
      .sleep(ms, this.#untilOver)
      .then(() => {
        if (!this.#untilOver.aborted) act();
      })
      .catch(this.#decided.reject);
  }
}

/** What is filtered is filtered for what this customer said, and tells nothing of the model. */
function report({ breaker }: FailureDomain, { lines, reason }: TriedModel): void {
  if (reason === 'model_output_filtered') return;
  if (lines !== null) breaker.report('good');
  else breaker.report(reason === 'model_misconfigured' ? 'fatal' : 'bad');
}
