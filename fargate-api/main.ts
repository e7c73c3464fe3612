import closeWithGrace from 'close-with-grace';
import { loadApiConfig } from '../lib/config.ts';
import { buildApp } from './app.ts';
import { createDependencies } from './dependencies.ts';
import { drain } from './drain.ts';
import { listeningSockets } from './listening-sockets.ts';
import { warmUp } from './warm-up.ts';

const WARM_UP_TIMEOUT_MS = 8_000;
const DRAIN_DEADLINE_MS = 15_000;
/** Beyond the drain's own deadline, and below the 60 s after which ECS kills. */
const EXIT_TIMEOUT_MS = 45_000;

const config = loadApiConfig(process.env);
const dependencies = await createDependencies(config);
const { readiness, close } = dependencies;
const { log } = dependencies.logger;
const app = buildApp(dependencies);
const sockets = listeningSockets(app);

// Before listening: a task may be told to stop while it still warms up.
closeWithGrace(
  { delay: EXIT_TIMEOUT_MS, logger: false },
  drain({ app, sockets, readiness, log, close, delayMs: config.drainDelayMs, deadlineMs: DRAIN_DEADLINE_MS }),
);

const address = await sockets.listen(config.server);
await warmUp({ steps: dependencies.warmUpSteps, timeoutMs: WARM_UP_TIMEOUT_MS, log });
// A task that was told to stop while it warmed up must not take traffic any more.
if (!readiness.draining) readiness.ready = true;
log.info('API_STARTED', { address, promptVersion: config.prompts.version, models: dependencies.models });
