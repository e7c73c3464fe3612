import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { loadSweepOutboxConfig } from './config.ts';
import { createOutboxSweep } from './dependencies.ts';

const { run, telemetry } = createOutboxSweep(loadSweepOutboxConfig(process.env));

/** Invoked every minute; what the event says does not matter. */
export const handler = middy()
  .use(telemetry.middleware)
  .handler((_event: unknown, context: Context) => run(context.getRemainingTimeInMillis()));
