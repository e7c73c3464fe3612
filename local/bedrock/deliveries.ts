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

const DRIP_EVERY_MS = 500;

export function send(body: string, { response }: Exchange, { status = 200, type = 'application/json' } = {}) {
  writeHead(body, response, { status, type });
  response.end(body);
}

export async function sendHalf(body: string, { response }: Exchange): Promise<void> {
  writeHead(body, response);
  await new Promise<void>((sent) => response.write(body.slice(0, body.length / 2), () => sent()));
}

/** Byte by byte: minutes for any answer. Rejects when the client goes. */
export async function drip(body: string, { response, signal }: Exchange): Promise<void> {
  writeHead(body, response);
  for (const byte of Buffer.from(body)) {
    response.write(Buffer.of(byte));
    await wait(DRIP_EVERY_MS, undefined, { signal });
  }
  response.end();
}

export async function untilGone({ signal }: Exchange): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function writeHead(body: string, response: AnyResponse, { status = 200, type = 'application/json' } = {}) {
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.setHeader('content-length', Buffer.byteLength(body));
  response.setHeader('x-amzn-requestid', randomUUID());
}
