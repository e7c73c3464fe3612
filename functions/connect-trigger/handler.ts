import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { loadConnectTriggerConfig } from './config.ts';
import { createConnectTrigger } from './dependencies.ts';

const { trigger, telemetry } = createConnectTrigger(loadConnectTriggerConfig(process.env));

/** Invoked by the block "AWS Lambda function" of a contact flow; see trigger-summary.ts. */
export const handler = middy()
  .use(telemetry.middleware)
  .handler((event: unknown, context: Context) => trigger(event, context.getRemainingTimeInMillis()));
