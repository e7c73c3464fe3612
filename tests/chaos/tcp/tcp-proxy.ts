import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type LocalServer, listenLocally } from '../../../local/local-server.ts';
import type { Draws } from '../../fixtures/seeded-draws.ts';
import { deliveryOf, NO_FAULT, type Passage, passageOf, type TcpFault, withFlippedBit } from './tcp-fault.ts';

/** Passes bytes on between a client and a server, and does to them what it is told to. */
export interface TcpProxy extends LocalServer {
  /** For the connections that are open and those to come. What has been lost by then stays lost. */
  setFault(fault: TcpFault): void;
  /** How often a fault has struck: connections that were ended, answers that were delayed or damaged. */
  strikes(): number;
  /** Connections that the client keeps open although what it has asked for on them was lost, or is still on its way. */
  waiting(): number;
}

interface TcpProxyOptions {
  /** Base URL of the server. */
  readonly upstream: string;
  /** Decide on jitter, and on which bit is flipped. */
  readonly draws: Draws;
}

/** What the connections of one proxy have in common. */
interface Shared {
  readonly draws: Draws;
  fault: TcpFault;
  strikes: number;
}

interface Connection {
  lose(): void;
  reset(): void;
  isWaiting(): boolean;
  close(): void;
}

export async function startTcpProxy({ upstream, draws }: TcpProxyOptions): Promise<TcpProxy> {
  const { hostname, port } = new URL(upstream);
  const shared: Shared = { draws, fault: NO_FAULT, strikes: 0 };
  const connections = new Set<Connection>();

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    if (shared.fault.kind === 'refuse') {
      shared.strikes += 1;
      return void client.resetAndDestroy();
    }
    const onward = connect({ host: hostname, port: Number(port), noDelay: true });
    const connection = joinSockets({ client, server: onward, shared });
    connections.add(connection);
    for (const socket of [client, onward]) {
      socket.once('close', () => client.destroyed && onward.destroyed && connections.delete(connection));
    }
  });
  const url = await listenLocally(server);

  return {
    url,
    setFault: (fault) => {
      shared.fault = fault;
      if (fault.kind === 'refuse') for (const connection of connections) connection.reset();
      if (fault.kind === 'gone') for (const connection of connections) connection.lose();
    },
    strikes: () => shared.strikes,
    waiting: () => [...connections].filter((connection) => connection.isWaiting()).length,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const connection of connections) connection.close();
      await closed;
    },
  };
}

interface Sockets {
  readonly client: Socket;
  readonly server: Socket;
  readonly shared: Shared;
}

function joinSockets({ client, server, shared }: Sockets): Connection {
  const closed = new AbortController();
  /** The server has gone, and the client was not told. */
  let isLost = false;
  let isOwed = false;
  let onTheirWay = 0;
  let delivered = Promise.resolve();
  let exchange = { request: 0, answer: 0 };

  client.on('data', (bytes) => {
    if (exchange.answer > 0) exchange = { request: 0, answer: 0 };
    if (isLost) {
      if (!isOwed) shared.strikes += 1;
      isOwed = true;
      return;
    }
    const passage = passageOf(shared.fault, { side: 'request', bytes, seen: exchange.request });
    exchange.request += bytes.length;
    server.write(passage.bytes);
    end(passage.ending);
  });
  server.on('data', (bytes) => {
    if (isLost) return;
    const passage = passageOf(shared.fault, { side: 'answer', bytes, seen: exchange.answer });
    if (exchange.answer === 0 && STRIKES_EACH_ANSWER.has(shared.fault.kind)) shared.strikes += 1;
    const isDamaged = shared.fault.kind === 'corrupt' && exchange.answer === 0;
    exchange.answer += bytes.length;
    if (passage.ending === 'silence') isOwed = true;
    deliver(isDamaged ? { ...passage, bytes: withFlippedBit(passage.bytes, shared.draws) } : passage);
  });
  client.on('end', () => {
    if (isLost) client.destroy();
    else server.end();
  });
  server.on('end', () => {
    if (!isLost) delivered = delivered.then(() => void client.end());
  });
  client.on('error', () => undefined);
  server.on('error', () => {
    if (!isLost) client.resetAndDestroy();
  });
  client.once('close', () => {
    closed.abort();
    if (shared.fault.kind !== 'one-way') server.destroy();
  });

  return {
    lose,
    reset: () => {
      shared.strikes += 1;
      client.resetAndDestroy();
    },
    isWaiting: () => !client.destroyed && (isOwed || onTheirWay > 0),
    close: () => {
      client.destroy();
      server.destroy();
    },
  };

  function deliver({ bytes, ending }: Passage): void {
    const { parts, delayMs } = deliveryOf(shared.fault, { bytes, draws: shared.draws });
    onTheirWay += 1;
    delivered = delivered.then(async () => {
      for (const part of parts) {
        if (delayMs > 0) await delay(delayMs, undefined, { signal: closed.signal }).catch(() => undefined);
        if (closed.signal.aborted) return;
        client.write(part);
      }
      onTheirWay -= 1;
      end(ending);
    });
  }

  function end(ending: Passage['ending']): void {
    if (ending === null) return;
    shared.strikes += 1;
    if (ending === 'silence') {
      isOwed = true;
      lose();
      return;
    }
    if (ending === 'rst') client.resetAndDestroy();
    else client.destroySoon();
    server.destroySoon();
  }

  function lose(): void {
    isLost = true;
    if (shared.fault.kind !== 'one-way') server.destroy();
  }
}

/** The others strike where they end a connection. */
const STRIKES_EACH_ANSWER: ReadonlySet<TcpFault['kind']> = new Set(['late', 'drip', 'corrupt']);
