export interface SharedWork<Value> {
  /** What makes two pieces of work the same. */
  readonly key: string;
  /** Of who waits: when it aborts, this one leaves. */
  readonly signal: AbortSignal;
  /** Its own signal aborts when nobody waits any more. */
  readonly work: (signal: AbortSignal) => Promise<Value>;
}

/**
 * The value of the work under the key: of work that is under way where there is some, and of its own otherwise.
 * Who leaves while others wait gets `null`; the last one aborts the work and gets what it comes to then.
 * @throws what the work throws; the next one under the key starts anew
 */
export type SingleFlight<Value> = (shared: SharedWork<Value>) => Promise<Value | null>;

export interface SingleFlightOptions<Value> {
  /** How long a value is handed out after its work has ended, in milliseconds; 0 is not at all. */
  readonly keepMs: (value: Value) => number;
  readonly later?: (afterMs: number, work: () => void) => void;
}

interface Flight<Value> {
  readonly value: Promise<Value>;
  readonly controller: AbortController;
  waiting: number;
}

/** Work under one key is done once for all who wait for it at the same time. */
export function singleFlight<Value>({
  keepMs,
  later = afterTime,
}: SingleFlightOptions<Value>): SingleFlight<Value> {
  const flights = new Map<string, Flight<Value>>();

  return async ({ key, signal, work }) => {
    const flight = flights.get(key) ?? start(key, work);
    const left = Promise.withResolvers<null>();
    const leave = () => {
      flight.waiting -= 1;
      if (flight.waiting > 0) return left.resolve(null);
      // What is being given up is joined by nobody.
      forget(key, flight);
      flight.controller.abort(signal.reason);
    };
    flight.waiting += 1;
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([flight.value, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };

  function start(key: string, work: SharedWork<Value>['work']): Flight<Value> {
    const controller = new AbortController();
    const flight = { value: work(controller.signal), controller, waiting: 0 };
    flights.set(key, flight);
    const end = () => forget(key, flight);
    flight.value.then((value) => {
      const forMs = keepMs(value);
      if (forMs > 0) later(forMs, end);
      else end();
    }, end);
    return flight;
  }

  /** Unless another one has taken its place. */
  function forget(key: string, flight: Flight<Value>): void {
    if (flights.get(key) === flight) flights.delete(key);
  }
}

/** Does not keep the process alive. */
function afterTime(ms: number, work: () => void): void {
  setTimeout(work, ms).unref();
}

/** Nothing is shared: everybody's work is their own. */
export function alone<Value>({ signal, work }: SharedWork<Value>): Promise<Value> {
  return work(signal);
}
