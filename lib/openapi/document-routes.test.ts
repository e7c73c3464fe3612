import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { PUBLISHED_OPERATIONS } from '../../tests/api-document/published-document.ts';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly scopes: readonly string[];
}
interface ServiceFile {
  readonly functions: Readonly<
    Record<string, { readonly events?: readonly { readonly httpApi?: HttpApi }[] }>
  >;
}
type HttpApi = Omit<Route, 'scopes'> & { readonly authorizer: Pick<Route, 'scopes'> };

const ROOT = new URL('../../', import.meta.url);
const read = (file: string) => parse(readFileSync(new URL(file, ROOT), 'utf8'));

it('the document has the routes of the gateway with their scopes, and no others', () => {
  const ofContainer: readonly Route[] = read('config/container-routes.yml');
  const service: ServiceFile = read('serverless.yml');
  const ofFunctions = Object.values(service.functions).flatMap(({ events = [] }) =>
    events.flatMap(({ httpApi }) =>
      httpApi === undefined ? [] : [{ ...httpApi, scopes: httpApi.authorizer.scopes }],
    ),
  );
  const routes = [...ofContainer, ...ofFunctions].map(
    ({ method, path, scopes }) => `${method} ${path} ${scopes.join(' ')}`,
  );
  const documented = PUBLISHED_OPERATIONS.map(
    ({ method, path, operation }) =>
      `${method.toUpperCase()} ${path} ${operation.security.flatMap((one) => Object.values(one).flat()).join(' ')}`,
  );
  expect(documented.toSorted()).toEqual(routes.toSorted());
});
