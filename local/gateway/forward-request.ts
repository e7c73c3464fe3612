import { Agent, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Of one hop; they are not for the next one. */
const HOP_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'expect'];

export interface Forward {
  readonly body: Buffer;
  /** Milliseconds until the whole answer has to be there. */
  readonly timeoutMs: number;
}

/** Hands requests on to the container, as the gateway does through its VPC link. The client's end ends the request there. */
export function forwardRequest(containerUrl: string) {
  const agent = new Agent({ keepAlive: true });
  const forward = (incoming: IncomingMessage, answer: ServerResponse, { body, timeoutMs }: Forward) =>
    new Promise<void>((resolve, reject) => {
      const outgoing = send(new URL(incoming.url ?? '/', containerUrl), {
        agent,
        method: incoming.method ?? 'GET',
        headers: { ...headersFor(incoming), 'content-length': body.length },
        signal: AbortSignal.timeout(timeoutMs),
      });
      const onClosed = () => outgoing.destroy();
      answer.once('close', onClosed);
      outgoing.once('error', reject);
      outgoing.once('response', (received) => {
        answer.writeHead(received.statusCode ?? 502, withoutHop(received.headers));
        pipeline(received, answer).then(resolve, reject);
      });
      outgoing.end(body);
    });
  return { forward, close: () => agent.destroy() };
}

function headersFor({ headers, socket }: IncomingMessage) {
  return {
    ...withoutHop(headers),
    'x-forwarded-for': socket.remoteAddress ?? '',
    'x-forwarded-proto': 'https',
  };
}

function withoutHop(headers: IncomingMessage['headers']) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.includes(name)));
}
