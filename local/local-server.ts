import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** A server of the local AWS that is listening: where it is, and how to stop it. */
export interface LocalServer {
  /** Base URL on 127.0.0.1, without a trailing slash. */
  readonly url: string;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/** A port of 127.0.0.1 that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  const { port } = new URL(await listenLocally(probe));
  probe.close();
  return Number(port);
}

/** The port if nobody listens on it, else another one. */
export async function freePortAt(port: number): Promise<number> {
  const probe = createServer();
  try {
    await listenLocally(probe, port);
    return port;
  } catch {
    return freePort();
  } finally {
    probe.close();
  }
}

/** Hundreds of clients connect at once under load; Node's own backlog of 511 makes some of them wait for a retry. */
const BACKLOG = 4_096;

/** Lets a server listen on a port of 127.0.0.1, a free one by default. Resolves to its base URL. */
export async function listenLocally(server: Server, port = 0): Promise<string> {
  server.listen({ port, host: '127.0.0.1', backlog: BACKLOG });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
