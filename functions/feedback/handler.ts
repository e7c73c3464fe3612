import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import headerNormalizer from '@middy/http-header-normalizer';
import jsonBodyParser from '@middy/http-json-body-parser';
import securityHeaders from '@middy/http-security-headers';
import { answerRequest } from './answer-request.ts';
import { API_HEADERS } from './api-headers.ts';
import { authorize } from './authorize.ts';
import { loadFeedbackConfig } from './config.ts';
import { createDependencies } from './dependencies.ts';
import type { GatewayAnswer, GatewayEvent } from './gateway-event.ts';
import { readText, refuseRepetition } from './read-body.ts';

const config = loadFeedbackConfig(process.env);
const { answer, logger, metrics, tracer, now } = createDependencies(config);

/** `POST /feedback` of the HTTP API. */
export const handler = middy<GatewayEvent, GatewayAnswer>()
  .use(injectLambdaContext(logger.powertools, { resetKeys: true }))
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(logMetrics(metrics.powertools))
  .use(securityHeaders(API_HEADERS))
  .use(answerRequest({ route: 'POST /feedback', logger, addMetric: metrics.add, now }))
  .use(headerNormalizer())
  .use(authorize({ logger, tenantRequired: config.tenantRequired }))
  .use(readText())
  .use(jsonBodyParser())
  .use(refuseRepetition())
  .handler(answer);
