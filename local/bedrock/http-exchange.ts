import { BedrockError } from './bedrock-error.ts';

/** Far above any prompt; keeps a runaway client from filling the memory. */
const MAX_BODY_BYTES = 25_000_000;

export interface LocalRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: string;
  readonly socket: unknown;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

export interface LocalReply {
  readonly status: number;
  readonly body: object;
  readonly errorName?: string;
}

/** The part of a request that node:http and node:http2 have in common. */
interface IncomingRequest extends AsyncIterable<Buffer> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly socket: unknown;
}

/** The part of a response that node:http and node:http2 have in common. */
interface OutgoingResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** A listener for the requests of both protocols. What `route` throws becomes an error in Bedrock's format. */
export function createRequestListener(route: (request: LocalRequest) => Promise<LocalReply>) {
  let requests = 0;
  return async (incoming: IncomingRequest, response: OutgoingResponse): Promise<void> => {
    requests += 1;
    const requestId = `local-bedrock-${requests}`;
    const client = new AbortController();
    response.once('close', () => client.abort());
    const reply = await answer(incoming, client.signal, route);
    if (client.signal.aborted) return;
    response.statusCode = reply.status;
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-amzn-requestid', requestId);
    if (reply.errorName !== undefined) {
      response.setHeader(
        'x-amzn-errortype',
        `${reply.errorName}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
      );
    }
    response.end(JSON.stringify(reply.body));
  };
}

async function answer(
  incoming: IncomingRequest,
  signal: AbortSignal,
  route: (request: LocalRequest) => Promise<LocalReply>,
): Promise<LocalReply> {
  try {
    const { method = '', url = '/', socket } = incoming;
    const body = await readBody(incoming);
    return await route({ method, path: url.split('?')[0] ?? '/', body, socket, signal });
  } catch (error) {
    const refusal =
      error instanceof BedrockError ? error : new BedrockError('InternalServerException', String(error));
    return { status: refusal.status, body: { message: refusal.message }, errorName: refusal.name };
  }
}

/** Reads on past the limit without keeping anything: a client reads no answer before it has sent its body. */
async function readBody(incoming: IncomingRequest): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) throw new BedrockError('ValidationException', 'Input is too long.');
  return Buffer.concat(chunks).toString();
}
