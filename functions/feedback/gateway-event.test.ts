import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sampleEvent } from '../../tests/fixtures/feedback.ts';
import { callerOf, gatewayEventSchema } from './gateway-event.ts';

const EVENTS = fileURLToPath(new URL('../../events', import.meta.url));
const names = globSync('feedback*.json', { cwd: EVENTS }).map((file) => basename(file, '.json'));

describe('gatewayEventSchema', () => {
  it.each(names)('reads the sample %s', (name) => {
    const event = gatewayEventSchema.parse(sampleEvent(name));
    expect(event.requestContext.requestId).toBe('JKJaXmPLvHcESHA=');
    expect(callerOf(event).clientId).toBe('salesforce-local');
  });

  it('was tried on all samples', () => {
    expect(names.length).toBeGreaterThanOrEqual(6);
  });

  it('refuses what is no event of the gateway', () => {
    expect(gatewayEventSchema.safeParse({ Records: [] }).success).toBe(false);
  });
});

describe('callerOf', () => {
  const ofClaims = (claims: Record<string, unknown>) =>
    callerOf({ requestContext: { requestId: 'r', authorizer: { jwt: { claims } } } });

  it('is who the claims say, with the scopes of the token', () => {
    const scope = 'insights/feedback insights/read';
    expect(ofClaims({ client_id: 'salesforce', tenant: 'acme', scope })).toEqual({
      clientId: 'salesforce',
      tenant: 'acme',
      scopes: ['insights/feedback', 'insights/read'],
    });
  });

  it('is nobody without an authorizer', () => {
    expect(() => callerOf({ requestContext: { requestId: 'r' } })).toThrow('token_missing');
  });

  it.each([{}, { client_id: '' }, { client_id: 'x', token_use: 'id' }])(
    'is nobody by the claims %o',
    (claims) => {
      expect(() => ofClaims(claims)).toThrow('token_invalid');
    },
  );
});
