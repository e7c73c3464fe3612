import * as z from 'zod';

/** A route of the gateway, and who answers it. */
export interface Route {
  readonly method: string;
  /** With names in braces: `/omni-channel-insights/{unique_process_id}`. */
  readonly path: string;
  /** A token needs one of these. */
  readonly scopes: readonly string[];
  /** A function by its name and handler (`functions/feedback/handler.handler`), or the container. */
  readonly target: { readonly name: string; readonly handler: string } | 'container';
}

const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** A route without a scope would be open to every client. */
const scopes = z.array(z.string()).min(1);

const printedSchema = z.object({
  custom: z.object({ containerRoutes: z.array(z.object({ method, path: z.string(), scopes })) }),
  functions: z.record(
    z.string(),
    z.object({
      handler: z.string(),
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
 * Every route of the gateway, from what `sls print --format json` writes.
 * @throws ZodError for a route without an authorizer or without a scope
 */
export function readRoutes(printed: string): readonly Route[] {
  const { custom, functions } = printedSchema.parse(JSON.parse(printed));
  const ofFunctions = Object.entries(functions).flatMap(([name, { handler, events }]) =>
    events.flatMap(({ httpApi }) => {
      if (httpApi === undefined) return [];
      const { authorizer, ...route } = httpApi;
      return [{ ...route, scopes: authorizer.scopes, target: { name, handler } }];
    }),
  );
  return [
    ...custom.containerRoutes.map((route) => ({ ...route, target: 'container' as const })),
    ...ofFunctions,
  ];
}
