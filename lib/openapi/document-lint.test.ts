import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import { DOCUMENT_FILE } from '../../tests/api-document/published-document.ts';

/** Rules of the recommended set that do not apply. */
const OFF = {
  // The product has no licence: it is its owner's alone.
  'info-license': 'off',
  'info-license-strict': 'off',
  // The rule looks for the members in each part of an `anyOf`; those of Feedback stand in the schema around it.
  'no-required-schema-properties-undefined': 'off',
} as const;

it('docs/openapi.yaml breaks no recommended rule of Redocly', async () => {
  const problems = await lintFromString({
    source: readFileSync(DOCUMENT_FILE, 'utf8'),
    absoluteRef: DOCUMENT_FILE,
    config: await createConfig({ extends: ['recommended'], rules: OFF }),
  });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
    [],
  );
});
