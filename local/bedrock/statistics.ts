/** What the product's tests count. */
export interface Statistics {
  connectionOpened(socket: unknown): void;
  connectionClosed(socket: unknown): void;
  /** Takes a connection out of both counts, so that reading the statistics does not change them. */
  discountConnection(socket: unknown): void;
  callStarted(modelId: string): void;
  callEnded(): void;
  /**
   * The answer of `GET /_local/statistics`: TCP connections of both protocols since the start and now, Converse calls
   * that arrived (refused ones too), those neither answered nor dropped by the client, and calls by requested model id.
   */
  report(): object;
}

export function createStatistics(): Statistics {
  const openConnections = new Set<unknown>();
  const callsByModel = new Map<string, number>();
  let connectionsOpened = 0;
  let calls = 0;
  let inFlight = 0;
  return {
    connectionOpened(socket) {
      connectionsOpened += 1;
      openConnections.add(socket);
    },
    connectionClosed(socket) {
      openConnections.delete(socket);
    },
    discountConnection(socket) {
      if (openConnections.delete(socket)) connectionsOpened -= 1;
    },
    callStarted(modelId) {
      calls += 1;
      inFlight += 1;
      callsByModel.set(modelId, (callsByModel.get(modelId) ?? 0) + 1);
    },
    callEnded() {
      inFlight -= 1;
    },
    report: () => ({
      connections_opened: connectionsOpened,
      connections_open: openConnections.size,
      calls,
      in_flight: inFlight,
      by_model: Object.fromEntries(callsByModel),
    }),
  };
}
