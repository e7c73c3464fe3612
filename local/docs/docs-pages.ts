import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { readLocalDocument } from './local-document.ts';

export interface DocsOptions {
  /** The OpenAPI document, as YAML. It is read anew with every page. */
  readonly documentFile: string;
  /** Where the running system issues tokens. */
  readonly tokenUrl: string;
}

export const DOCS_PATH = '/docs';
const TOKEN_PATH = `${DOCS_PATH}/token`;
/** Put into the page in the place of this by each answer, new each time. */
const NONCE_PLACEHOLDER = 'nonce-of-this-answer';

/** What the page may load: scripts that this answer names, and everything else from here. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // Scalar writes styles into attributes, for which there is no nonce.
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Answers what lies under /docs: the reference of the API by Scalar, which asks nobody but this server. `null` for the rest. */
export function docsPages(options: DocsOptions) {
  let building: Promise<FastifyInstance> | undefined;
  return (request: IncomingMessage, response: ServerResponse): Promise<void> | null => {
    const { pathname } = new URL(request.url ?? '/', 'http://docs');
    if (pathname !== DOCS_PATH && !pathname.startsWith(`${DOCS_PATH}/`)) return null;
    building ??= build(options);
    return building.then((app) => app.routing(request, response));
  };
}

async function build(options: DocsOptions): Promise<FastifyInstance> {
  // Five megabytes that nobody needs before the first page.
  const { default: apiReference } = await import('@scalar/fastify-api-reference');
  const app = Fastify();
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    if (typeof payload !== 'string' || !reply.getHeader('content-type')?.toString().startsWith('text/html'))
      return payload;
    const nonce = randomBytes(16).toString('base64url');
    reply.header('content-security-policy', contentSecurityPolicy(nonce));
    return payload.replaceAll(NONCE_PLACEHOLDER, nonce);
  });
  addTokenRoute(app, options);
  await app.register(apiReference, {
    routePrefix: DOCS_PATH,
    configuration: {
      content: () => readLocalDocument({ ...options, tokenUrl: TOKEN_PATH }),
      pageTitle: 'Omni-Channel Insights API',
      nonce: NONCE_PLACEHOLDER,
      favicon: 'data:,',
      authentication: { preferredSecurityScheme: 'clientCredentials' },
      orderSchemaPropertiesBy: 'preserve',
      orderRequiredPropertiesFirst: false,
      defaultOpenAllTags: true,
      // Nothing that would ask another host.
      withDefaultFonts: false,
      showDeveloperTools: 'never',
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
      telemetry: false,
      persistAuth: false,
    },
  });
  await app.ready();
  return app;
}

/** Hands requests for tokens on to the issuer, which a page of another origin must not ask. */
function addTokenRoute(app: FastifyInstance, { tokenUrl }: DocsOptions): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  app.post<{ Body: string }>(TOKEN_PATH, async ({ headers, body }, reply) => {
    const answer = await fetch(tokenUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(headers.authorization && { authorization: headers.authorization }),
      },
      body,
    });
    return reply
      .code(answer.status)
      .type('application/json')
      .send(await answer.text());
  });
}
