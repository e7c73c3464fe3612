import { clientTokens } from '../../lib/auth/client-tokens.ts';
import { redact } from '../../lib/privacy/redact.ts';
import { createLambdaTelemetry, type LambdaTelemetry } from '../../lib/telemetry/lambda-telemetry.ts';
import { askApi } from './ask-api.ts';
import type { ConnectTriggerConfig } from './config.ts';
import { type TriggerSummary, triggerSummary } from './trigger-summary.ts';

export interface ConnectTrigger {
  readonly trigger: TriggerSummary;
  readonly telemetry: LambdaTelemetry;
}

/** The one place where the function's parts are put together. */
export function createConnectTrigger({
  service,
  accountHashKey,
  apiUrl,
  token,
}: ConnectTriggerConfig): ConnectTrigger {
  const now = Date.now;
  const telemetry = createLambdaTelemetry({ service, accountHashKey, redact });
  const tokens = clientTokens({
    tokenUrl: token.url,
    clientId: token.clientId,
    clientSecret: token.clientSecret,
    scope: 'insights/summarize',
    fetch,
    now,
  });
  return {
    trigger: triggerSummary({ askApi: askApi({ apiUrl, tokens, fetch }), now, ...telemetry }),
    telemetry,
  };
}
