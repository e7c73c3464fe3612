import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startedSystem, stopSystems } from '../fixtures/started-system.ts';
import { chromiumPath, launchChromium } from './launch-chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOWN_TIMEOUT_MS = 15_000;
const MISSING = chromiumPath() === null;
if (MISSING) {
  process.stdout.write(
    '\nSKIPPED: the agent desktop was not looked at, because there is no Chromium. Install it (apt-get install chromium) or set CHROMIUM_PATH.\n',
  );
}

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

const LOOKS: readonly Look[] = [
  { colorScheme: 'light', width: 1_280 },
  { colorScheme: 'dark', width: 360 },
];

/** Pictures of the documents, by the scenario that they show: `SCREENSHOTS_WRITE=1 npm run test:browser` takes them anew. */
const PICTURES: Readonly<Record<string, string>> = {
  'Transferred by an agent': 'desktop-transfer',
  'Both models down': 'desktop-degraded',
};

let url: string;
let browser: Browser;
/** What a page asked of others, and what its policy refused. */
let faults: string[] = [];
const pages: Page[] = [];

async function openDesktop(
  { colorScheme, width }: Look = { colorScheme: 'light', width: 1_280 },
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  pages.push(page);
  page.setDefaultTimeout(SHOWN_TIMEOUT_MS);
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(request.url());
  });
  page.on('console', (message) => {
    // A status of the API is what some of these tests are about.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(url);
  await page.waitForSelector('.scenario');
  return page;
}

function queue(page: Page, title: string): Promise<void> {
  return page.click(`.scenario:has-text("${title}")`);
}

/** Waits until the panel says so. Locators look into shadow roots. */
function shown(page: Page, text: string): Promise<void> {
  return page.locator('#panel').getByText(text).first().waitFor();
}

/** Waits until the API has taken what the agent said. */
function told(page: Page, said: string): Promise<void> {
  const exchange = page.locator('.exchange', { has: page.getByText(said, { exact: true }) });
  return exchange
    .filter({ has: page.getByText('200', { exact: true }) })
    .first()
    .waitFor();
}

async function keepPicture(page: Page, name: string | undefined): Promise<void> {
  if (process.env.SCREENSHOTS_WRITE !== '1' || name === undefined) return;
  await page.waitForLoadState('networkidle');
  const path = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  await page.screenshot({ path });
}

async function violations(page: Page): Promise<readonly string[]> {
  // Through the debugger, as a tester's tool comes: the policy is for the page.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: AXE });
  const found = await session.send('Runtime.evaluate', {
    expression:
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))",
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return found.result.value;
}

describe.skipIf(MISSING)(
  'the agent desktop in Chromium (apt-get install chromium where it is skipped)',
  () => {
    beforeAll(async () => {
      url = (await startedSystem()).runFile().desktop;
      browser = await launchChromium();
    });
    afterEach(async () => {
      for (const page of pages.splice(0)) await page.close();
      expect(faults).toEqual([]);
      faults = [];
    });
    afterAll(async () => {
      await browser?.close();
      stopSystems();
    });

    it.each([
      ['Billing dispute', 'forty five dollar credit', '200'],
      ['Transferred by an agent', 'New since the last agent', '200'],
      ['New customer', 'No earlier contacts', '200'],
      ['The agent reads Spanish', 'El cliente llama', '200'],
      ['Both models down', 'Made from the records', '200'],
      ['History down', 'Summaries are not available', '503'],
      ['Too many requests', 'Many agents are asking', '429'],
    ])('shows what the agent sees of “%s”, and what happened', async (title, words, status) => {
      const page = await openDesktop();
      await queue(page, title);
      await shown(page, words);
      const exchange = page.locator('.exchange', { hasText: 'POST /omni-channel-insights' });
      expect(await exchange.locator('.status').textContent()).toBe(status);
      expect(await exchange.locator('.headers').textContent()).toContain('x-request-id');
      await keepPicture(page, PICTURES[title]);
    });

    it('tells the steps of a summary that the second model wrote', async () => {
      const page = await openDesktop();
      await queue(page, 'Main model down');
      await page.waitForSelector('.timeline');
      const steps = await page
        .locator('.step')
        .evaluateAll((all) =>
          all.map((step) => [...step.children].slice(0, 2).map(({ textContent }) => textContent)),
        );
      expect(steps).toEqual([
        ['History', expect.stringMatching(/^\d+ ms, 5 of 5 interactions$/)],
        ['nova-lite', expect.stringMatching(/^\d+ ms, model unavailable$/)],
        ['claude-haiku-4.5', expect.stringMatching(/^\d+ ms, ok$/)],
        ['Text', expect.stringMatching(/^\d+ ms, checked$/)],
      ]);
    });

    it('shows markup and instructions in notes as text', async () => {
      const page = await openDesktop();
      await queue(page, 'Hostile notes');
      await shown(page, 'Why they are calling');
      await page.locator('#panel').getByText('Facts first').waitFor({ state: 'hidden' });
      const dialog = page.locator('#interaction');
      for (const source of await page.locator('#panel .source').all()) {
        if (!/^\d+$/.test((await source.textContent())?.trim() ?? '')) continue;
        await source.click();
        await dialog.locator('.facts dt').first().waitFor();
        expect(await dialog.locator('.said').evaluate((said) => said.childElementCount)).toBe(0);
        await page.keyboard.press('Escape');
      }
      expect(await page.locator('script:not([src]), img').count()).toBe(0);
    });

    it('shows the facts first, with their sources, and then the summary in their place', async () => {
      const page = await openDesktop();
      await queue(page, 'Slow');
      await shown(page, 'Facts first');
      await page.locator('#panel .source').first().click();
      await page.locator('#interaction .facts dt').first().waitFor();
      await page.keyboard.press('Escape');
      await page.locator('#panel').getByText('Facts first').waitFor({ state: 'hidden' });
      expect(await page.locator('#panel .section').count()).toBeGreaterThan(1);
    });

    it('drops the answer for a customer whom the agent has left', async () => {
      const page = await openDesktop();
      await queue(page, 'Slow');
      await queue(page, 'New customer');
      await shown(page, 'No earlier contacts');

      await expect
        .poll(() => page.locator('.exchange').count(), { timeout: 10_000 })
        .toBeGreaterThanOrEqual(3);
      await shown(page, 'No earlier contacts');
      expect(await page.locator('#panel .section').count()).toBe(0);
    });

    it('keeps what the agent says, by keyboard alone', async () => {
      const page = await openDesktop();
      await page.locator('.scenario').first().focus();
      await page.keyboard.press('Enter');
      await shown(page, 'Is this helpful?');
      const source = page.locator('#panel .source').first();
      await source.focus();
      await page.keyboard.press('Enter');
      await page.locator('#interaction .facts dt').first().waitFor();
      await page.keyboard.press('Escape');
      expect(await page.locator('#interaction').isVisible()).toBe(false);
      await page.locator('#panel').getByRole('button', { name: 'Yes', exact: true }).focus();
      await page.keyboard.press('Enter');
      await told(page, 'helpful');
    });

    it('is judged by rules that see a fault (control)', async () => {
      const page = await openDesktop();
      await page.evaluate("document.querySelector('.scenario').replaceChildren()");
      expect(await violations(page)).toEqual([expect.stringMatching(/^button-name: /)]);
    });

    it('refuses an account number in words, beside the field', async () => {
      const page = await openDesktop();
      await page.fill('#account', '12');
      await page.click('#account-form button');
      await page.getByText('Send an account number of 4 to 20 letters or digits.').waitFor();
      expect(await page.getAttribute('#account', 'aria-invalid')).toBe('true');
    });

    for (const look of LOOKS) {
      describe(`in ${look.colorScheme} at ${look.width} px`, () => {
        it.each([
          ['Billing dispute', 'Is this helpful?'],
          ['Transferred by an agent', 'New since the last agent'],
          ['New customer', 'No earlier contacts'],
          ['Both models down', 'Made from the records'],
          ['History down', 'Summaries are not available'],
          ['Too many requests', 'Many agents are asking'],
        ])('has nothing to hold against “%s”, and fits', async (title, words) => {
          const page = await openDesktop(look);
          await queue(page, title);
          await shown(page, words);
          expect(await violations(page)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
        });

        it('has nothing to hold against the empty panel, a skeleton and facts that come first', async () => {
          const page = await openDesktop(look);
          expect(await violations(page)).toEqual([]);
          await page.route('**/apex/requestSummary', async (route) => {
            const answer = await route.fetch();
            const { reply, exchange } = await answer.json();
            const body = JSON.stringify({ ...JSON.parse(reply.body), status: 'preliminary' });
            await route.fulfill({ json: { reply: { ...reply, body }, exchange } });
          });
          await page.route('**/apex/awaitSummary', () => undefined);
          await queue(page, 'Slow');
          await page.locator('#panel .skeleton').waitFor();
          expect(await violations(page)).toEqual([]);
          await page.locator('#panel .section').first().waitFor();
          expect(await violations(page)).toEqual([]);
        });

        it('has nothing to hold against what the agent said, and an interaction that is open', async () => {
          const page = await openDesktop(look);
          const panel = page.locator('#panel');
          await queue(page, 'Billing dispute');
          await shown(page, 'Is this helpful?');
          await panel.getByRole('button', { name: 'No', exact: true }).click();
          await told(page, 'not_helpful');
          expect(await violations(page)).toEqual([]);
          await panel.getByLabel('Out of date').check();
          await panel.getByLabel('In your words').fill('The credit came yesterday.');
          await panel.getByRole('button', { name: 'Send', exact: true }).click();
          await told(page, 'not_helpful, outdated');
          await panel.locator('.flag').first().click();
          expect(await violations(page)).toEqual([]);
          await panel.getByRole('button', { name: 'Mark as wrong', exact: true }).click();
          await panel.getByText('Marked as wrong').waitFor();
          await panel.getByRole('button', { name: 'Yes', exact: true }).click();
          await told(page, 'helpful');
          expect(await violations(page)).toEqual([]);
          await panel.locator('.source').first().click();
          await page.locator('#interaction .facts dt').first().waitFor();
          expect(await violations(page)).toEqual([]);
        });
      });
    }
  },
);
