import * as z from 'zod';
import type { ClientTokens } from '../../lib/auth/client-tokens.ts';
import type { InsightsRequest } from '../../lib/contract/insights-request.ts';
import { type InsightsResponse, insightsResponseSchema } from '../../lib/contract/summary-record.ts';
import { ERROR_CODES, type ErrorCode, OmniError } from '../../lib/domain/errors.ts';

interface AskApiDependencies {
  readonly apiUrl: string;
  readonly tokens: ClientTokens;
  readonly fetch: typeof fetch;
}

/**
 * Asks the API for the summary of one contact.
 * @throws OmniError with the API's own code; token_not_issued; api_unavailable (retryable) when it does not answer in time or
 * not as it should; api_refused when a refusal names no code of ours
 */
export type AskApi = (body: InsightsRequest, signal: AbortSignal) => Promise<InsightsResponse>;

/** The gateway's refusals have another body than the API's. */
const problemSchema = z.object({ code: z.enum(ERROR_CODES), retryable: z.boolean() });

export function askApi({ apiUrl, tokens, fetch }: AskApiDependencies): AskApi {
  const post = async (body: InsightsRequest, signal: AbortSignal) => {
    const token = await tokens.get(signal);
    const answer = await fetch(`${apiUrl.replace(/\/$/, '')}/omni-channel-insights`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal,
    });
    // Its keys may have changed: another token is worth one more try.
    if (answer.status === 401) tokens.forget(token);
    return answer;
  };

  return async (body, signal) => {
    try {
      const first = await post(body, signal);
      const answer = first.status === 401 ? await post(body, signal) : first;
      if (!answer.ok) throw await refusal(answer);
      return insightsResponseSchema.parse(await answer.json());
    } catch (error) {
      if (error instanceof OmniError) throw error;
      throw new OmniError('api_unavailable', { retryable: true, cause: error });
    }
  };
}

async function refusal(answer: Response): Promise<OmniError> {
  const problem = problemSchema.safeParse(await answer.json().catch(() => null));
  if (problem.success) return new OmniError(problem.data.code, { retryable: problem.data.retryable });
  return new OmniError(codeOf(answer.status), {
    retryable: answer.status === 429 || answer.status >= 500,
  });
}

/** Of an answer without a code: the gateway's own, or a load balancer's. */
function codeOf(status: number): ErrorCode {
  if (status === 401) return 'token_invalid';
  if (status === 403) return 'scope_missing';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'api_unavailable' : 'api_refused';
}
