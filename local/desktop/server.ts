import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { InsightsResponse } from '../../lib/contract/summary-record.ts';
import type { LocalServer } from '../local-server.ts';
import { type ApexStandInOptions, apexStandIn, type Exchange, toReply } from './apex-stand-in.ts';
import { bundlePage } from './bundle-page.ts';
import { createCalls } from './calls.ts';
import { SCENARIOS } from './scenarios.ts';
import { stepsOf } from './steps.ts';
import { type StoredRecords, storedRecords } from './stored-records.ts';

export interface DesktopOptions extends ApexStandInOptions {
  readonly port: number;
  readonly s3Url: string;
  readonly bucket: string;
  /** Addresses of other pages, by what they show. */
  readonly links: Readonly<Record<string, string>>;
}

/** The page loads what this server has, and nothing else: no script or style of its own text, no other host. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};
const accountSchema = z.object({
  account_number: z
    .string()
    .regex(/^[A-Za-z0-9]{4,20}$/, 'Send an account number of 4 to 20 letters or digits.'),
});
const SUMMARY_TAKES_MS = 5_000;
const LOOK_EVERY_MS = 100;
const apexParameters = z.looseObject({ recordId: z.string() });
const methodSchema = z.enum(['requestSummary', 'awaitSummary', 'sendFeedback', 'recordUse']);

/**
 * The agent desktop of the local system: its page, the calls that are in the queue, and what stands for Apex. For browsers of this
 * machine only: a page of another site can neither read nor send anything.
 */
export async function startDesktop(options: DesktopOptions): Promise<LocalServer> {
  const app = Fastify({ forceCloseConnections: true });
  const records = storedRecords(options);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (!isOfThisPage(request)) return reply.code(403).send({ message: 'Only for the page at 127.0.0.1.' });
  });
  await addPage(app, options);
  addCalls(app, { options, records });
  const url = await app.listen({ port: options.port, host: '127.0.0.1' });
  return {
    url,
    close: async () => {
      await app.close();
      records.close();
    },
  };
}

/** A name that leads here may be anybody's, and a form of any site may send. */
function isOfThisPage({ headers, method }: FastifyRequest): boolean {
  const host = headers.host ?? '';
  const isHere = /^(?:127\.0\.0\.1|localhost):\d+$/.test(host);
  return isHere && (method === 'GET' || headers.origin === `http://${host}`);
}

async function addPage(app: FastifyInstance, { links }: DesktopOptions): Promise<void> {
  const script = await bundlePage();
  const send = (type: string, content: () => string) => (_request: FastifyRequest, reply: FastifyReply) =>
    reply.type(`${type}; charset=utf-8`).send(content());
  app.get(
    '/',
    send('text/html', () => pageFile('index.html')),
  );
  app.get(
    '/desktop.css',
    send('text/css', () => pageFile('desktop.css')),
  );
  app.get(
    '/desktop.js',
    send('text/javascript', () => script),
  );
  app.get('/scenarios', () => ({ scenarios: SCENARIOS, links }));
}

function pageFile(name: string): string {
  return readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
}

interface CallParts {
  readonly options: DesktopOptions;
  readonly records: StoredRecords;
}

function addCalls(app: FastifyInstance, { options, records }: CallParts): void {
  const calls = createCalls();
  const apex = apexStandIn(options);
  /** Those that a sentence may cite, by account and id, as the summaries of this desktop were shown them. */
  const interactions = new Map<string, object>();

  app.post('/calls', (request, reply) => {
    const body = accountSchema.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ message: body.error.issues[0]?.message });
    return calls.add(body.data.account_number);
  });

  app.post<{ Params: { method: string } }>('/apex/:method', async (request, reply) => {
    const method = methodSchema.safeParse(request.params.method);
    const parameters = apexParameters.safeParse(request.body);
    const call = parameters.success ? calls.find(parameters.data.recordId) : undefined;
    if (!method.success || !parameters.success || call === undefined)
      return reply.code(404).send({ message: 'There is no such method, or no such call any more.' });
    const exchange = await apex[method.data](call, parameters.data);
    const { useEvent, feedback, reason } = parameters.data;
    const about = [useEvent, feedback, reason].filter((said) => typeof said === 'string').join(', ');
    return { reply: toReply(exchange), exchange: { ...(await told(exchange)), about } };
  });

  app.get<{ Params: { account: string; id: string } }>(
    '/interactions/:account/:id',
    async (request, reply) => {
      const { account, id } = request.params;
      const key = `${account}#${id}`;
      // Facts that came first have their records with the summary.
      const waitUntilMs = performance.now() + SUMMARY_TAKES_MS;
      while (!interactions.has(key) && performance.now() < waitUntilMs) await setTimeout(LOOK_EVERY_MS);
      const interaction = interactions.get(key);
      return interaction ?? reply.code(404).send({ message: 'No summary of this desktop was made from it.' });
    },
  );

  /** An exchange for the page, with the steps of a summary where there is one. */
  async function told({ body, ...exchange }: Exchange) {
    const answer = summaryIn(exchange.status, body);
    const record = answer === null ? null : await records.find(answer);
    for (const interaction of record?.interactions ?? [])
      interactions.set(`${record?.account_number}#${interaction.id}`, interaction);
    return { ...exchange, steps: record === null ? [] : stepsOf(record), costUsd: record?.cost_usd ?? null };
  }
}

function summaryIn(status: number, body: string): InsightsResponse | null {
  if (status !== 200) return null;
  const answer: InsightsResponse = JSON.parse(body);
  // Facts that came before their summary are not stored.
  return 'generated_at' in answer && answer.status !== 'preliminary' ? answer : null;
}
