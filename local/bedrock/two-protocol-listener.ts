import { once } from 'node:events';
import { createServer as createHttp1Server, type IncomingMessage } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest } from 'node:http2';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { type LocalServer, listenLocally } from '../local-server.ts';

const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** How an HTTP/2 connection with prior knowledge begins ("PRI * HTTP/2.0"); no HTTP/1.1 method begins like that. */
const HTTP2_FIRST_BYTES = 'PRI';

/** What the answers of both protocols have in common. */
export interface AnyResponse extends NodeJS.WritableStream {
  statusCode: number;
  setHeader(name: string, value: string | number): unknown;
}

/** @param socket the TCP connection that the request came over */
type Answer = (request: IncomingMessage | Http2ServerRequest, response: AnyResponse, socket: Socket) => void;

/** Listens on one port of 127.0.0.1 for HTTP/1.1 and for HTTP/2 without TLS. */
export async function listenForTwoProtocols(port: number, answer: Answer): Promise<LocalServer> {
  // HTTP/2 hands out a stand-in for its socket, with the ports of the real one.
  const socketByPort = new Map<number | undefined, Socket>();
  const handle = (request: IncomingMessage | Http2ServerRequest, response: AnyResponse) => {
    const socket = socketByPort.get(request.socket.remotePort);
    if (socket !== undefined) answer(request, response, socket);
  };
  const http1 = createHttp1Server({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS }, handle);
  const http2 = createHttp2Server(handle);
  const tcp = createTcpServer({ noDelay: true }, (socket) => {
    const { remotePort } = socket;
    socketByPort.set(remotePort, socket);
    // A client may reset its connection at any time; the 'close' that follows says all we need.
    socket.on('error', () => {});
    socket.once('close', () => socketByPort.delete(remotePort));
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
      for (const socket of socketByPort.values()) socket.destroy();
      await closed;
    },
  };
}
