import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export const CONNECTION_TIMEOUT_MS = 500;
/** Above the gap between two calls at low traffic, below the 60 s at which load balancers give up on idle connections. */
const IDLE_SOCKET_MS = 55_000;

/** HTTP/1.1 connections that stay open between calls. @param maxSockets to one service at most */
export function warmConnections(maxSockets: number): NodeHttpHandler {
  const agentOptions = { keepAlive: true, maxSockets, timeout: IDLE_SOCKET_MS } as const;
  return new NodeHttpHandler({
    httpAgent: new HttpAgent(agentOptions),
    httpsAgent: new HttpsAgent(agentOptions),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
  });
}

/** Two tries, a few milliseconds apart. The state of a strategy is that of one client. */
export function tryTwice(): ConfiguredRetryStrategy {
  return new ConfiguredRetryStrategy(2, () => 20 + Math.random() * 60);
}
