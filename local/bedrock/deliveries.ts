import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { AnyResponse } from './two-protocol-listener.ts';

/** The way back to one client. */
export interface Exchange {
  readonly response: AnyResponse;
  /** The TCP connection, under either protocol. */
  readonly socket: Socket;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

/** Sends a body, well or badly. Resolves, or rejects as the signal does, when there is nothing more to do. */
export type Deliver = (json: string, exchange: Exchange) => Promise<void>;

const DRIP_EVERY_MS = 500;
const HTML = '<!doctype html><html><head><title>Bad Gateway</title></head><body>Try again.</body></html>';

/** The whole body, as a server in good health does. */
export async function sendJson(json: string, { response }: Exchange, status = 200): Promise<void> {
  writeHead(response, { status, type: 'application/json', length: Buffer.byteLength(json) });
  response.end(json);
}

export function sendHtml(status: number): Deliver {
  return async (_json, { response }) => {
    writeHead(response, { status, type: 'text/html', length: Buffer.byteLength(HTML) });
    response.end(HTML);
  };
}

export const sendNothing: Deliver = async (_json, exchange) => sendJson('', exchange);

export const neverAnswer: Deliver = async (_json, { signal }) => {
  signal.throwIfAborted();
  await once(signal, 'abort');
};

export const stallHalfway: Deliver = async (json, exchange) => {
  await sendHalf(json, exchange);
  await neverAnswer(json, exchange);
};

/** A good body, byte by byte: several minutes of it. */
export const drip: Deliver = async (json, { response, signal }) => {
  writeHead(response, { status: 200, type: 'application/json', length: Buffer.byteLength(json) });
  for (const byte of Buffer.from(json)) {
    response.write(Buffer.of(byte));
    await wait(DRIP_EVERY_MS, undefined, { signal });
  }
  response.end();
};

export const cutHalfway: Deliver = async (json, exchange) => {
  await sendHalf(json, exchange);
  exchange.socket.end();
};

export const resetConnection: Deliver = async (_json, { socket }) => {
  socket.resetAndDestroy();
};

async function sendHalf(json: string, { response }: Exchange): Promise<void> {
  const body = Buffer.from(json);
  writeHead(response, { status: 200, type: 'application/json', length: body.length });
  const half = body.subarray(0, Math.floor(body.length / 2));
  await new Promise<void>((resolve) => response.write(half, () => resolve()));
}

function writeHead(
  response: AnyResponse,
  { status, type, length }: { readonly status: number; readonly type: string; readonly length: number },
): void {
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.setHeader('content-length', length);
  response.setHeader('x-amzn-requestid', randomUUID());
}
