import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Fault, OmniError } from '../domain/errors.ts';
import { parseInput } from './parse-input.ts';

const schema = z.strictObject({
  size: z.int({ error: 'send a number' }),
  inner: z.strictObject({ colours: z.array(z.enum(['red'], { error: 'send red' })) }).optional(),
});

describe('parseInput', () => {
  it('returns the input in the shape of the schema', () => {
    expect(parseInput(schema, { size: 3 })).toEqual({ size: 3 });
  });

  it('throws invalid_request, not retryable, when the input does not fit', () => {
    expect(refusal({ size: 'big' })).toMatchObject({
      code: 'invalid_request',
      retryable: false,
      details: expect.stringContaining('errors'),
    });
  });

  it.each([null, [], 'text', 3, true, undefined])('asks for a JSON object when it gets %j', (input) => {
    expect(faults(input)).toEqual([{ path: '', message: 'send a JSON object' }]);
  });

  it('asks for a JSON object where a nested member is none', () => {
    expect(faults({ size: 3, inner: [] })).toEqual([{ path: 'inner', message: 'send a JSON object' }]);
  });

  it('says that a missing member is required, and what to send', () => {
    expect(faults({})).toEqual([{ path: 'size', message: 'is required: send a number' }]);
  });

  it('does not say that a member is required when it is there with a wrong value', () => {
    expect(faults({ size: null })).toEqual([{ path: 'size', message: 'send a number' }]);
  });

  it('gives the path of a nested fault down to the index in a list', () => {
    expect(faults({ size: 3, inner: { colours: ['red', 'blue', 'red', 'green'] } })).toEqual([
      { path: 'inner.colours.1', message: 'send red' },
      { path: 'inner.colours.3', message: 'send red' },
    ]);
  });

  it('lists every unknown member as a fault of its own, with its path', () => {
    expect(faults({ size: 3, sise: 3, inner: { colours: [], colors: [] }, Size: 4 })).toEqual([
      { path: 'inner.colors', message: expect.stringContaining('check its spelling') },
      { path: 'sise', message: expect.stringContaining('check its spelling') },
      { path: 'Size', message: expect.stringContaining('check its spelling') },
    ]);
  });

  it.each(['a b', '<script>', 'jane@x.com', 'k1', 'naïve', 'a.b', '', 'x'.repeat(41)])(
    'does not repeat the unknown member name %j',
    (key) => {
      expect(faults({ size: 3, [key]: 1 }).map((fault) => fault.path)).toEqual(['(unknown member)']);
    },
  );

  it('repeats an unknown member name of 40 letters', () => {
    const key = 'x'.repeat(40);
    expect(faults({ size: 3, [key]: 1 }).map((fault) => fault.path)).toEqual([key]);
  });

  it('refuses a member named __proto__ that JSON brings along', () => {
    expect(faults(JSON.parse('{"size": 3, "__proto__": {"size": 4}}'))).toHaveLength(1);
  });
});

function refusal(input: unknown): OmniError {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof OmniError) return error;
    throw error;
  }
  throw new Error('The input was accepted.');
}

function faults(input: unknown): readonly Fault[] {
  return refusal(input).faults;
}
