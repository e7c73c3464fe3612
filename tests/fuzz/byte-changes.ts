import fc from 'fast-check';

export type ByteChange = (bytes: Buffer) => Buffer;

export function flippedBit(): fc.Arbitrary<ByteChange> {
  return fc.tuple(fc.nat(), fc.nat({ max: 7 })).map(([place, bit]) => (bytes) => {
    const changed = Buffer.from(bytes);
    const index = place % Math.max(1, bytes.length);
    changed[index] = (changed[index] ?? 0) ^ (1 << bit);
    return changed;
  });
}

export function insertion(inserts: fc.Arbitrary<Uint8Array>): fc.Arbitrary<ByteChange> {
  return atSomePlace(inserts, ({ before, after }, insert) => [before, insert, after]);
}

/** Up to 40 bytes are gone. */
export function cut(): fc.Arbitrary<ByteChange> {
  return atSomePlace(lengths(), ({ before, after }, length) => [before, after.subarray(length)]);
}

/** Everything after some place is gone. */
export function ending(): fc.Arbitrary<ByteChange> {
  return atSomePlace(fc.constant(null), ({ before }) => [before]);
}

/** Up to 40 bytes come twice. */
export function doubling(): fc.Arbitrary<ByteChange> {
  return atSomePlace(lengths(), ({ before, after }, length) => [before, after.subarray(0, length), after]);
}

function lengths(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 40 });
}

function atSomePlace<Extra>(
  extras: fc.Arbitrary<Extra>,
  change: (parts: { readonly before: Buffer; readonly after: Buffer }, extra: Extra) => readonly Uint8Array[],
): fc.Arbitrary<ByteChange> {
  return fc.tuple(fc.nat(), extras).map(([place, extra]) => (bytes) => {
    const index = place % (bytes.length + 1);
    return Buffer.concat(change({ before: bytes.subarray(0, index), after: bytes.subarray(index) }, extra));
  });
}
