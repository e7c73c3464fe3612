import closeWithGrace from 'close-with-grace';
import { loadApiConfig } from '../lib/config.ts';
import { buildApp } from './app.ts';
import { createDependencies } from './dependencies.ts';
import { warmUp } from './warm-up.ts';

/** What is under way when the task is told to stop may take this long; then connections are cut. */
const DRAIN_TIMEOUT_MS = 20_000;
const WARM_UP_TIMEOUT_MS = 8_000;

const config = loadApiConfig(process.env);
const dependencies = await createDependencies(config);
const { log } = dependencies.logger;
const app = buildApp(dependencies);

const address = await app.listen({ port: config.server.port, host: config.server.host, backlog: 4_096 });
await warmUp({ steps: dependencies.warmUpSteps, timeoutMs: WARM_UP_TIMEOUT_MS, log });
dependencies.readiness.ready = true;
log.info('API_STARTED', { address, promptVersion: config.promptVersion, model: config.primaryModel });

closeWithGrace({ delay: DRAIN_TIMEOUT_MS, logger: false }, async ({ signal }) => {
  const startedAt = performance.now();
  log.info('DRAIN_START', { signal: signal ?? 'error' });
  dependencies.readiness.ready = false;
  await app.close();
  await dependencies.close();
  log.info('DRAIN_END', { ms: Math.round(performance.now() - startedAt) });
});
