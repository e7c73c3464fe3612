import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type DocsOptions, docsPages } from '../docs/docs-pages.ts';
import { type LocalServer, listenLocally } from '../local-server.ts';
import type { Route } from '../serverless/read-service.ts';
import { authorizeRequest, type JwtAuthorizer } from './authorize-request.ts';
import { forwardRequest } from './forward-request.ts';
import { toHttpAnswer } from './function-answer.ts';
import { FunctionFailure, type LocalFunction } from './function-container.ts';
import { functionPool } from './function-pool.ts';
import { gatewayEvent } from './gateway-event.ts';
import { type MatchedRoute, matchRoute } from './match-route.ts';
import { watchSource } from './watch-source.ts';

export interface GatewayOptions {
  /** A free one when it is 0. */
  readonly port: number;
  readonly routes: readonly Route[];
  readonly authorizer: JwtAuthorizer;
  readonly functions: readonly LocalFunction[];
  readonly containerUrl: string;
  /** Folders whose changes have functions loaded anew; none in tests. */
  readonly watched: readonly string[];
  /** Has the documents of the API under /docs, which API Gateway has not. */
  readonly docs?: DocsOptions;
}

/** API Gateway ends what takes longer. */
const TIMEOUT_MS = 30_000;
const MOST_BODY_BYTES = 10 * 1_024 * 1_024;
const MOST_HEADER_BYTES = 10_240;
const MOST_CONTAINERS = 4;

/** The gateway's own answers, in its words. */
const MESSAGES = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/**
 * The HTTP API in front of the system: its routes and scopes as serverless.yml has them, tokens checked, functions run from
 * source, and the container's routes handed on.
 */
export async function startGateway(options: GatewayOptions): Promise<LocalServer> {
  const authorize = authorizeRequest(options.authorizer);
  const container = forwardRequest(options.containerUrl);
  const pools = new Map(
    options.functions.map((definition) => [definition.name, functionPool(definition, MOST_CONTAINERS)]),
  );
  const reload = () => {
    for (const pool of pools.values()) pool.reload();
  };
  const showDocs = options.docs && docsPages(options.docs);
  const stopWatching = watchSource(options.watched, reload);
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    const requestId = randomBytes(11).toString('base64');
    response.setHeader('apigw-requestid', requestId);
    const answered = showDocs?.(request, response) ?? answer(request, response, requestId);
    answered.catch((error: unknown) => {
      process.stderr.write(`${request.method} ${request.url}: ${String(error)}\n`);
      if (response.headersSent) response.destroy();
      else refuse(response, statusOf(error));
    });
  });

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://gateway');
    const matched = matchRoute(options.routes, { method: request.method ?? '', path: pathname });
    if (matched === null) return refuse(response, 404);
    const decision = await authorize(request.headers.authorization, matched.route.scopes);
    if (decision.status !== 200) return refuse(response, decision.status, decision.challenge);
    if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES) return refuse(response, 413);
    const body = await buffer(request);
    if (body.length > MOST_BODY_BYTES) return refuse(response, 413);
    if (matched.route.target === 'container') {
      return container.forward(request, response, { body, timeoutMs: TIMEOUT_MS });
    }
    return run(
      { ...matched, request, body, requestId, claims: decision.claims, nowMs: Date.now() },
      response,
    );
  }

  async function run(parts: Parameters<typeof gatewayEvent>[0], response: ServerResponse): Promise<void> {
    const pool = pools.get(nameOf(parts));
    if (pool === undefined) throw new Error(`There is no function for ${parts.route.path}.`);
    const result = toHttpAnswer(await pool.invoke(gatewayEvent(parts)));
    if (result === null) return refuse(response, 500);
    response.writeHead(result.status, { ...result.headers, 'content-length': result.body.length });
    response.end(result.body);
  }

  const url = await listenLocally(server, options.port);
  return {
    url,
    close: async () => {
      stopWatching();
      server.closeAllConnections();
      await Promise.all([
        new Promise((resolve) => server.close(resolve)),
        ...[...pools.values()].map((pool) => pool.close()),
      ]);
      container.close();
    },
  };
}

function nameOf({ route }: MatchedRoute): string {
  return route.target === 'container' ? '' : route.target.function;
}

/** A function that fails is the gateway's 500; one that takes too long, and a container that does not answer, its 503. */
function statusOf(error: unknown): keyof typeof MESSAGES {
  return error instanceof FunctionFailure && !error.isTimeout ? 500 : 503;
}

function refuse(response: ServerResponse, status: keyof typeof MESSAGES, challenge?: string): void {
  const body = JSON.stringify({ message: MESSAGES[status] });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
    // What is left of a body that was not read must not be taken for the next request.
    connection: 'close',
  });
  response.end(body);
}
