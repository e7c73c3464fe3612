import * as z from 'zod';

/** A route of the gateway, and who answers it. */
export interface Route {
  readonly method: string;
  /** With names in braces: `/omni-channel-insights/{unique_process_id}`. */
  readonly path: string;
  /** A token needs one of these. */
  readonly scopes: readonly string[];
  /** The name of a function, or the container. */
  readonly target: { readonly function: string } | 'container';
}

export interface FunctionDefinition {
  readonly name: string;
  /** `functions/feedback/handler.handler` */
  readonly handler: string;
  readonly timeoutMs: number;
  /** What its stage says; empty where the running system has to say it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What the local system needs of serverless.yml. */
export interface Service {
  readonly routes: readonly Route[];
  readonly functions: readonly FunctionDefinition[];
}

const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** A route without a scope would be open to every client. */
const scopes = z.array(z.string()).min(1);
const environment = z.record(z.string(), z.coerce.string()).default({});

const printedSchema = z.object({
  custom: z.object({ containerRoutes: z.array(z.object({ method, path: z.string(), scopes })) }),
  provider: z.object({ environment }),
  functions: z.record(
    z.string(),
    z.object({
      handler: z.string(),
      timeout: z.number(),
      environment,
      events: z
        .array(
          z.object({
            httpApi: z
              .object({ method, path: z.string(), authorizer: z.object({ type: z.literal('jwt'), scopes }) })
              .optional(),
          }),
        )
        .default([]),
    }),
  ),
});

/**
 * Reads what `sls print --format json` writes.
 * @throws ZodError for a route without an authorizer or without a scope
 */
export function readService(printed: string): Service {
  const { custom, provider, functions } = printedSchema.parse(JSON.parse(printed));
  const ofContainer = custom.containerRoutes.map((route) => ({ ...route, target: 'container' as const }));
  const ofFunctions = Object.entries(functions).flatMap(([name, { events }]) =>
    events.flatMap(({ httpApi }) => {
      if (httpApi === undefined) return [];
      const { authorizer, ...route } = httpApi;
      return [{ ...route, scopes: authorizer.scopes, target: { function: name } }];
    }),
  );
  return {
    routes: [...ofContainer, ...ofFunctions],
    functions: Object.entries(functions).map(([name, { handler, timeout, environment: own }]) => ({
      name,
      handler,
      timeoutMs: timeout * 1_000,
      environment: { ...provider.environment, ...own },
    })),
  };
}
