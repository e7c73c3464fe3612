import { stringify } from 'yaml';
import { buildDocument } from './build-document.ts';
import type { AnswerExamples } from './examples.ts';

const FIRST_LINES = `# Made from the schemas that validate the traffic: npm run openapi
`;

/** The text of docs/openapi.yaml: the same for the same schemas and examples, byte for byte. */
export function renderDocument(examples: AnswerExamples): string {
  return FIRST_LINES + stringify(buildDocument(examples), { aliasDuplicateObjects: false, lineWidth: 110 });
}
