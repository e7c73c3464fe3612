import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../lib/openapi/operations.ts';
import { startGateway } from '../../local/gateway/server.ts';
import { type LocalServer, listenLocally } from '../../local/local-server.ts';
import { AUDIENCE, ISSUER, type KeyServer, startKeyServer, token } from '../fuzz/token-keys.ts';
import { chromiumPath, launchChromium } from './launch-chromium.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/openapi.yaml', import.meta.url));
const SHOWN_TIMEOUT_MS = 20_000;
const MISSING = chromiumPath() === null;
if (MISSING) {
  process.stdout.write(
    '\nSKIPPED: /docs was not looked at, because there is no Chromium. Install it (apt-get install chromium) or set CHROMIUM_PATH.\n',
  );
}

/** What the page asked the issuer and the API for. */
const asked: { readonly form: string; readonly authorization: string | undefined }[] = [];
let keyServer: KeyServer;
let issuer: Server;
let container: Server;
let gateway: LocalServer;
let browser: Browser;

describe.skipIf(MISSING)('/docs in Chromium (apt-get install chromium where it is skipped)', () => {
  beforeAll(async () => {
    keyServer = await startKeyServer();
    issuer = createServer(async (request, response) => {
      asked.push({ form: await text(request), authorization: request.headers.authorization });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: token({ claims: { scope: 'insights/summarize' } }) }));
    });
    container = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"summary":"A summary that the page shows."}');
    });
    gateway = await startGateway({
      port: 0,
      routes: OPERATIONS.map(({ method, path, scope }) => ({
        method: method.toUpperCase(),
        path,
        scopes: [scope],
        target: 'container',
      })),
      authorizer: { issuer: ISSUER, audiences: [AUDIENCE], jwksUrl: `${keyServer.url}/keys` },
      functions: [],
      containerUrl: await listenLocally(container),
      watched: [],
      docs: { documentFile: DOCUMENT, tokenUrl: await listenLocally(issuer) },
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
    await keyServer.close();
    for (const server of [issuer, container]) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('shows every operation, and asks nobody but the gateway', async () => {
    const { page, requested, complaints } = await openDocs();
    for (const { summary } of OPERATIONS) {
      await page.getByRole('link', { name: summary }).first().click();
      await page.getByRole('heading', { name: summary }).first().waitFor({ timeout: SHOWN_TIMEOUT_MS });
    }
    expect(requested.map((url) => new URL(url).origin)).toEqual(requested.map(() => gateway.url));
    expect(requested.length).toBeGreaterThanOrEqual(4);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('gets a token and sends a request, both to the gateway', async () => {
    const { page, requested, complaints } = await openDocs();
    await typeInto(page, { label: 'Client ID', value: 'a-client' });
    await typeInto(page, { label: 'Client Secret', value: 'a-secret' });
    await page.getByRole('button', { name: 'Authorize' }).first().click();
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]?.form).toContain('grant_type=client_credentials');
    expect(asked[0]?.authorization).toBe(`Basic ${btoa('a-client:a-secret')}`);

    await page
      .getByRole('button', { name: /Test Request/ })
      .first()
      .click();
    await page.getByRole('button', { name: /Send/ }).first().click();
    await page.getByText('A summary that the page shows.').first().waitFor({ timeout: SHOWN_TIMEOUT_MS });
    expect(requested.filter((url) => new URL(url).origin !== gateway.url)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** The page once it shows the operations, what it asked for, and what the browser had to say against it. */
async function openDocs() {
  const page = await browser.newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) requested.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(`${gateway.url}/docs`);
  const [first] = OPERATIONS;
  await page
    .getByRole('heading', { name: first?.summary ?? '' })
    .first()
    .waitFor({ timeout: SHOWN_TIMEOUT_MS });
  return { page, requested, complaints };
}

async function typeInto(page: Page, { label, value }: { label: string; value: string }): Promise<void> {
  await page.getByText(label, { exact: false }).first().click();
  await page.keyboard.type(value);
}
