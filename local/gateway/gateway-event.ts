import type { IncomingMessage } from 'node:http';
import type { MatchedRoute } from './match-route.ts';

interface GatewayEventParts extends MatchedRoute {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly requestId: string;
  readonly claims: Readonly<Record<string, string>>;
  readonly nowMs: number;
}

/** Bodies of these types reach a function as text; of all others in base64. */
const TEXT = /^(?:text\/|application\/(?:json|javascript|xml|[\w.-]+\+(?:json|xml))\b)/i;

/** A request as API Gateway hands it to a function: HTTP API, payload 2.0. */
export function gatewayEvent(parts: GatewayEventParts): object {
  const { request, body, route, requestId, claims, parameters, nowMs } = parts;
  const url = new URL(request.url ?? '/', 'http://gateway');
  const routeKey = `${route.method} ${route.path}`;
  const isText = TEXT.test(request.headers['content-type'] ?? '');
  const query = Object.fromEntries(url.searchParams);
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: headersOf(request),
    ...(url.search === '' ? {} : { queryStringParameters: query }),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      authorizer: { jwt: { claims, scopes: route.scopes } },
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: route.method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: new Date(nowMs).toUTCString(),
      timeEpoch: nowMs,
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Names in lower case; what came several times is joined by commas. */
function headersOf({ headersDistinct }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(',')]),
  );
}
