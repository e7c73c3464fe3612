// @vitest-environment jsdom
import Insights from 'c/omniInsights';
import { describe, expect, it } from 'vitest';
import { clickRequestSchema, useRequestSchema } from '../../lib/contract/feedback-request.ts';
import { insightsRequestSchema } from '../../lib/contract/insights-request.ts';
import { anAnswer, aPreliminary } from './answers.ts';
import { useApex } from './apex-double.ts';
import { auraMethods, bodyMembers, listPackage, readPackage, syntaxErrors } from './apex-source.ts';
import { click, find, mount, settle } from './page.ts';

const classes = listPackage('classes/*.cls');
const controller = readPackage('classes/OmniInsightsController.cls');
const api = readPackage('classes/OmniInsightsApi.cls');

it.each(classes)('%s has no error of syntax', (path) => {
  expect(syntaxErrors(readPackage(path))).toEqual([]);
});

it('an error of syntax would be found', () => {
  expect(syntaxErrors('public class A { void b() { Integer c = ; } }')).toHaveLength(1);
});

it.each(classes.filter((path) => !path.endsWith('Test.cls')))(
  '%s keeps to the rights of its user',
  (path) => {
    const source = readPackage(path);
    expect(source).toMatch(/^public with sharing /m);
    expect(source).not.toMatch(
      /\b(?:insert|update|upsert|delete|undelete|merge) \w+;|Database\.(?!queryWithBinds)/,
    );
    for (const query of source.match(/\[\s*SELECT[\s\S]*?\]/g) ?? [])
      expect(query).toContain('WITH USER_MODE');
    for (const [, call = ''] of source.matchAll(/queryWithBinds\(([\s\S]*?)\);/g))
      expect(call).toContain('AccessLevel.USER_MODE');
  },
);

it('every callout has a limit that Salesforce allows', () => {
  const limits = [...controller.matchAll(/(\w+_TIMEOUT_MS) = (\d+);/g)];
  expect(limits.map(([, name]) => name)).toEqual([
    'REQUEST_TIMEOUT_MS',
    'WAIT_TIMEOUT_MS',
    'FEEDBACK_TIMEOUT_MS',
  ]);
  for (const [, , ms] of limits) {
    expect(Number(ms)).toBeGreaterThan(7_500);
    expect(Number(ms)).toBeLessThanOrEqual(120_000);
  }
  expect(api).toContain('request.setTimeout(timeoutMs);');
});

it('a refused token is worth one fresh try and no second', () => {
  const [, body = ''] = /OmniInsightsReply send\([^)]*\) \{([\s\S]*?)\n {4}\}/.exec(api) ?? [];
  expect(body.match(/sendOnce\(/g)).toHaveLength(2);
  expect(body).toMatch(/if \(answer\.getStatusCode\(\) == 401\) \{\s*answer = sendOnce\(/);
  expect(body).not.toMatch(/\b(?:while|for|do)\b/);
});

describe('the API accepts what Apex sends', () => {
  const values: Readonly<Record<string, unknown>> = {
    account_number: '1234567890',
    contact_id: 'c-2',
    initial_contact_id: 'c-1',
    language: 'en-US',
    agent_key: '005000000000001AAA',
    request_id: 'r-1',
    feedback: 'not_helpful',
    reason: 'inaccurate',
    sentence: 0,
    comment: 'It was refunded.',
    event: 'shown',
  };

  it.each([
    ['requestSummary', insightsRequestSchema],
    ['sendFeedback', clickRequestSchema],
    ['recordUse', useRequestSchema],
  ])('in %s', (method, schema) => {
    const members = bodyMembers(controller, method);
    expect(members.length).toBeGreaterThan(2);
    const body = Object.fromEntries(members.map((name) => [name, values[name]]));
    expect(schema.safeParse(body).error?.issues ?? []).toEqual([]);
  });
});

it('the component asks for methods that Apex has, with the parameters that they take', async () => {
  const asked = new Map<string, readonly string[]>();
  const double = (name: string) => async (parameters: object) => {
    asked.set(name, Object.keys(parameters).toSorted());
    const answer = name === 'requestSummary' ? aPreliminary() : anAnswer();
    return { statusCode: 200, body: JSON.stringify(answer), retryAfterSeconds: null };
  };
  const methods = auraMethods(controller);
  useApex(Object.fromEntries([...methods.keys()].map((name) => [name, double(name)])));
  mount('c-omni-insights', Insights, { recordId: 'call-1' });
  await settle();
  await click(find('.helpful'));
  const taken = [...methods].map(([name, parameters]) => [name, parameters.toSorted()]);
  expect(Object.fromEntries(asked)).toEqual(Object.fromEntries(taken));
  expect(methods.size).toBe(4);
});

it('Apex imports of components name the controller', () => {
  const scripts = listPackage('lwc/*/*.js').map(readPackage).join('\n');
  const imported = [...scripts.matchAll(/'@salesforce\/apex\/(\w+)\.(\w+)'/g)];
  expect(imported.map(([, name]) => name)).toEqual(Array(4).fill('OmniInsightsController'));
  expect(imported.map(([, , method]) => method).toSorted()).toEqual(
    [...auraMethods(controller).keys()].toSorted(),
  );
});
