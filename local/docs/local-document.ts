import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

const documentSchema = z.looseObject({
  servers: z.array(z.looseObject({ url: z.string() })),
  components: z.looseObject({
    securitySchemes: z.looseObject({
      clientCredentials: z.looseObject({
        flows: z.looseObject({ clientCredentials: z.looseObject({ tokenUrl: z.string() }) }),
      }),
    }),
  }),
});

/**
 * The document with the addresses of the running system in the place of those that are told to each client.
 * @throws ZodError for a file that is no document of this API
 */
export function readLocalDocument({
  documentFile,
  tokenUrl,
}: {
  readonly documentFile: string;
  readonly tokenUrl: string;
}): Record<string, unknown> {
  const document = documentSchema.parse(parse(readFileSync(documentFile, 'utf8')));
  document.servers = [{ url: '/', description: 'The running system.' }];
  document.components.securitySchemes.clientCredentials.flows.clientCredentials.tokenUrl = tokenUrl;
  return document;
}
