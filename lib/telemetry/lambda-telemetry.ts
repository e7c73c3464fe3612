import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { createLogger, type RequestLogger } from './logger.ts';
import { type AddMetric, createMetrics } from './metrics.ts';

export interface LambdaTelemetry extends RequestLogger {
  /** Has the calls of an AWS client traced. */
  readonly capture: <Client>(client: Client) => Client;
  /** Adds to the metrics of the invocation, which are written when it ends, however it ends. */
  readonly addMetric: AddMetric;
  /**
   * For middy: keys of the invocation on each log line and none of the one before, a segment of X-Ray, and the metrics.
   * Neither events nor answers are logged or traced: both hold what customers said.
   */
  readonly middleware: ReturnType<typeof injectLambdaContext>[];
}

interface LambdaTelemetryOptions {
  readonly service: string;
  readonly accountHashKey: string;
  readonly redact: (text: string) => string;
}

/** Logs, metrics and traces of one Lambda function, in the words of the catalogues. */
export function createLambdaTelemetry(options: LambdaTelemetryOptions): LambdaTelemetry {
  const { service } = options;
  const { powertools: logger, ...requestLogger } = createLogger(options);
  const metrics = createMetrics({ service });
  const tracer = new Tracer({ serviceName: service });
  return {
    ...requestLogger,
    capture: (client) => tracer.captureAWSv3Client(client),
    addMetric: metrics.add,
    middleware: [
      injectLambdaContext(logger, { resetKeys: true, logEvent: false }),
      captureLambdaHandler(tracer, { captureResponse: false }),
      logMetrics(metrics.powertools),
    ],
  };
}
