import { startBedrockServer } from '../bedrock/server.ts';
import type { DesktopOptions } from '../desktop/server.ts';
import { startDynamoServer } from '../dynamodb/server.ts';
import { startGateway } from '../gateway/server.ts';
import type { LocalServer } from '../local-server.ts';
import { startS3Server } from '../s3/server.ts';
import { startTokenIssuer } from '../token-issuer/server.ts';

/** The servers of the local system, by the name under which a child process is asked for one. */
const SERVERS = {
  dynamodb: startDynamoServer,
  s3: startS3Server,
  bedrock: startBedrockServer,
  'token-issuer': startTokenIssuer,
  gateway: startGateway,
  // The others need no compiler.
  desktop: async (options: DesktopOptions) => (await import('../desktop/server.ts')).startDesktop(options),
} as const;

export type ServerName = keyof typeof SERVERS;
export type ServerOptions<Name extends ServerName> = Parameters<(typeof SERVERS)[Name]>[0];

/** What the parent sends to say which server it wants. */
export type ServeRequest = {
  readonly [Name in ServerName]: { name: Name; options: ServerOptions<Name> };
}[ServerName];

/** What the child sends back once the server listens, or cannot. */
export type ServeReply = { readonly url: string } | { readonly failure: string };

process.once('message', async (request: ServeRequest) => {
  const server = await startServer(request).catch((error: unknown) => ({ failure: String(error) }));
  process.send?.('failure' in server ? server : { url: server.url });
  process.once('SIGTERM', async () => {
    if ('close' in server) await server.close();
    process.exit(0);
  });
});

function startServer(request: ServeRequest): Promise<LocalServer> {
  switch (request.name) {
    case 'dynamodb':
      return SERVERS.dynamodb(request.options);
    case 's3':
      return SERVERS.s3(request.options);
    case 'bedrock':
      return SERVERS.bedrock(request.options);
    case 'token-issuer':
      return SERVERS['token-issuer'](request.options);
    case 'gateway':
      return SERVERS.gateway(request.options);
    case 'desktop':
      return SERVERS.desktop(request.options);
  }
}
