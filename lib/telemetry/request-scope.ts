import { InvokeStore } from '@aws/lambda-invoke-store';

/** The state of one request: what Powertools keeps for it (keys of its logs, its metrics) lives in here. */
export type RequestState = Record<string | symbol, unknown>;

/**
 * Runs work so that the logs and metrics it makes, however late, are those of one request. A server that handles many
 * requests at once needs it for every step: without it, Powertools mixes one customer's data into another's.
 */
export type RunInRequest = <Result>(state: RequestState, work: () => Result) => Result;

/**
 * To be awaited before the first log: Powertools finds the store that this creates.
 * @throws Error without `AWS_LAMBDA_MAX_CONCURRENCY` in the environment, because then there is one state for all requests
 */
export async function openRequestScope(): Promise<RunInRequest> {
  const store = await InvokeStore.getInstanceAsync();
  store.run({}, () => undefined);
  if (store.hasContext()) {
    throw new Error(
      'AWS_LAMBDA_MAX_CONCURRENCY is not set, so logs and metrics of concurrent requests would mix.',
    );
  }
  return (state, work) => store.run(state, work);
}
