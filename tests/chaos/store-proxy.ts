import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type LocalServer, listenLocally } from '../../local/local-server.ts';

export type Service = 'dynamodb' | 's3' | 'bedrock';

/** One call of the API to AWS, by the names that AWS itself has for it. */
export interface ProxiedCall {
  readonly service: Service;
  /** `PutItem`, `UpdateItem`, `Query`, … of DynamoDB; the HTTP method for S3; `Converse` for Bedrock. */
  readonly operation: string;
  /** The table, the object's key, or the model's id. */
  readonly target: string;
  /** What the client says of itself. */
  readonly userAgent: string;
  readonly body: Buffer;
}

/**
 * Where a call is. `received`: read by the proxy and not passed on; `applied`: AWS has answered and the API knows
 * nothing of it; `acknowledged`: the answer has been handed to the API's socket.
 */
export type Moment = 'received' | 'applied' | 'acknowledged';

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Sends only this many characters of the body, and then nothing more, or an end of the connection. */
  readonly brokenOff?: { readonly after: number; readonly then: 'stall' | 'reset' };
}

/** What becomes of a call at a moment. `drop` never answers it; after the answer there is nothing left to decide. */
export type Fate = 'pass' | 'drop' | 'reset' | Reply;

/** Told of every call at every moment; a delay is a promise that takes its time. */
export type Hook = (call: ProxiedCall, moment: Moment) => Fate | Promise<Fate>;

export interface StoreProxy extends LocalServer {
  /** How often AWS has taken a PUT of each object's key. */
  readonly objectPuts: ReadonlyMap<string, number>;
}

interface StoreProxyOptions {
  readonly service: Service;
  /** Base URL of the local AWS server that really answers. */
  readonly upstream: string;
  readonly hook: Hook;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Stands between the API and one server of the local AWS, so that things can happen at named moments of a call. */
export async function startStoreProxy({ service, upstream, hook }: StoreProxyOptions): Promise<StoreProxy> {
  const agent = new Agent({ keepAlive: true });
  const objectPuts = new Map<string, number>();

  const server = createServer({ keepAliveTimeout: 75_000 }, (incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const url = await listenLocally(server);
  return {
    url,
    objectPuts,
    close: async () => {
      agent.destroy();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const call = toCall(incoming, { service, body: await buffer(incoming) });
    if (settle(outgoing, await hook(call, 'received'))) return;
    const answer = await passOn(incoming, { call, outgoing });
    if (call.operation === 'PUT' && answer.status === 200)
      objectPuts.set(call.target, (objectPuts.get(call.target) ?? 0) + 1);
    if (settle(outgoing, await hook(call, 'applied'))) return;
    outgoing.writeHead(answer.status, answer.headers);
    outgoing.end(incoming.method === 'HEAD' ? '' : answer.body, () => hook(call, 'acknowledged'));
  }

  function passOn(
    incoming: IncomingMessage,
    { call, outgoing }: { call: ProxiedCall; outgoing: ServerResponse },
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { method, headers, url: path = '/' } = incoming;
      const onward = request(upstream + path, { agent, method, headers }, async (answer) => {
        const { statusCode: status = 502 } = answer;
        resolve({ status, headers: answer.headers, body: await buffer(answer) });
      });
      onward.on('error', reject);
      // A write that the API no longer waits for still happens; a model stops when nobody listens.
      if (service === 'bedrock') outgoing.once('close', () => onward.destroy());
      onward.end(call.body);
    });
  }
}

/** Ends the call here unless it passes. */
function settle(outgoing: ServerResponse, fate: Fate): boolean {
  if (fate === 'pass') return false;
  if (fate === 'reset') outgoing.socket?.resetAndDestroy();
  else if (fate !== 'drop') reply(outgoing, fate);
  return true;
}

function reply(outgoing: ServerResponse, { status, headers = {}, body, brokenOff }: Reply): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  if (brokenOff === undefined) return void outgoing.end(body);
  outgoing.write(body.slice(0, brokenOff.after));
  if (brokenOff.then === 'reset') setTimeout(() => outgoing.socket?.resetAndDestroy(), 20);
}

const MODEL_PATH = /^\/model\/([^/]+)\/converse$/;

function toCall(
  { method = '', url = '/', headers }: IncomingMessage,
  { service, body }: Pick<ProxiedCall, 'service' | 'body'>,
): ProxiedCall {
  const path = decodeURIComponent(url.split('?', 1)[0] ?? '');
  const common = { service, body, userAgent: String(headers['user-agent']) };
  if (service === 's3') return { ...common, operation: method, target: path.replace(/^\/[^/]+\//, '') };
  if (service === 'bedrock') {
    return { ...common, operation: 'Converse', target: MODEL_PATH.exec(path)?.[1] ?? '' };
  }
  const operation = String(headers['x-amz-target']).replace(/^DynamoDB_\d+\./, '');
  const { TableName: target = '' }: { TableName?: string } = JSON.parse(body.toString());
  return { ...common, operation, target };
}

/** An error as DynamoDB and Bedrock word it. */
export function awsError(status: number, name: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: `com.amazonaws#${name}`, message: 'It did not work.' }),
  };
}

/** An error as S3 words it. */
export function s3Error(status: number, code: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>It did not work.</Message></Error>`,
  };
}
