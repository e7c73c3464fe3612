import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { METRICS_NAMESPACE } from '../../lib/telemetry/metrics.ts';
import { METRICS, type MetricDefinition, type MetricName } from '../../lib/telemetry/metrics-catalogue.ts';
import { SAMPLE_REQUEST } from '../../local/ask-for-summary.ts';
import { inAnotherCall, setModelFault, startTestApi, type TestApi } from './test-api.ts';

/** What CloudWatch would make of the lines that the real API writes. */

interface EmfLine extends Readonly<Record<string, unknown>> {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: MetricName; readonly Unit: string }[];
    }[];
  };
}

/** Seen only where a store or the table fails; tests/chaos and the unit tests bring them about. */
const OF_OTHER_SUITES: readonly MetricName[] = [
  'ReplicaLag',
  'ReuseLookupFailed',
  'StoreFailures',
  'SummaryDropped',
];
/** Written by functions, whose own tests see them. */
const OF_FUNCTIONS = /^(?:Feedback|SummaryUses|Sweeps|Outbox|Connect)/;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({
    MODEL_TIMEOUT_MS: '300',
    PRIMARY_MODEL: 'nova-lite',
    SECONDARY_MODEL: 'claude-3.5-haiku',
    PROMPT_SHADOW: 'v1.1.0',
    PROMPT_SHADOW_SHARE: '100',
    RATE_LIMIT_PER_SECOND: '1',
    RATE_LIMIT_BURST: '7',
  });
  await api.post(inAnotherCall(SAMPLE_REQUEST));
  await setModelFault('throttle', { model: 'us.amazon.nova-lite-v1:0' });
  await api.post(inAnotherCall(SAMPLE_REQUEST));
  await setModelFault('hang');
  await api.post(inAnotherCall(SAMPLE_REQUEST));
  await setModelFault('none');
  await api.post(inAnotherCall(SAMPLE_REQUEST), { prefer: 'wait=0' });
  await api.post({ ...SAMPLE_REQUEST, account_number: '9999999999' });
  await api.post({ account_number: 1 });
  // More at once than the burst, however slow the machine is.
  await Promise.all(Array.from({ length: 12 }, () => api.get('upi-unknown')));
  await fetch(`${api.url}/omni-channel-insights`, { method: 'POST' });
  const readOnly = await tokenWithScope('insights/read');
  await fetch(`${api.url}/omni-channel-insights`, {
    method: 'POST',
    headers: { authorization: `Bearer ${readOnly}` },
  });
  await api.stop();
});
afterAll(() => api.stop());

async function tokenWithScope(scope: string): Promise<string> {
  const { clientId, clientSecret } = inject('credentials');
  const answer = await fetch(`${inject('aws').tokenIssuer}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  });
  return JSON.parse(await answer.text()).access_token;
}

const isEmf = (line: Readonly<Record<string, unknown>>): line is EmfLine => '_aws' in line;
const emfLines = () => api.lines.filter(isEmf);

describe('every metric that is written', () => {
  it('is in the catalogue, with its unit and its dimensions, in our namespace', () => {
    for (const line of emfLines()) {
      for (const { Namespace, Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
        expect(Namespace).toBe(METRICS_NAMESPACE);
        for (const { Name, Unit } of Metrics) {
          const { unit, dimensions }: MetricDefinition = METRICS[Name];
          expect({ Name, Unit, Dimensions: Dimensions.map((set) => set.toSorted()) }).toEqual({
            Name,
            Unit: unit,
            Dimensions: [['service', ...dimensions].toSorted()],
          });
          expect([line[Name]].flat().every((value) => typeof value === 'number')).toBe(true);
          for (const dimension of dimensions) expect(line[dimension]).toMatch(/./);
        }
      }
    }
  });

  it('covers the catalogue but for what only a failing store shows', () => {
    const written = new Set(
      emfLines()
        .flatMap(({ _aws }) => _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics))
        .map(({ Name }) => Name),
    );
    const missing = Object.keys(METRICS).filter(
      (name) => !written.has(name as MetricName) && !OF_FUNCTIONS.test(name),
    );
    expect(missing.toSorted()).toEqual([...OF_OTHER_SUITES].toSorted());
  });

  it('tells how each model ended', () => {
    const failures = emfLines().filter((line) => 'ModelFailures' in line);
    expect(failures.map(({ model, outcome }) => `${model} ${outcome}`).toSorted()).toEqual([
      'claude-haiku-4.5 model_timeout',
      'nova-lite model_throttled',
      'nova-lite model_timeout',
      'nova-lite model_timeout',
      'nova-micro model_timeout',
      'nova-micro model_timeout',
    ]);
  });
});

describe('every log line', () => {
  it('is one JSON object with a name in capitals, or a metric', () => {
    const named = api.lines.filter((line) => !isEmf(line));
    expect(named.length).toBeGreaterThan(30);
    for (const { message, level, service } of named) {
      expect(message).toMatch(/^[A-Z][A-Z0-9_]+$/);
      expect(level).toMatch(/^(INFO|WARN|ERROR)$/);
      expect(service).toBe('fargate-api');
    }
  });

  it('holds no whole account number, and no word of a summary', () => {
    const written = JSON.stringify(api.lines);
    expect(written).not.toContain(SAMPLE_REQUEST.account_number);
    expect(written).not.toMatch(/dispute|credit|forty five/i);
  });

  it('says at the start that a configured model is at its end', () => {
    expect(api.lines).toContainEqual(
      expect.objectContaining({
        message: 'MODEL_RETIRED',
        configured: 'claude-3.5-haiku',
        used: 'claude-haiku-4.5',
      }),
    );
  });
});
