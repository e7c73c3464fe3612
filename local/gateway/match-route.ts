import type { Route } from '../serverless/read-service.ts';

export interface MatchedRoute {
  readonly route: Route;
  /** By the names in braces, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The route of a request, exact ones before those with names in braces; `null` when there is none. */
export function matchRoute(
  routes: readonly Route[],
  { method, path }: { readonly method: string; readonly path: string },
): MatchedRoute | null {
  const ofMethod = routes.filter((route) => route.method === method);
  const exact = ofMethod.find((route) => route.path === path);
  if (exact !== undefined) return { route: exact, parameters: {} };
  for (const route of ofMethod) {
    const parameters = parametersOf(route.path.split('/'), path.split('/'));
    if (parameters !== null) return { route, parameters };
  }
  return null;
}

function parametersOf(
  pattern: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | null {
  if (pattern.length !== parts.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    const name = /^\{(.+)\}$/.exec(expected)?.[1];
    if (name === undefined ? part !== expected : part === '') return null;
    if (name !== undefined) parameters[name] = decoded(part);
  }
  return parameters;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
