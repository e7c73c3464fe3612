import type { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment variables of one program in the shape of its schema. An empty variable counts as unset.
 * @throws Error naming every variable that is missing or wrong
 */
export function parseEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment,
): z.infer<Schema> {
  // Deployment tools set what they do not know to an empty string.
  const set = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: [variable, ...inside], message }) =>
    [`  ${String(variable)}`, ...inside.map(String), message].join(': '),
  );
  throw new Error(
    `The configuration is not complete. Set these environment variables:\n${faults.join('\n')}`,
  );
}
