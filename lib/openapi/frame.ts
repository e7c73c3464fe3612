import type { ZodOpenApiObject } from 'zod-openapi';
import { SCOPES, type Scope } from '../auth/caller.ts';
import type { Operation } from './operations.ts';

const API_VERSION = '1.0.0';
/** No stage is public: whoever gets a client gets these two with it. */
const SERVER_URL = 'https://api.omni-channel-insights.invalid';
const TOKEN_URL = 'https://token.omni-channel-insights.invalid/oauth2/token';

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  'insights/summarize': 'Make summaries.',
  'insights/feedback': 'Give feedback, and say what agents did with summaries.',
  'insights/read': 'Read stored summaries.',
};

/** What the document says before the first route. */
export const FRAME: Pick<ZodOpenApiObject, 'openapi' | 'info' | 'servers' | 'tags'> = {
  openapi: '3.0.3',
  info: {
    title: 'Omni-Channel Insights',
    version: API_VERSION,
    description:
      'A short, true summary of a customer’s history, on the agent’s screen before the first hello.\n\nBodies are JSON in UTF-8, at most 32 KiB. A request with members that are not described here is refused, and nothing is coerced; an answer may get further members with a later version, so pass over those that you do not know.',
  },
  servers: [{ url: SERVER_URL, description: 'Yours is told to you with the client id.' }],
  tags: [
    { name: 'Summaries', description: 'What the agent reads.' },
    { name: 'Feedback', description: 'What the agent thinks of it.' },
  ] satisfies { name: Operation['tag']; description: string }[],
};

/** How a caller proves who it is. The name of the member is the one that the routes refer to. */
export const SECURITY_SCHEMES = {
  clientCredentials: {
    type: 'oauth2',
    description: 'A token of the issuer (RS256, valid for an hour), as `Authorization: Bearer <token>`.',
    flows: {
      clientCredentials: {
        tokenUrl: TOKEN_URL,
        scopes: Object.fromEntries(SCOPES.map((scope) => [scope, SCOPE_WORDS[scope]])),
      },
    },
  },
} as const;
