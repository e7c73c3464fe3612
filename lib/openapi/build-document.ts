import { createDocument } from 'zod-openapi';
import { COMPONENTS, type ComponentName, describeComponent } from './components.ts';
import { describeAnswers, schemaOf } from './describe-answers.ts';
import { requestExamplesOf } from './example-cases.ts';
import type { AnswerExamples } from './examples.ts';
import { FRAME, SECURITY_SCHEMES } from './frame.ts';
import { HEADERS } from './header-words.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { CREATE_PARAMETERS, READ_PARAMETERS } from './parameters.ts';
import { isNode } from './schema-node.ts';
import { REQUEST_BODIES } from './successes.ts';
import { tidySchema } from './tidy-schema.ts';

/** The document of the API: what the schemas say, in the words of this folder, with the examples that were recorded. */
export function buildDocument(examples: AnswerExamples) {
  const paths = OPERATIONS.map((operation) => [
    operation.path,
    { [operation.method]: describeOperation(operation, examples) },
  ]);
  const document = createDocument(
    {
      ...FRAME,
      paths: Object.fromEntries(paths),
      components: { schemas: COMPONENTS, headers: HEADERS, securitySchemes: SECURITY_SCHEMES },
    },
    { override: ({ jsonSchema, io }) => tidySchema(jsonSchema, io) },
  );
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => {
    if (!isComponent(name) || !isNode(schema)) throw new Error(`There are no words for ${name}.`);
    return [name, describeComponent(name, schema)];
  });
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } };
}

function describeOperation(operation: Operation, examples: AnswerExamples) {
  const { operationId, summary, description, tag, scope, method } = operation;
  const asked =
    method === 'get'
      ? { requestParams: READ_PARAMETERS }
      : {
          ...(operationId === 'createSummary' ? { requestParams: CREATE_PARAMETERS } : {}),
          requestBody: bodyOf(operation, examples),
        };
  return {
    operationId,
    summary,
    description,
    tags: [tag],
    security: [{ clientCredentials: [scope] }],
    ...asked,
    responses: describeAnswers(operation, examples),
  };
}

function bodyOf({ operationId }: Operation, examples: AnswerExamples) {
  const schema = schemaOf(REQUEST_BODIES[operationId]);
  return {
    required: true,
    content: { 'application/json': { schema, examples: requestExamplesOf(operationId, examples) } },
  };
}

function isComponent(name: string): name is ComponentName {
  return name in COMPONENTS;
}
