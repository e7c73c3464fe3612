import { once } from 'node:events';
import { createServer as createHttp1Server } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { type LocalServer, listenLocally } from '../local-server.ts';
import type { createRequestListener } from './http-exchange.ts';

const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** How an HTTP/2 connection with prior knowledge begins ("PRI * HTTP/2.0"); no HTTP/1.1 method begins like that. */
const HTTP2_FIRST_BYTES = 'PRI';

interface TwoProtocolListenerOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly onRequest: ReturnType<typeof createRequestListener>;
  readonly onOpen: (socket: Socket) => void;
  readonly onClose: (socket: Socket) => void;
}

/** Listens on one port of 127.0.0.1 for HTTP/1.1 and for HTTP/2 without TLS. */
export async function listenForTwoProtocols(options: TwoProtocolListenerOptions): Promise<LocalServer> {
  const { port, onRequest, onOpen, onClose } = options;
  const http1 = createHttp1Server({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS }, onRequest);
  const http2 = createHttp2Server(onRequest);
  const sockets = new Set<Socket>();
  const tcp = createTcpServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    onOpen(socket);
    // A client may reset its connection at any time; the 'close' that follows says all we need.
    socket.on('error', () => {});
    socket.once('close', () => {
      sockets.delete(socket);
      onClose(socket);
    });
    whenBegun(socket, (firstBytes) => {
      const isHttp2 = firstBytes === HTTP2_FIRST_BYTES;
      // An HTTP/1.1 client may end its side and still wait for the answer; an HTTP/2 client that does so is gone.
      socket.allowHalfOpen = !isHttp2;
      (isHttp2 ? http2 : http1).emit('connection', socket);
    });
  });
  const url = await listenLocally(tcp, port);
  return {
    url,
    async close() {
      if (!tcp.listening) return;
      const closed = once(tcp, 'close');
      tcp.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Calls `begin` with the first bytes once they are there, and leaves them in the socket. */
function whenBegun(socket: Socket, begin: (firstBytes: string) => void): void {
  const giveUp = () => socket.destroy();
  const look = () => {
    const bytes: Buffer | null = socket.read(HTTP2_FIRST_BYTES.length);
    if (bytes === null) return;
    socket.off('readable', look).off('end', giveUp);
    socket.unshift(bytes);
    begin(bytes.toString('latin1'));
  };
  socket.on('readable', look).once('end', giveUp);
}
