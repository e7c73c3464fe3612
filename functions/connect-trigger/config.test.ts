import { describe, expect, it } from 'vitest';
import { loadConnectTriggerConfig } from './config.ts';

const ENVIRONMENT = {
  ACCOUNT_HASH_KEY: '0123456789abcdef',
  API_URL: 'https://api.example',
  TOKEN_URL: 'https://issuer.example/oauth2/token',
  CLIENT_ID: 'connect',
  CLIENT_SECRET: 'a secret',
};

describe('loadConnectTriggerConfig', () => {
  it('reads where the API is and who asks it', () => {
    expect(loadConnectTriggerConfig(ENVIRONMENT)).toEqual({
      service: 'connect-trigger',
      accountHashKey: '0123456789abcdef',
      apiUrl: 'https://api.example',
      token: {
        url: 'https://issuer.example/oauth2/token',
        clientId: 'connect',
        clientSecret: 'a secret',
      },
    });
  });

  it('names every variable that is missing or wrong, and no value', () => {
    const environment = { ...ENVIRONMENT, API_URL: 'nowhere', CLIENT_SECRET: '' };
    expect(() => loadConnectTriggerConfig(environment)).toThrow(/API_URL[\s\S]*CLIENT_SECRET/);
    expect(() => loadConnectTriggerConfig(environment)).not.toThrow(/nowhere/);
  });
});
