import { createDocument } from 'zod-openapi';
import { SCOPES, type Scope } from '../auth/caller.ts';
import { insightsPathSchema } from '../contract/insights-request.ts';
import { COMPONENTS, type ComponentName, describeComponent } from './components.ts';
import { describeAnswers, schemaOf } from './describe-answers.ts';
import { requestExamplesOf } from './example-cases.ts';
import type { AnswerExamples } from './examples.ts';
import { HEADERS } from './header-words.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { isNode } from './schema-node.ts';
import { REQUEST_BODIES } from './successes.ts';
import { tidySchema } from './tidy-schema.ts';

const OPENAPI_VERSION = '3.0.3';
const API_VERSION = '1.0.0';
/** No stage is public: whoever gets a client gets these two with it. */
const SERVER_URL = 'https://api.omni-channel-insights.invalid';
const TOKEN_URL = 'https://token.omni-channel-insights.invalid/oauth2/token';

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  'insights/summarize': 'Make summaries.',
  'insights/feedback': 'Give feedback, and say what agents did with summaries.',
  'insights/read': 'Read stored summaries.',
};

/** The document of the API: what the schemas say, in the words of this folder, with the examples that were recorded. */
export function buildDocument(examples: AnswerExamples) {
  const document = createDocument(
    {
      openapi: OPENAPI_VERSION,
      info: {
        title: 'Omni-Channel Insights',
        version: API_VERSION,
        description:
          'A short, true summary of a customer’s history, on the agent’s screen before the first hello.\n\nBodies are JSON in UTF-8, at most 32 KiB. A request with members that are not described here is refused, and nothing is coerced; an answer may get further members with a later version, so pass over those that you do not know.',
      },
      servers: [{ url: SERVER_URL, description: 'Yours is told to you with the client id.' }],
      security: [],
      tags: [
        { name: 'Summaries', description: 'What the agent reads.' },
        { name: 'Feedback', description: 'What the agent thinks of it.' },
      ],
      paths: Object.fromEntries(
        OPERATIONS.map((operation) => [
          operation.path,
          { [operation.method]: describeOperation(operation, examples) },
        ]),
      ),
      components: {
        schemas: COMPONENTS,
        headers: HEADERS,
        securitySchemes: {
          clientCredentials: {
            type: 'oauth2',
            description:
              'A token of the issuer (RS256, valid for an hour), as `Authorization: Bearer <token>`.',
            flows: {
              clientCredentials: {
                tokenUrl: TOKEN_URL,
                scopes: Object.fromEntries(SCOPES.map((scope) => [scope, SCOPE_WORDS[scope]])),
              },
            },
          },
        },
      },
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
  return {
    operationId,
    summary,
    description,
    tags: [tag],
    security: [{ clientCredentials: [scope] }],
    ...(method === 'get'
      ? { requestParams: { path: insightsPathSchema } }
      : { requestBody: bodyOf(operation, examples) }),
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
