import { createServer, type Server } from 'node:net';
import type { FastifyInstance } from 'fastify';

interface ListenOptions {
  readonly port: number;
  readonly host: string;
}

export interface ListeningSockets {
  /** Resolves with the address. @throws Error of Node, when the port is taken for one */
  readonly listen: (options: ListenOptions) => Promise<string>;
  /** Takes no more connections, and resolves when those that were taken are over. */
  readonly close: () => Promise<void>;
}

const BACKLOG = 4_096;
/**
 * Node takes one connection from a listening socket in each turn of the event loop. When a turn takes a tenth of a second, ten
 * in a second are not enough: they would wait for seconds where nobody sees them, neither answered nor refused.
 */
const SOCKETS = process.platform === 'linux' ? 16 : 1;

/** The application behind several sockets of one port, among which the kernel shares the connections. */
export function listeningSockets(app: FastifyInstance): ListeningSockets {
  const others: Server[] = [];
  return {
    listen: async ({ port, host }) => {
      const shared = SOCKETS > 1 ? { reusePort: true } : {};
      const address = await app.listen({ port, host, backlog: BACKLOG, ...shared });
      const taken = app.server.address();
      if (taken === null || typeof taken === 'string') throw new Error(`${address} has no port.`);
      for (let socket = 1; socket < SOCKETS; socket += 1) {
        others.push(await listenBeside(app, { port: taken.port, host }));
      }
      return address;
    },
    close: async () => {
      await Promise.all([app.close(), ...others.map(closed)]);
    },
  };
}

/** As Node itself takes connections for HTTP. */
function listenBeside({ server }: FastifyInstance, { port, host }: ListenOptions): Promise<Server> {
  const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    server.emit('connection', socket),
  );
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  other.once('error', reject);
  other.listen({ port, host, backlog: BACKLOG, reusePort: true }, () => resolve(other));
  return promise;
}

function closed(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}
