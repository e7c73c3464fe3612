/**
 * A sentence for each member of a shape: in a list or an object with members of its own, also for those. The compiler asks
 * for the words of a member that has none, and for the end of words whose member is gone.
 */
export type Words<Shape> = { readonly [Member in keyof Shape]-?: WordsOf<NonNullable<Shape[Member]>> };

type WordsOf<Value> = Value extends readonly (infer Element)[]
  ? WordsOf<NonNullable<Element>>
  : Value extends object
    ? string extends keyof Value
      ? string
      : WordsWithMembers<Value>
    : string;

export interface WordsWithMembers<Value> {
  readonly is: string;
  readonly members: Words<Value>;
}
