import type { ReadOutput } from '../insights/ports.ts';

/**
 * A reader whose bugs cost the text of one model and not the agent's screen: what cannot be read to the end is refused, and
 * the next model or the digest speaks. Every such bug is told, so that none of them hides behind a model.
 */
export function containFaults(readOutput: ReadOutput, onFault: (error: unknown) => void): ReadOutput {
  return (text, prompt) => {
    try {
      return readOutput(text, prompt);
    } catch (error) {
      onFault(error);
      return { lines: [], removed: [], refused: 'internal_error' };
    }
  };
}
