import { describe, expect, it } from 'vitest';
import { OmniError } from '../domain/errors.ts';
import { readConnectEvent } from './connect-event.ts';

const CONTACT = '4a573372-1f28-4e26-b97b-2f2a1a0c7e11';
const PHONE = '+12065550123';

interface EventParts {
  readonly contact?: object;
  readonly parameters?: object;
}

function flowEvent({ contact = {}, parameters = {} }: EventParts = {}) {
  return {
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: {
        ContactId: CONTACT,
        InitialContactId: 'first-contact',
        CustomerEndpoint: { Address: PHONE, Type: 'TELEPHONE_NUMBER' },
        Attributes: { account_number: '1234567890', ivr_intent: 'billing_inquiry' },
        ...contact,
      },
      Parameters: parameters,
    },
  };
}

describe('readConnectEvent', () => {
  it('makes the request of the contact, its chain and its attributes', () => {
    expect(readConnectEvent(flowEvent())).toMatchObject({
      executionMode: 'asynchronous',
      body: {
        account_number: '1234567890',
        contact_id: CONTACT,
        initial_contact_id: 'first-contact',
        ivr_intent: 'billing_inquiry',
        language: 'en',
      },
    });
  });

  it("takes the block's own parameters before the contact's attributes", () => {
    const parameters = {
      account_number: ' 7777000001 ',
      ivr_intent: 'outage',
      execution_mode: 'synchronous',
    };
    expect(readConnectEvent(flowEvent({ parameters }))).toMatchObject({
      executionMode: 'synchronous',
      body: { account_number: '7777000001', ivr_intent: 'outage' },
    });
  });

  it('asks for a summary in the language of the flow', () => {
    const { body } = readConnectEvent(flowEvent({ contact: { LanguageCode: 'es-US' } }));
    expect(body.language).toBe('es-US');
  });

  it.each([
    { contact: { InitialContactId: null, LanguageCode: null } },
    { contact: { LanguageCode: '' }, parameters: { ivr_intent: '', account_number: '' } },
  ])('reads what the flow does not know as absent: %j', (parts) => {
    const { body } = readConnectEvent(flowEvent(parts));
    expect(body).toMatchObject({ account_number: '1234567890', language: 'en' });
  });

  it('reads an event without attributes and parameters', () => {
    const event = { Details: { ContactData: { ContactId: CONTACT }, Parameters: null } };
    expect(faultsOf(event)).toEqual([
      { path: 'account_number', message: 'is required: send 4 to 20 letters or digits, as a string' },
    ]);
  });

  it.each([
    [flowEvent({ contact: { ContactId: 'a b' } }), 'Details.ContactData.ContactId'],
    [flowEvent({ parameters: { account_number: '12 34' } }), 'account_number'],
    [flowEvent({ parameters: { execution_mode: 'later' } }), 'Details.Parameters.execution_mode'],
    [{ account_number: '1234567890' }, 'Details'],
    [null, ''],
  ])('says which member is wrong, and never its value: case %#', (event, path) => {
    const faults = faultsOf(event);
    expect(faults.map((fault) => fault.path)).toEqual([path]);
    expect(JSON.stringify(faults)).not.toMatch(/a b|12 34|later/);
  });

  it("drops the customer's phone number", () => {
    expect(JSON.stringify(readConnectEvent(flowEvent()))).not.toContain(PHONE);
  });
});

function faultsOf(event: unknown) {
  try {
    readConnectEvent(event);
  } catch (error) {
    if (error instanceof OmniError && error.code === 'invalid_request') return error.faults;
    throw error;
  }
  throw new Error('The event was taken.');
}
