import { text } from 'node:stream/consumers';
import type { LocalServer } from '../local-server.ts';
import { BedrockError, toBedrockError } from './bedrock-error.ts';
import { createConverse } from './converse.ts';
import { type Exchange, send } from './deliveries.ts';
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

const MAX_RECENT_REQUESTS = 50;

/**
 * Starts the local Amazon Bedrock: Converse over HTTP/1.1 and h2c on one port, for unmodified AWS SDK clients.
 * Signatures are not checked. Also `POST /_local/faults`, `GET /_local/statistics`, `GET` and `DELETE /_local/requests`.
 */
export function startBedrockServer(options: BedrockServerOptions): Promise<LocalServer> {
  const route = createRoute(options);
  return listenForTwoProtocols(options.port ?? 0, async (request, response, socket) => {
    const client = new AbortController();
    const exchange = { response, socket, signal: client.signal };
    response.once('close', () => client.abort());
    try {
      const body = await text(request);
      client.signal.throwIfAborted();
      await route({ operation: `${request.method} ${request.url}`, body, exchange });
    } catch (error) {
      if (client.signal.aborted) return;
      const { name, status, message } = toBedrockError(error);
      response.setHeader('x-amzn-errortype', name);
      send(JSON.stringify({ message }), exchange, { status });
    }
  });
}

interface Call {
  /** Method and path. */
  readonly operation: string;
  readonly body: string;
  readonly exchange: Exchange;
}

function createRoute(options: BedrockServerOptions): (call: Call) => Promise<void> {
  const { seed, latency, llmUrl, llmModel = 'llama3.2' } = options;
  const statistics = createStatistics();
  let recentRequests: readonly object[] = [];
  const faults = createFaults();
  const converse = createConverse({
    sampleLatency: createLatency(seed, latency),
    faults,
    promptCache: createPromptCache(options.now ?? Date.now, options.belowCacheMinimum ?? 'ignore'),
    askLlm: llmUrl === undefined ? undefined : createLocalLlm({ url: llmUrl, model: llmModel }),
  });
  const localOperations: Readonly<Record<string, (body: string) => unknown>> = {
    'GET /_local/statistics': statistics.report,
    'POST /_local/faults': (body) => faults.set(JSON.parse(body)),
    'GET /_local/requests': () => ({ requests: recentRequests }),
    'DELETE /_local/requests': () => {
      recentRequests = [];
    },
  };
  return async ({ operation, body, exchange }) => {
    const local = localOperations[operation];
    if (local !== undefined) return send(JSON.stringify(local(body) ?? {}), exchange);
    const modelId = decodeURIComponent(/^POST \/model\/([^/]+)\/converse$/.exec(operation)?.[1] ?? '');
    if (modelId === '') throw unsupported(operation);
    return statistics.count(modelId, exchange.socket, async () => {
      const input: unknown = JSON.parse(body);
      recentRequests = [...recentRequests, { model_id: modelId, body: input }].slice(-MAX_RECENT_REQUESTS);
      const { body: answer, deliver = send } = await converse(modelId, input, exchange.signal);
      await deliver(JSON.stringify(answer), exchange);
    });
  };
}

function unsupported(operation: string): BedrockError {
  const name = operation.startsWith('POST /model/') ? 'NotImplementedException' : 'UnknownOperationException';
  return new BedrockError(name, `The local Bedrock has Converse only, not ${operation}.`);
}
