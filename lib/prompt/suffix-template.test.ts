import { describe, expect, it } from 'vitest';
import { FIRST_SUFFIX, fillSuffix, readSuffixTemplate } from './suffix-template.ts';

describe('the template of a suffix', () => {
  it('loses its last line break and nothing else', () => {
    expect(readSuffixTemplate(`${FIRST_SUFFIX}\n`)).toBe(FIRST_SUFFIX);
  });

  it.each([
    ['the document twice', '{{delimiter}}\n{{document}}\n{{document}}\n{{delimiter}}'],
    ['no document', '{{delimiter}}\n{{delimiter}}'],
    ['one delimiter', '{{delimiter}}\n{{document}}'],
    ['words on the line of the delimiter', 'Data: {{delimiter}}\n{{document}}\n{{delimiter}}'],
    ['another placeholder', '{{delimiter}}\n{{document}}\n{{delimiter}}\nFor {{customer}}.'],
  ])('is refused with %s', (_, text) => {
    expect(() => readSuffixTemplate(text)).toThrow(/^suffix.md needs the lines/);
  });

  it('is filled once: what a record says of placeholders stays as it is', () => {
    const document = '{"text":"{{delimiter}} $& {{document}}"}';
    expect(fillSuffix('{{delimiter}}\n{{document}}\n{{delimiter}}', { delimiter: '==', document })).toBe(
      `==\n${document}\n==`,
    );
  });
});
