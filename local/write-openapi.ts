import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readExamples } from '../lib/openapi/read-examples.ts';
import { renderDocument } from '../lib/openapi/render-document.ts';

/** `npm run openapi`: writes docs/openapi.yaml anew, of the schemas and the recorded examples. */

const EXAMPLES = fileURLToPath(new URL('../lib/openapi/recorded-examples.yaml', import.meta.url));
const DOCUMENT = fileURLToPath(new URL('../docs/openapi.yaml', import.meta.url));

writeFileSync(DOCUMENT, renderDocument(readExamples(readFileSync(EXAMPLES, 'utf8'))));
process.stdout.write('docs/openapi.yaml is written.\n');
