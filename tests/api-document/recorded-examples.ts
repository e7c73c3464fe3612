import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnswerExamples } from '../../lib/openapi/examples.ts';
import { readExamples } from '../../lib/openapi/read-examples.ts';

export const EXAMPLES_FILE = fileURLToPath(
  new URL('../../lib/openapi/recorded-examples.yaml', import.meta.url),
);

/** The answers of the running system that stand in the document. */
export const RECORDED_EXAMPLES: AnswerExamples = readExamples(readFileSync(EXAMPLES_FILE, 'utf8'));
