import { appendFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A process that asks for summaries and writes down every one that it was told is stored, before it asks for the next.
 * What it has written survives whatever is killed beside it. A request that fails is sent again, as a client would.
 * Every chain of contacts is asked for twice: by the first agent, and by the one the customer is transferred to.
 */

export interface LoadOptions {
  readonly url: string;
  readonly token: string;
  /** One line of JSON for each summary that was called stored. */
  readonly file: string;
  readonly workers: number;
}

/** What the answer said of a summary that was called stored. */
export interface Acknowledgement {
  readonly requestId: string;
  readonly uniqueProcessId: string;
  readonly generatedAt: string;
  readonly storedIn: string;
}

/** What the process reports while it works. */
export type LoadEvent = 'headers' | 'acknowledged';

/** Customers with one to six interactions: the summary itself is not what is tested. */
const ACCOUNTS = ['2000000003', '2000000011', '2000000012'];
const PAUSE_AFTER_FAILURE_MS = 30;
const ANSWER_TIMEOUT_MS = 10_000;

if (process.send !== undefined) process.once('message', (options: LoadOptions) => run(options));

async function run(options: LoadOptions): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const workers = Array.from({ length: options.workers }, (_, worker) => work(options, { agent, worker }));
  await Promise.all(workers);
}

async function work(
  options: LoadOptions,
  { agent, worker }: { agent: Agent; worker: number },
): Promise<never> {
  for (let chain = 0; ; chain += 1) {
    const first = `chaos-${process.pid}-${worker}-${chain}`;
    for (const contactId of [first, `${first}-transfer`]) {
      const body = JSON.stringify({
        account_number: ACCOUNTS[chain % ACCOUNTS.length],
        contact_id: contactId,
        initial_contact_id: first,
      });
      while (!(await ask(options, { agent, body }))) await delay(PAUSE_AFTER_FAILURE_MS);
    }
  }
}

/** Whether there was an answer of the API, whole and with status 200. */
function ask(
  { url, token, file }: LoadOptions,
  { agent, body }: { agent: Agent; body: string },
): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const options = { method: 'POST', agent, headers, timeout: ANSWER_TIMEOUT_MS };
    const outgoing = request(`${url}/omni-channel-insights`, options, (answer) => {
      report('headers');
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('error', () => resolve(false));
      answer.on('end', () => {
        if (answer.statusCode !== 200) return resolve(false);
        keep(file, { body: JSON.parse(text), storedIn: String(answer.headers['x-stored']) });
        resolve(true);
      });
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve(false));
    outgoing.end(body);
  });
}

interface Answer {
  readonly storedIn: string;
  readonly body: {
    readonly request_id: string;
    readonly unique_process_id: string;
    readonly generated_at: string;
    readonly stored: boolean;
  };
}

function keep(file: string, { body, storedIn }: Answer): void {
  if (!body.stored) return;
  const acknowledgement: Acknowledgement = {
    requestId: body.request_id,
    uniqueProcessId: body.unique_process_id,
    generatedAt: body.generated_at,
    storedIn,
  };
  appendFileSync(file, `${JSON.stringify(acknowledgement)}\n`);
  report('acknowledged');
}

function report(event: LoadEvent): void {
  process.send?.(event);
}
