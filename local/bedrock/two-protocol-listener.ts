import { type EventEmitter, once } from 'node:events';
import { createServer as createHttp1Server, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { type LocalServer, listenLocally } from '../local-server.ts';

const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** How an HTTP/2 connection with prior knowledge begins ("PRI * HTTP/2.0"); no HTTP/1.1 method begins like that. */
const HTTP2_FIRST_BYTES = 'PRI';

type Answer = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
  connection: EventEmitter,
) => void;

/** Listens on one port of 127.0.0.1 for HTTP/1.1 and for HTTP/2 without TLS. */
export async function listenForTwoProtocols(port: number, answer: Answer): Promise<LocalServer> {
  const http1 = createHttp1Server({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS }, (request, response) =>
    answer(request, response, request.socket),
  );
  const http2 = createHttp2Server((request, response) =>
    answer(request, response, request.stream.session ?? request.stream),
  );
  const sockets = new Set<Socket>();
  const tcp = createTcpServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    // A client may reset its connection at any time; the 'close' that follows says all we need.
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    socket.once('readable', () => {
      const first: Buffer | null = socket.read();
      if (first === null) return;
      socket.unshift(first);
      const isHttp2 = first.toString('latin1').startsWith(HTTP2_FIRST_BYTES);
      (isHttp2 ? http2 : http1).emit('connection', socket);
    });
  });
  const url = await listenLocally(tcp, port);
  return {
    url,
    async close() {
      const closed = once(tcp, 'close');
      tcp.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
