import { describe, expect, it } from 'vitest';
import { jsonText } from './json-text.ts';

describe('jsonText', () => {
  it('names members as on the wire, also inside lists', () => {
    const value = { costUsd: 1, removed: [{ inWords: 'aB', detail: null }] };
    expect(JSON.parse(jsonText(value))).toEqual({ cost_usd: 1, removed: [{ in_words: 'aB', detail: null }] });
  });

  it('writes nothing that a terminal would obey, and keeps what the text says', () => {
    const text = 'a\u001b[31m\u009b31m\u202e\u2028\u{e0041} é 請 🚒';
    const json = jsonText(text);
    expect(json).toBe(String.raw`"a\u001b[31m\u009b31m\u202e\u2028\udb40\udc41 é 請 🚒"`);
    expect(JSON.parse(json)).toBe(text);
  });
});
