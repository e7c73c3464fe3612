import type { EventEmitter } from 'node:events';

/** What the product's tests count. */
export function createStatistics() {
  const connections = new WeakSet<EventEmitter>();
  const byModel = new Map<string, number>();
  const totals = { connections_opened: 0, connections_open: 0, calls: 0, in_flight: 0 };
  return {
    /** Counts a call to a model while it runs, and the connection that it came over, until that emits `close`. */
    async count<Answer>(
      modelId: string,
      connection: EventEmitter,
      call: () => Promise<Answer>,
    ): Promise<Answer> {
      if (!connections.has(connection)) {
        connections.add(connection);
        totals.connections_opened += 1;
        totals.connections_open += 1;
        connection.once('close', () => {
          totals.connections_open -= 1;
        });
      }
      byModel.set(modelId, (byModel.get(modelId) ?? 0) + 1);
      totals.calls += 1;
      totals.in_flight += 1;
      try {
        return await call();
      } finally {
        totals.in_flight -= 1;
      }
    },
    /**
     * The answer of `GET /_local/statistics`: connections that brought Converse calls since the start and now, calls that
     * arrived (refused ones too), those neither answered nor dropped by the client, and calls by requested model id.
     */
    report: () => ({ ...totals, by_model: Object.fromEntries(byModel) }),
  };
}
