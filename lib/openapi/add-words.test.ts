import { describe, expect, it } from 'vitest';
import { addWords } from './add-words.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    parts: { type: 'array', items: { type: 'object', properties: { size: { type: 'integer' } } } },
    place: { nullable: true, type: 'object', properties: { row: { type: 'integer' } } },
  },
  required: ['name'],
};
const words = {
  name: 'What it is called.',
  parts: { is: 'What it has.', members: { size: 'How large.' } },
  place: { is: 'Where it is.', members: { row: 'The row.' } },
};

describe('addWords', () => {
  it('describes each member, also those of lists and of objects, and leaves the rest as it is', () => {
    expect(addWords(schema, words)).toEqual({
      type: 'object',
      properties: {
        name: { description: 'What it is called.', type: 'string' },
        parts: {
          description: 'What it has.',
          type: 'array',
          items: { type: 'object', properties: { size: { description: 'How large.', type: 'integer' } } },
        },
        place: {
          description: 'Where it is.',
          nullable: true,
          type: 'object',
          properties: { row: { description: 'The row.', type: 'integer' } },
        },
      },
      required: ['name'],
    });
  });

  it('fails where a member has no words', () => {
    const { place: _place, ...fewer } = words;
    expect(() => addWords(schema, fewer)).toThrow('There are no words for place.');
  });

  it('fails where something without members has words for members', () => {
    const wrong = { ...words, name: { is: 'What it is called.', members: {} } };
    expect(() => addWords(schema, wrong)).toThrow('Only the members of an object have words.');
  });
});
