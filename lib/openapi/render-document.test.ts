import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_FILE } from '../../tests/api-document/published-document.ts';
import { RECORDED_EXAMPLES } from '../../tests/api-document/recorded-examples.ts';
import { renderDocument } from './render-document.ts';

describe('docs/openapi.yaml', () => {
  it('is what the schemas and the recorded examples give: run npm run openapi', () => {
    expect(readFileSync(DOCUMENT_FILE, 'utf8')).toBe(renderDocument(RECORDED_EXAMPLES));
  });
});
