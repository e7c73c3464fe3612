import type { TcpFault } from './tcp-fault.ts';

/** What the API stands on, each behind a proxy of its own. */
export const DEPENDENCIES = ['dynamodb', 's3', 'bedrock', 'tokens'] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** A fault between the API and one dependency, or two at once. */
export interface TcpCase {
  readonly of: readonly Dependency[];
  /** In words, of the connection's other end. */
  readonly words: string;
  readonly fault: TcpFault;
}

interface NamedFault {
  readonly words: string;
  readonly fault: TcpFault;
  /** Where nothing can come of it. */
  readonly notOf?: readonly Dependency[];
}

/** In an answer's status line, and in its body. */
const IN_HEAD = 12;
const IN_BODY = 400;

const SWALLOWS: NamedFault = {
  words: 'swallows requests',
  fault: { kind: 'cut', side: 'request', afterBytes: 0, by: 'silence' },
};
const LATE: NamedFault = { words: 'is late by 300 ms', fault: { kind: 'late', ms: 300, jitterMs: 0 } };
const REFUSES: NamedFault = { words: 'resets and refuses connections', fault: { kind: 'refuse' } };
const DRIPS: NamedFault = {
  words: 'drips 2 bytes each 100 ms',
  fault: { kind: 'drip', bytes: 2, everyMs: 100 },
};
const ONE_WAY: NamedFault = { words: 'cannot be heard any more', fault: { kind: 'one-way' } };
/** Keys come over TLS, which lets no damaged byte through; one that came would be believed for a day. */
const CORRUPTS: NamedFault = {
  words: 'has one bit of each answer flipped',
  fault: { kind: 'corrupt' },
  notOf: ['tokens'],
};
/** Keys are fetched over connections that are new. */
const GONE: NamedFault = {
  words: 'has gone without a FIN, and is back',
  fault: { kind: 'gone' },
  notOf: ['tokens'],
};

const FAULTS: readonly NamedFault[] = [
  LATE,
  { words: 'is late by 0 to 600 ms', fault: { kind: 'late', ms: 0, jitterMs: 600 } },
  SWALLOWS,
  REFUSES,
  { words: 'closes when it is asked', fault: { kind: 'cut', side: 'request', afterBytes: 0, by: 'fin' } },
  { words: 'resets when it is asked', fault: { kind: 'cut', side: 'request', afterBytes: 0, by: 'rst' } },
  {
    words: 'closes within a request',
    fault: { kind: 'cut', side: 'request', afterBytes: 60, by: 'fin' },
  },
  {
    words: 'falls silent within a request',
    fault: { kind: 'cut', side: 'request', afterBytes: 60, by: 'silence' },
  },
  ...inAnswer('the head of an answer', IN_HEAD),
  // S3 answers a write without a body.
  ...inAnswer('the body of an answer', IN_BODY).map((fault) => ({ ...fault, notOf: ['s3'] as const })),
  CORRUPTS,
  DRIPS,
  { words: 'drips 64 bytes each 40 ms', fault: { kind: 'drip', bytes: 64, everyMs: 40 } },
  GONE,
  ONE_WAY,
];

function inAnswer(where: string, afterBytes: number): readonly NamedFault[] {
  return [
    { words: `closes within ${where}`, fault: { kind: 'cut', side: 'answer', afterBytes, by: 'fin' } },
    { words: `resets within ${where}`, fault: { kind: 'cut', side: 'answer', afterBytes, by: 'rst' } },
    {
      words: `falls silent within ${where}`,
      fault: { kind: 'cut', side: 'answer', afterBytes, by: 'silence' },
    },
  ];
}

const OF_TWO: readonly NamedFault[] = [LATE, SWALLOWS, REFUSES, DRIPS, GONE, ONE_WAY, CORRUPTS];
const PAIRS: readonly (readonly Dependency[])[] = [
  ['dynamodb', 's3'],
  ['dynamodb', 'bedrock'],
  ['s3', 'bedrock'],
  ['tokens', 'dynamodb'],
  ['tokens', 's3'],
  ['tokens', 'bedrock'],
];

/** Each fault at each dependency, and the worst of them at two at once. */
export const TCP_CASES: readonly TcpCase[] = [
  ...DEPENDENCIES.flatMap((dependency) => casesOf([dependency], FAULTS)),
  ...PAIRS.flatMap((pair) => casesOf(pair, OF_TWO)),
];

/** Each fault once, each time somewhere else. */
export const SOME_TCP_CASES: readonly TcpCase[] = [
  ...Map.groupBy(TCP_CASES, ({ words }) => words).values(),
].flatMap((cases, index) => cases[index % cases.length] ?? []);

function casesOf(of: readonly Dependency[], faults: readonly NamedFault[]): readonly TcpCase[] {
  return faults
    .filter(({ notOf = [] }) => !of.some((dependency) => notOf.includes(dependency)))
    .map(({ words, fault }) => ({ of, words, fault }));
}
