import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalServer } from '../local-server.ts';
import { startTokenIssuer } from './server.ts';

const SCOPES = ['insights/summarize', 'insights/read'];
let issuer: LocalServer;

beforeAll(async () => {
  issuer = await startTokenIssuer({
    clientId: 'client',
    clientSecret: 's3:cret',
    audience: 'api',
    scopes: SCOPES,
  });
});
afterAll(() => issuer.close());

async function askToken(form: Record<string, string>, authorization?: string) {
  const answer = await fetch(`${issuer.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    ...(authorization === undefined ? {} : { headers: { authorization } }),
  });
  const body: Record<string, unknown> = JSON.parse(await answer.text());
  return { status: answer.status, body };
}

const inForm = { grant_type: 'client_credentials', client_id: 'client', client_secret: 's3:cret' };

describe('the local token issuer', () => {
  it.each([
    ['in the form', inForm, undefined],
    ['in a Basic header', { grant_type: 'client_credentials' }, `Basic ${btoa('client:s3%3Acret')}`],
  ])('gives a token of one hour for credentials %s', async (_where, form, authorization) => {
    const { status, body } = await askToken(form, authorization);

    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 });
    const keys = createRemoteJWKSet(new URL(`${issuer.url}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(String(body.access_token), keys, {
      issuer: issuer.url,
      audience: 'api',
    });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({ client_id: 'client', scope: SCOPES.join(' ') });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3_600);
  });

  it('gives only the scopes that are asked for', async () => {
    const { body } = await askToken({ ...inForm, scope: 'insights/read' });

    const [, claims = ''] = String(body.access_token).split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ scope: 'insights/read' });
  });

  it.each([
    ['a wrong secret', { ...inForm, client_secret: 'wrong' }, 401, 'invalid_client'],
    ['an unknown client', { ...inForm, client_id: 'other' }, 401, 'invalid_client'],
    ['another grant', { ...inForm, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['a scope it does not have', { ...inForm, scope: 'admin' }, 400, 'invalid_scope'],
  ])('refuses %s in the words of RFC 6749', async (_what, form, status, error) => {
    expect(await askToken(form)).toEqual({ status, body: { error } });
  });
});
