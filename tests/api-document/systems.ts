import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { ExampleCase } from '../../lib/openapi/example-cases.ts';
import { type GatewayOptions, startGateway } from '../../local/gateway/server.ts';
import { gatewayOptions } from '../../local/gateway/start-local-gateway.ts';
import { printService } from '../../local/serverless/print-service.ts';
import { startTestApi } from '../integration/test-api.ts';

export type SystemName = NonNullable<ExampleCase['system']> | 'all is well';

/** Gateways in front of systems in every state that an example needs. */
export interface Systems {
  /** Base URLs of the gateways. */
  readonly urls: Readonly<Record<SystemName, string>>;
  close(): Promise<void>;
}

/** Kept between runs: it takes seconds to make. */
const PRINTED_SERVICE = fileURLToPath(new URL('../../node_modules/.cache/printed-service', import.meta.url));
const NOWHERE = 'http://127.0.0.1:1';
const RATE_WITHOUT_END = { RATE_LIMIT_BURST: '100000', RATE_LIMIT_PER_SECOND: '100000' };
const STORES_FAIL = {
  RATE_LIMIT_BURST: '2',
  RATE_LIMIT_PER_SECOND: '1',
  AWS_ENDPOINT_URL_DYNAMODB: NOWHERE,
  AWS_ENDPOINT_URL_S3: NOWHERE,
};

/** @param directory for logs */
export async function startSystems(directory: string): Promise<Systems> {
  const aws = inject('aws');
  const [printedService, healthy, failing] = await Promise.all([
    printService(PRINTED_SERVICE),
    startTestApi(RATE_WITHOUT_END),
    startTestApi(STORES_FAIL),
  ]);
  const optionsFor = (apiUrl: string, changes = {}) =>
    gatewayOptions({
      aws: { ...aws, ...changes },
      apiUrl,
      credentials: inject('credentials'),
      port: 0,
      printedService,
      stateDirectory: directory,
    });
  const [front, frontOfFailing, frontOfNothing] = await Promise.all([
    startGateway(optionsFor(healthy.url)),
    startGateway(optionsFor(failing.url, { dynamodb: NOWHERE, s3: NOWHERE })),
    startGateway(withoutHandlers(optionsFor(NOWHERE))),
  ]);
  const urls: Readonly<Record<SystemName, string>> = {
    'all is well': front.url,
    'stores fail': frontOfFailing.url,
    'nothing there': frontOfNothing.url,
  };
  return {
    urls,
    close: async () => {
      await Promise.all([front, frontOfFailing, frontOfNothing].map((gateway) => gateway.close()));
      await Promise.all([healthy.stop(), failing.stop()]);
    },
  };
}

/** Functions whose file is missing cannot start. */
function withoutHandlers(options: GatewayOptions): GatewayOptions {
  return {
    ...options,
    functions: options.functions.map((one) => ({ ...one, file: `${one.file}.gone` })),
  };
}
