import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

export interface PatientAgentOptions {
  /** After that a connection that has nothing to do is closed. */
  readonly idleTimeoutMs: number;
  /** Called when a connection has had nothing to do for as many ms as `after` said when that began. */
  readonly onIdle?: { readonly after: () => number; readonly call: () => void } | undefined;
}

/**
 * Keeps connections for as long as it was told, as a load balancer does, and uses the one first that has waited longest.
 * Node's own agent also listens to the server's hint of how long that one will wait, and so would never meet a connection
 * that is being closed.
 */
export class PatientAgent extends Agent {
  readonly #options: PatientAgentOptions;
  readonly #idleSince = new WeakMap<Duplex, number>();

  constructor(options: PatientAgentOptions) {
    super({ keepAlive: true, timeout: options.idleTimeoutMs, scheduling: 'fifo' });
    this.#options = options;
  }

  override keepSocketAlive(socket: Duplex & { setTimeout?(ms: number): unknown }): boolean {
    const { idleTimeoutMs, onIdle } = this.#options;
    const since = performance.now();
    socket.setTimeout?.(idleTimeoutMs);
    this.#idleSince.set(socket, since);
    if (onIdle !== undefined) {
      setTimeout(() => this.#idleSince.get(socket) === since && onIdle.call(), onIdle.after());
    }
    return true;
  }

  /** For how many ms a connection has had nothing to do; `null` for a new one. */
  idleMs(socket: Duplex): number | null {
    const since = this.#idleSince.get(socket);
    return since === undefined ? null : performance.now() - since;
  }
}
