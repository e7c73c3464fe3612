import type { Draws } from '../../fixtures/seeded-draws.ts';

/** Which half of an exchange: what the client sends, or what it gets back. */
export type Side = 'request' | 'answer';

/** How a connection ends: in order, at once, or without a word to the client, who still sees it open. */
type Ending = 'fin' | 'rst' | 'silence';

/** What goes wrong between a client and a server, below HTTP. Counts of bytes begin anew with each exchange. */
export type TcpFault =
  | { readonly kind: 'none' }
  /** Each part of an answer is late by `ms`, and by up to `jitterMs` more. */
  | { readonly kind: 'late'; readonly ms: number; readonly jitterMs: number }
  /** What is open is reset, and so is every new connection. */
  | { readonly kind: 'refuse' }
  | { readonly kind: 'cut'; readonly side: Side; readonly afterBytes: number; readonly by: Ending }
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** The server has gone without a FIN: connections that are open are dead, new ones are good. */
  | { readonly kind: 'gone' }
  /** The way back is lost: no answer reaches the client, and the server never learns that the client has closed. */
  | { readonly kind: 'one-way' }
  /** One bit of each answer is another one. */
  | { readonly kind: 'corrupt' };

export const NO_FAULT: TcpFault = { kind: 'none' };

/** What passes of some bytes before the connection ends; `ending` is `null` when it goes on. */
export interface Passage {
  readonly bytes: Buffer;
  readonly ending: Ending | null;
}

/** @param seen bytes of this side of the exchange before these */
export function passageOf(
  fault: TcpFault,
  { side, bytes, seen }: { side: Side; bytes: Buffer; seen: number },
): Passage {
  if (fault.kind === 'one-way' && side === 'answer') return { bytes: Buffer.alloc(0), ending: 'silence' };
  if (fault.kind !== 'cut' || fault.side !== side || seen + bytes.length <= fault.afterBytes) {
    return { bytes, ending: null };
  }
  return { bytes: bytes.subarray(0, Math.max(0, fault.afterBytes - seen)), ending: fault.by };
}

/** How an answer's bytes reach the client: in how large parts, each after how many ms. */
export function deliveryOf(
  fault: TcpFault,
  { bytes, draws }: { bytes: Buffer; draws: Draws },
): { readonly parts: readonly Buffer[]; readonly delayMs: number } {
  if (fault.kind === 'late') return { parts: [bytes], delayMs: fault.ms + draws.uniform() * fault.jitterMs };
  if (fault.kind !== 'drip') return { parts: [bytes], delayMs: 0 };
  const count = Math.ceil(bytes.length / fault.bytes);
  const parts = Array.from({ length: count }, (_, part) =>
    bytes.subarray(part * fault.bytes, (part + 1) * fault.bytes),
  );
  return { parts, delayMs: fault.everyMs };
}

/** The bytes with one bit flipped, of the seven that ASCII has. */
export function withFlippedBit(bytes: Buffer, draws: Draws): Buffer {
  const damaged = Buffer.from(bytes);
  const position = draws.integer(0, bytes.length - 1);
  damaged[position] = (damaged[position] ?? 0) ^ (1 << draws.integer(0, 6));
  return damaged;
}
