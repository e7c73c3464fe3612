import type { LocalServer } from '../local-server.ts';
import { BedrockError } from './bedrock-error.ts';
import { type Converse, createConverse } from './converse.ts';
import { answerFromRecords } from './extract-summary.ts';
import { createFaults, type Faults } from './faults.ts';
import { createStandInModel } from './generate.ts';
import { createRequestListener, type LocalReply, type LocalRequest } from './http-exchange.ts';
import { createLatency, type LatencyOption } from './latency.ts';
import { createLocalLlm, DEFAULT_LLM_MODEL } from './local-llm.ts';
import { type BelowCacheMinimum, createPromptCache } from './prompt-cache.ts';
import { createStatistics, type Statistics } from './statistics.ts';
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

const MODEL_PATH = /^\/model\/([^/]+)\/(converse|converse-stream)$/;

/**
 * Starts the local Amazon Bedrock: Converse over HTTP/1.1 and h2c on one port, for unmodified AWS SDK clients.
 * Signatures are not checked. Also `POST /_local/faults` and `GET /_local/statistics`.
 */
export function startBedrockServer(options: BedrockServerOptions): Promise<LocalServer> {
  const { seed, latency, belowCacheMinimum = 'ignore', llmUrl, llmModel = DEFAULT_LLM_MODEL } = options;
  const { port = 0, now = Date.now } = options;
  const statistics = createStatistics();
  const faults = createFaults();
  const sampleLatency = createLatency(seed, latency);
  const converse = createConverse({
    generate:
      llmUrl === undefined
        ? createStandInModel(sampleLatency, answerFromRecords)
        : createLocalLlm({ url: llmUrl, model: llmModel, now }),
    sampleLatency,
    faults,
    countCached: createPromptCache(now),
    belowCacheMinimum,
  });
  return listenForTwoProtocols({
    port,
    onRequest: createRequestListener(createRoute({ converse, faults, statistics })),
    onOpen: statistics.connectionOpened,
    onClose: statistics.connectionClosed,
  });
}

interface RouteDependencies {
  readonly converse: Converse;
  readonly faults: Faults;
  readonly statistics: Statistics;
}

function createRoute({ converse, faults, statistics }: RouteDependencies) {
  return async ({ method, path, body, socket, signal }: LocalRequest): Promise<LocalReply> => {
    const [, encodedModelId, operation] = MODEL_PATH.exec(path) ?? [];
    if (method === 'POST' && encodedModelId !== undefined && operation === 'converse') {
      const modelId = decodeModelId(encodedModelId);
      statistics.callStarted(modelId);
      try {
        return { status: 200, body: await converse(modelId, body, signal) };
      } finally {
        statistics.callEnded();
      }
    }
    if (path.startsWith('/_local/')) statistics.discountConnection(socket);
    switch (`${method} ${path}`) {
      case 'GET /_local/statistics':
        return { status: 200, body: statistics.report() };
      case 'POST /_local/faults':
        faults.set(body);
        return { status: 200, body: {} };
      default:
        throw operation === 'converse-stream'
          ? new BedrockError(
              'NotImplementedException',
              'The local Bedrock has no ConverseStream yet; use Converse.',
            )
          : new BedrockError('UnknownOperationException', `The local Bedrock has no ${method} ${path}.`);
    }
  };
}

function decodeModelId(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new BedrockError('ValidationException', 'The provided model identifier is invalid.');
  }
}
