import { describe, expect, it } from 'vitest';
import {
  DOCUMENT,
  documentValidator,
  PUBLISHED_OPERATIONS,
  type PublishedMedia,
} from '../../tests/api-document/published-document.ts';
import { EXAMPLE_CASES } from './example-cases.ts';

const validatorOf = documentValidator({ coerceTypes: false });

const bodies = PUBLISHED_OPERATIONS.flatMap(({ operation }) => {
  const { operationId, requestBody, responses } = operation;
  const answers = Object.entries(responses).flatMap(([status, { content }]) =>
    examplesOf(`${operationId} ${status}`, content),
  );
  return [...examplesOf(`${operationId} request`, requestBody?.content ?? {}), ...answers];
});

function examplesOf(where: string, content: Readonly<Record<string, PublishedMedia>>) {
  return Object.entries(content).flatMap(([type, { schema, examples = {} }]) =>
    Object.entries(examples).map(([name, { value }]) => ({
      where: `${where} ${type} ${name}`,
      schema,
      value,
    })),
  );
}

describe('an example', () => {
  it.each(bodies)('fits the schema that it stands with: $where', ({ schema, value }) => {
    const validate = validatorOf(schema);
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('stands in the document for every case that is recorded', () => {
    const answers = bodies.filter(({ where }) => !where.includes(' request '));
    expect(answers.length).toBe(EXAMPLE_CASES.length);
    expect(bodies.length - answers.length).toBe(
      EXAMPLE_CASES.filter(({ showsRequest }) => showsRequest).length,
    );
  });

  it('of a parameter fits its schema', () => {
    const parameters = PUBLISHED_OPERATIONS.flatMap(({ operation }) => operation.parameters ?? []);
    expect(parameters.map(({ name }) => name)).toEqual(['Prefer', 'unique_process_id', 'wait']);
    for (const { schema, example } of parameters) expect(validatorOf(schema)(example)).toBe(true);
  });

  it.each(Object.entries(DOCUMENT.components.headers))(
    'of the header %s fits its schema',
    (_name, header) => {
      expect(validatorOf(header.schema)(header.example)).toBe(true);
    },
  );
});
