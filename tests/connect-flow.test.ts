import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { connectEventSchema, readConnectEvent } from '../lib/contract/connect-event.ts';

/** The flow that docs/guides/connect.md hands out, as far as it can be judged without an instance of Amazon Connect. */

const read = (path: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8'));

const errors = z.array(z.strictObject({ NextAction: z.string(), ErrorType: z.string() }));
const action = z.strictObject({
  Identifier: z.string(),
  Type: z.string(),
  Parameters: z.record(z.string(), z.unknown()),
  Transitions: z.strictObject({ NextAction: z.string().optional(), Errors: errors.default([]) }),
});
const flow = z
  .strictObject({
    Version: z.literal('2019-10-30'),
    StartAction: z.string(),
    Metadata: z.looseObject({ ActionMetadata: z.record(z.string(), z.looseObject({})) }),
    Actions: z.array(action),
  })
  .parse(read('docs/connect/queue-with-summary.json'));

const lambdaSchema = z.strictObject({
  LambdaFunctionARN: z
    .string()
    .regex(/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:xd-omni-[a-z]+-connect-trigger$/),
  InvocationTimeLimitSeconds: z.string().regex(/^[1-8]$/),
  InvocationType: z.enum(['SYNCHRONOUS', 'ASYNCHRONOUS']),
  LambdaInvocationAttributes: z.record(z.string(), z.string()),
  ResponseValidation: z.strictObject({ ResponseType: z.enum(['STRING_MAP', 'JSON']) }),
});
type Action = (typeof flow.Actions)[number];

const byId = new Map(flow.Actions.map((each) => [each.Identifier, each]));
const nextOf = ({ Transitions }: Action): string[] => [
  ...(Transitions.NextAction === undefined ? [] : [Transitions.NextAction]),
  ...Transitions.Errors.map(({ NextAction }) => NextAction),
];
const ofType = (type: string) => flow.Actions.filter(({ Type }) => Type === type);
const [lambda] = ofType('InvokeLambdaFunction');
const parameters = lambdaSchema.parse(lambda?.Parameters);

/** What the function gets of a contact with these attributes, where the sample event has the rest. */
function eventOf(attributes: Readonly<Record<string, string>>): unknown {
  const event = z
    .looseObject({ Details: z.looseObject({ ContactData: z.looseObject({}) }) })
    .parse(read('events/connect-trigger.json'));
  const sent = Object.entries(parameters.LambdaInvocationAttributes).map(([name, value]) => [
    name,
    value.startsWith('$.Attributes.') ? (attributes[value.slice('$.Attributes.'.length)] ?? '') : value,
  ]);
  const ContactData = { ...event.Details.ContactData, Attributes: {} };
  return { ...event, Details: { ContactData, Parameters: Object.fromEntries(sent) } };
}

describe('the flow of Amazon Connect', () => {
  it('goes only to actions that it has, and to each of them', () => {
    const reached = new Set<string>();
    const visit = (id: string): void => {
      if (reached.has(id)) return;
      reached.add(id);
      const found = byId.get(id);
      if (found === undefined) throw new Error(`There is no action ${id}`);
      for (const next of nextOf(found)) visit(next);
    };
    visit(flow.StartAction);
    expect([...reached].toSorted()).toEqual([...byId.keys()].toSorted());
    expect(byId.size).toBe(flow.Actions.length);
    expect(Object.keys(flow.Metadata.ActionMetadata).toSorted()).toEqual([...byId.keys()].toSorted());
  });

  it('ends where nothing follows, and says what follows every error', () => {
    const last = flow.Actions.filter((each) => nextOf(each).length === 0).map(({ Type }) => Type);
    expect(last).toEqual(['DisconnectParticipant']);
    for (const each of flow.Actions.filter(({ Type }) => Type !== 'DisconnectParticipant')) {
      expect(each.Transitions.Errors.map(({ ErrorType }) => ErrorType)).toContain('NoMatchingError');
    }
  });

  it('never lets the customer wait for the summary, and goes on to the queue whatever becomes of it', () => {
    expect(parameters.InvocationType).toBe('ASYNCHRONOUS');
    const [queue] = ofType('TransferContactToQueue');
    expect(lambda && new Set(nextOf(lambda))).toEqual(new Set([queue?.Identifier]));
    expect(ofType('Wait')).toEqual([]);
  });

  it('sends attributes that the function reads, and no others', () => {
    const known = connectEventSchema.shape.Details.shape.Parameters.unwrap().unwrap().shape;
    for (const name of Object.keys(parameters.LambdaInvocationAttributes)) {
      expect(Object.keys(known)).toContain(name);
    }
    expect(readConnectEvent(eventOf({ account_number: '9876543210', ivr_intent: 'repair' }))).toMatchObject({
      executionMode: 'asynchronous',
      body: { account_number: '9876543210', ivr_intent: 'repair' },
    });
  });

  it('asks with the intent misc when the phone menu has set none', () => {
    expect(readConnectEvent(eventOf({ account_number: '9876543210' })).body.ivr_intent).toBe('misc');
  });

  it('has its answer checked for the texts that the function gives', () => {
    expect(parameters.ResponseValidation.ResponseType).toBe('STRING_MAP');
  });
});
