import { describe, expect, it } from 'vitest';
import { tidySchema } from './tidy-schema.ts';

function tidied(schema: Parameters<typeof tidySchema>[0], io: 'input' | 'output' = 'input') {
  const copy = { ...schema };
  tidySchema(copy, io);
  return copy;
}

describe('tidySchema', () => {
  it('drops the bounds of safe integers and keeps those of the contract', () => {
    const safe = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    expect(tidied(safe)).toEqual({});
    expect(tidied({ ...safe, minimum: 0 })).toEqual({ minimum: 0 });
    expect(tidied({ minimum: 1, maximum: 100 })).toEqual({ minimum: 1, maximum: 100 });
  });

  it('says a number of characters as such, and keeps a pattern that says more', () => {
    expect(tidied({ pattern: '^[\\s\\S]{0,8000}$' })).toEqual({ maxLength: 8_000 });
    const patterns = ['^[\\s\\S]{1,8000}$', '^[\\s\\S]{0,8000}', '^[a-z]{0,8}$'];
    for (const pattern of patterns) expect(tidied({ pattern })).toEqual({ pattern });
  });

  it('keeps a request closed, with its defaults, and leaves an answer open for later members', () => {
    const schema = { default: [], additionalProperties: false };
    expect(tidied(schema, 'input')).toEqual(schema);
    expect(tidied(schema, 'output')).toEqual({});
  });

  it('keeps what the members of a map are', () => {
    const map = { additionalProperties: { type: 'integer' } };
    expect(tidied(map, 'output')).toEqual(map);
  });
});
