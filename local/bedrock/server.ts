import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { text } from 'node:stream/consumers';
import type { LocalServer } from '../local-server.ts';
import { BedrockError, toBedrockError } from './bedrock-error.ts';
import { createConverse } from './converse.ts';
import { createFaults } from './faults.ts';
import { createLatency, type LatencyOption } from './latency.ts';
import { createLocalLlm } from './local-llm.ts';
import { type BelowCacheMinimum, createPromptCache } from './prompt-cache.ts';
import { createStatistics } from './statistics.ts';
import { listenForTwoProtocols } from './two-protocol-listener.ts';

export interface BedrockServerOptions {
  /** The same seed gives each model the same sequence of latencies. */
  readonly seed: number;
  /** ms; without it each model takes about as long as on AWS. */
  readonly latency?: LatencyOption | undefined;
  /** `ignore` by default. */
  readonly belowCacheMinimum?: BelowCacheMinimum | undefined;
  /** Base URL of an OpenAI-compatible server that writes the answers instead of the stand-in. */
  readonly llmUrl?: string | undefined;
  /** `llama3.2` by default. */
  readonly llmModel?: string | undefined;
  /** Any free port by default. */
  readonly port?: number | undefined;
  /** ms; the system's clock by default. */
  readonly now?: (() => number) | undefined;
}

/**
 * Starts the local Amazon Bedrock: Converse over HTTP/1.1 and h2c on one port, for unmodified AWS SDK clients.
 * Signatures are not checked. Also `POST /_local/faults` and `GET /_local/statistics`.
 */
export function startBedrockServer(options: BedrockServerOptions): Promise<LocalServer> {
  const route = createRoute(options);
  return listenForTwoProtocols(options.port ?? 0, async (request, response, connection) => {
    const { method = '', url: path = '' } = request;
    const client = new AbortController();
    response.once('close', () => client.abort());
    const respond = (status: number, body: object) => {
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      response.setHeader('x-amzn-requestid', randomUUID());
      response.end(JSON.stringify(body));
    };
    try {
      const body = await text(request);
      client.signal.throwIfAborted();
      respond(200, await route({ operation: `${method} ${path}`, body, connection, signal: client.signal }));
    } catch (error) {
      if (client.signal.aborted) return;
      const { name, status, message } = toBedrockError(error);
      response.setHeader('x-amzn-errortype', name);
      respond(status, { message });
    }
  });
}

interface Call {
  /** Method and path. */
  readonly operation: string;
  readonly body: string;
  readonly connection: EventEmitter;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

function createRoute(options: BedrockServerOptions): (call: Call) => Promise<object> {
  const { seed, latency, llmUrl, llmModel = 'llama3.2' } = options;
  const statistics = createStatistics();
  const faults = createFaults();
  const converse = createConverse({
    sampleLatency: createLatency(seed, latency),
    faults,
    promptCache: createPromptCache(options.now ?? Date.now, options.belowCacheMinimum ?? 'ignore'),
    askLlm: llmUrl === undefined ? undefined : createLocalLlm({ url: llmUrl, model: llmModel }),
  });
  return async ({ operation, body, connection, signal }) => {
    if (operation === 'GET /_local/statistics') return statistics.report();
    if (operation === 'POST /_local/faults') {
      faults.set(JSON.parse(body));
      return {};
    }
    const modelId = decodeURIComponent(/^POST \/model\/([^/]+)\/converse$/.exec(operation)?.[1] ?? '');
    if (modelId === '') throw unsupported(operation);
    return statistics.count(modelId, connection, async () => converse(modelId, JSON.parse(body), signal));
  };
}

function unsupported(operation: string): BedrockError {
  const name = operation.startsWith('POST /model/') ? 'NotImplementedException' : 'UnknownOperationException';
  return new BedrockError(name, `The local Bedrock has Converse only, not ${operation}.`);
}
