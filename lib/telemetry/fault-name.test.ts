import { describe, expect, it } from 'vitest';
import { OmniError } from '../domain/errors.ts';
import { faultFrames, faultName } from './fault-name.ts';

describe('faultName', () => {
  it.each([
    ["the error's name", named('ThrottlingException'), 'ThrottlingException'],
    ['the code when there is one', named('TimeoutError', 'ECONNRESET'), 'ECONNRESET'],
    ['our own code', new OmniError('store_failed'), 'store_failed'],
    ['the name when the code is a number', new DOMException('late', 'TimeoutError'), 'TimeoutError'],
    ['the type of what is no error', 'jane@example.com', 'string'],
    ['the type of nothing', undefined, 'undefined'],
  ])('is %s', (_, error, name) => {
    expect(faultName(error)).toBe(name);
  });

  it('never holds the message', () => {
    expect(faultName(new Error('card 4111 1111 1111 1111'))).toBe('Error');
  });
});

describe('faultFrames', () => {
  it('says where an error was thrown, in at most five frames', () => {
    const frames = faultFrames(new Error('here'));
    expect(frames[0]).toContain('fault-name.test.ts');
    expect(frames.length).toBeLessThanOrEqual(5);
    expect(frames.every((frame) => frame.startsWith('at '))).toBe(true);
  });

  it('leaves out a message of several lines', () => {
    expect(faultFrames(new Error('card\n4111 1111 1111 1111')).join('\n')).not.toContain('4111');
  });

  it('leaves out a line of the message that looks like a frame', () => {
    expect(faultFrames(new Error('card\n    at 4111 1111')).join('\n')).not.toContain('4111');
  });

  it('is cut at five frames when the stack is longer', () => {
    const error = new Error('deep');
    error.stack = `Error: deep\n${'    at somewhere (file.ts:1:1)\n'.repeat(10)}`;
    expect(faultFrames(error)).toEqual(Array(5).fill('at somewhere (file.ts:1:1)'));
  });

  it('is empty when there is no stack', () => {
    const error = new Error('bare');
    delete error.stack;
    expect([faultFrames(error), faultFrames('text'), faultFrames(null)]).toEqual([[], [], []]);
  });
});

function named(name: string, code?: string): Error {
  return Object.assign(new Error('quotes data'), { name }, code === undefined ? {} : { code });
}
