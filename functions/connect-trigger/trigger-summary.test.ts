import { describe, expect, it } from 'vitest';
import { OmniError } from '../../lib/domain/errors.ts';
import { insightsResponse } from '../../tests/fixtures/insights-response.ts';
import { recordedLog } from '../../tests/fixtures/recorded-log.ts';
import type { AskApi } from './ask-api.ts';
import { triggerSummary } from './trigger-summary.ts';

const PHONE = '+12065550123';
const PLENTY_MS = 20_000;

function flowEvent(parameters: object = {}) {
  return {
    Details: {
      ContactData: {
        ContactId: 'c-1',
        CustomerEndpoint: { Address: PHONE, Type: 'TELEPHONE_NUMBER' },
        Attributes: { account_number: '1234567890' },
      },
      Parameters: parameters,
    },
  };
}

function setUp(askApi: AskApi = async () => insightsResponse()) {
  const log = recordedLog();
  const keys: object[] = [];
  const metrics: Record<string, number> = {};
  const signals: AbortSignal[] = [];
  const trigger = triggerSummary({
    askApi: (body, signal) => {
      signals.push(signal);
      return askApi(body, signal);
    },
    log,
    nameRequest: (ids) => keys.push(ids),
    addMetric: (name, value, ..._dimensions) => {
      metrics[name] = value;
    },
    now: () => 0,
  });
  return { trigger, log, keys, metrics, signals };
}

const failing = (error: Error) => setUp(() => Promise.reject(error));
const passing = new OmniError('api_unavailable', { retryable: true });
const lasting = new OmniError('scope_missing');

describe('triggerSummary', () => {
  it('answers the flow with the summary of its contact', async () => {
    const { trigger, log, keys, metrics } = setUp();
    const answer = await trigger(flowEvent(), PLENTY_MS);
    expect(answer).toMatchObject({ status: 'ok', summary: insightsResponse().summary });
    expect(log.events).toEqual([{ name: 'CONNECT_ANSWERED', fields: { status: 'ok', ms: 0 } }]);
    expect(metrics).toEqual({ ConnectTriggers: 1, ConnectTriggersFailed: 0, ConnectLatency: 0 });
    expect(keys.at(-1)).toEqual({
      contactId: 'c-1',
      accountNumber: '1234567890',
      requestId: insightsResponse().request_id,
      uniqueProcessId: insightsResponse().unique_process_id,
    });
  });

  it.each([{}, { execution_mode: 'asynchronous' }])(
    'throws a failure that may pass where nobody waits, so that it is tried again: %j',
    async (parameters) => {
      const { trigger, log, metrics } = failing(passing);
      await expect(trigger(flowEvent(parameters), PLENTY_MS)).rejects.toBe(passing);
      expect(log.events).toMatchObject([{ name: 'CONNECT_FAILED', fields: { thrown: true } }]);
      expect(metrics.ConnectTriggersFailed).toBe(1);
    },
  );

  it('answers a failure that may pass where the flow waits', async () => {
    const { trigger, log } = failing(passing);
    const answer = await trigger(flowEvent({ execution_mode: 'synchronous' }), PLENTY_MS);
    expect(answer).toEqual({
      status: 'failed',
      error_code: 'api_unavailable',
      retryable: 'true',
      detail: '',
      summary: '',
    });
    expect(log.events).toMatchObject([{ fields: { code: 'api_unavailable', thrown: false } }]);
  });

  it.each(['synchronous', 'asynchronous'])(
    'answers a failure that no retry can mend: %s',
    async (execution_mode) => {
      const { trigger } = failing(lasting);
      const answer = await trigger(flowEvent({ execution_mode }), PLENTY_MS);
      expect(answer).toMatchObject({ status: 'failed', error_code: 'scope_missing', retryable: 'false' });
    },
  );

  it('answers an event that is none of a flow, asks nobody, and logs which members are wrong', async () => {
    const { trigger, log, signals } = setUp();
    const answer = await trigger({ account_number: PHONE }, PLENTY_MS);
    expect(answer).toMatchObject({ status: 'failed', error_code: 'invalid_request' });
    expect(signals).toEqual([]);
    expect(log.events).toMatchObject([{ name: 'CONNECT_FAILED', fields: { members: ['Details'] } }]);
  });

  it('throws a fault of its own in any case', async () => {
    const { trigger } = failing(new TypeError('undefined is not a function'));
    const waiting = flowEvent({ execution_mode: 'synchronous' });
    await expect(trigger(waiting, PLENTY_MS)).rejects.toThrow(TypeError);
  });

  it('has no time for the API when its own time is nearly up', async () => {
    const { trigger, signals } = setUp(async (_body, signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      throw passing;
    });
    await expect(trigger(flowEvent(), 501)).rejects.toBe(passing);
    expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it("logs neither the account nor the customer's phone number", async () => {
    for (const { trigger, log } of [setUp(), failing(passing), failing(lasting)]) {
      await trigger(flowEvent({ execution_mode: 'synchronous' }), PLENTY_MS);
      expect(JSON.stringify(log.events)).not.toMatch(/2065550123|1234567890/);
    }
  });
});
