import * as z from 'zod';
import { type Environment, parseEnvironment } from '../../lib/environment.ts';

const schema = z.object({
  POWERTOOLS_SERVICE_NAME: z.string().default('connect-trigger'),
  ACCOUNT_HASH_KEY: z.string().min(16),
  API_URL: z.url(),
  TOKEN_URL: z.url(),
  CLIENT_ID: z.string().min(1),
  CLIENT_SECRET: z.string().min(1),
});

export interface ConnectTriggerConfig {
  readonly service: string;
  readonly accountHashKey: string;
  readonly apiUrl: string;
  /** Where the tokens come from, and who asks for them. */
  readonly token: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
}

/** @throws Error naming every variable that is missing or wrong */
export function loadConnectTriggerConfig(environment: Environment): ConnectTriggerConfig {
  const variables = parseEnvironment(schema, environment);
  return {
    service: variables.POWERTOOLS_SERVICE_NAME,
    accountHashKey: variables.ACCOUNT_HASH_KEY,
    apiUrl: variables.API_URL,
    token: {
      url: variables.TOKEN_URL,
      clientId: variables.CLIENT_ID,
      clientSecret: variables.CLIENT_SECRET,
    },
  };
}
