import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Keeps connections for as long as it was told, as a load balancer does. Node's own agent also listens to the server's
 * hint of how long that one will, and so would never meet a connection that is being closed.
 */
export class PatientAgent extends Agent {
  readonly #idleTimeoutMs: number;
  readonly #freeSince = new WeakMap<Duplex, number>();

  constructor(idleTimeoutMs: number) {
    super({ keepAlive: true, timeout: idleTimeoutMs });
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  override keepSocketAlive(socket: Duplex & { setTimeout?(ms: number): unknown }): boolean {
    socket.setTimeout?.(this.#idleTimeoutMs);
    this.#freeSince.set(socket, performance.now());
    return true;
  }

  /** For how many ms a connection has had nothing to do; `null` for a new one. */
  idleMs(socket: Duplex): number | null {
    const since = this.#freeSince.get(socket);
    return since === undefined ? null : performance.now() - since;
  }
}
