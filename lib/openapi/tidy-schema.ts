/** What is changed of a schema. */
interface Untidy {
  pattern?: string | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  default?: unknown;
  additionalProperties?: unknown;
}

const TEXT_OF_LENGTH = /^\^\[\\s\\S\]\{0,(\d+)\}\$$/;

/**
 * Makes what zod says shorter without changing what a request may hold: the bounds of safe integers go, and a pattern that
 * only counts characters becomes their number. In answers, a list is never left out, and further members may come with a
 * later version, so that a reader has to pass over those that it does not know.
 */
export function tidySchema(schema: Untidy, io: 'input' | 'output'): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  const characters = TEXT_OF_LENGTH.exec(schema.pattern ?? '')?.[1];
  if (characters !== undefined) {
    delete schema.pattern;
    schema.maxLength = Number(characters);
  }
  if (io === 'input') return;
  delete schema.default;
  if (schema.additionalProperties === false) delete schema.additionalProperties;
}
