import type { FaultCase } from './fault-case.ts';
import type { TokenOptions } from './test-issuer.ts';

export const TOKEN_FAULTS: readonly FaultCase[] = [
  {
    row: 'S1',
    fault: 'no token',
    send: ({ post, request }) => post(request(), { token: '' }),
    answer: { status: 401, body: { code: 'token_missing' }, headers: { 'www-authenticate': 'Bearer' } },
    logged: ['AUTH_REJECTED'],
    metered: ['AuthRejected'],
    kept: 'nothing',
  },
  withToken('an expired token', {
    differing: { issuedInSeconds: -7_200, expiresInSeconds: -3_600 },
    code: 'token_expired',
  }),
  withToken('a token for somebody else', {
    differing: { audience: 'another-service' },
    code: 'token_invalid',
  }),
  withToken('a token of an unknown key', { differing: { unknownKey: true }, code: 'token_invalid' }),
  {
    row: 'S2',
    fault: 'the token lacks the scope',
    send: async ({ post, request, issuer }) =>
      post(request(), { token: await issuer.sign({ scope: 'insights/feedback' }) }),
    answer: { status: 403, body: { code: 'scope_missing' } },
    logged: ['AUTHZ_DENIED'],
    metered: ['AuthorizationDenied'],
    kept: 'nothing',
  },
  {
    row: 'S41',
    fault: "the issuer's clock is 20 s ahead",
    send: async ({ post, request, issuer }) =>
      post(request(), { token: await issuer.sign({ issuedInSeconds: 20 }) }),
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['SUMMARY_READY'],
    metered: ['SummaryRequests'],
    kept: 'both',
  },
  {
    ...withToken("the issuer's clock is 5 minutes ahead", {
      differing: { issuedInSeconds: 300 },
      code: 'token_invalid',
    }),
    row: 'S41',
  },
  {
    row: 'S43',
    fault: 'the keys of the issuer cannot be fetched',
    inject: ({ issuer }) => {
      issuer.reachable = false;
    },
    answer: { status: 200, body: { status: 'ok', stored: true } },
    logged: ['SUMMARY_READY'],
    metered: ['SummaryRequests'],
    kept: 'both',
  },
  {
    ...withToken('the keys of the issuer cannot be fetched, and the token is of an unknown one', {
      differing: { unknownKey: true },
      code: 'token_invalid',
    }),
    row: 'S43',
    inject: ({ issuer }) => {
      issuer.reachable = false;
    },
  },
];

function withToken(fault: string, { differing, code }: { differing: TokenOptions; code: string }): FaultCase {
  return {
    row: 'S1',
    fault,
    send: async ({ post, request, issuer }) => post(request(), { token: await issuer.sign(differing) }),
    answer: { status: 401, body: { code } },
    logged: ['AUTH_REJECTED'],
    metered: ['AuthRejected'],
    kept: 'nothing',
  };
}
