import type { Draws } from '../../../fixtures/seeded-draws.ts';

/** How one value is written: grouped, bare, spoken. */
export type Form = (value: string, draws: Draws) => string;

/**
 * One kind of value in a template. A `secret` must be gone after redaction, a `keep` must survive it,
 * and a `filler` (a name, a town) is not judged.
 */
export interface ValueMaker {
  readonly kind: 'secret' | 'keep' | 'filler';
  /** The value itself, which several slots of one text can write in different forms. */
  readonly make: (draws: Draws) => string;
  /** Each form with how often it is used where the template names none; a weight of 0 waits to be named. */
  readonly forms: Readonly<Record<string, readonly [Form, number]>>;
}

const AS_IS: ValueMaker['forms'] = { plain: [(value) => value, 1] };

export function secret(make: ValueMaker['make'], forms: ValueMaker['forms'] = AS_IS): ValueMaker {
  return { kind: 'secret', make, forms };
}

export function keep(make: ValueMaker['make']): ValueMaker {
  return { kind: 'keep', make, forms: AS_IS };
}

export function filler(make: ValueMaker['make']): ValueMaker {
  return { kind: 'filler', make, forms: AS_IS };
}
