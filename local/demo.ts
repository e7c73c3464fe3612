import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askForSummary } from './ask-for-summary.ts';
import { startLocalAws } from './local-aws.ts';
import { freePort } from './local-server.ts';
import { describeStory } from './print-report.ts';
import { seedCustomers } from './seed/seed-customers.ts';
import { startApi } from './start-api.ts';
import { STORIES } from './stories.ts';
import { fetchToken, newCredentials, prepareTables } from './system.ts';

/** `npm run demo`: five stories on a system of their own, of which nothing stays. */

/** The same for every call, so that only a fault makes a model late. */
const MODEL_LATENCY_MS = 900;
const STOP_GRACE_MS = 5_000;
const REMOVE_AFTER_PARENT = new URL('./processes/remove-after-parent.ts', import.meta.url);

async function main(): Promise<void> {
  const startedAt = performance.now();
  process.stdout.write('Five stories, on a system of their own …\n');
  const { ask, setFault, stop } = await startStage();
  const failures: string[] = [];
  for (const [index, story] of STORIES.entries()) {
    const { accountNumber, earlierRequest } = story;
    await setFault(story.fault ?? { kind: 'none' });
    const earlier = earlierRequest && (await ask(accountNumber, earlierRequest));
    const answer = await ask(accountNumber);
    process.stdout.write(describeStory(`${index + 1}. ${story.sentence}`, answer));
    if (!story.isTold(answer.body, earlier?.body)) {
      failures.push(`Story ${index + 1} did not go as told: it has to end with ${story.outcome}.`);
    }
  }
  await stop();
  if (failures.length > 0) throw new Error(`\n${failures.join('\n')}`);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stdout.write(`\nAll five went as told, in ${seconds} s. Models and latencies are stand-ins.\n`);
}

async function startStage() {
  const stateDirectory = join(tmpdir(), `omni-demo-${randomUUID()}`);
  // Before there is anything to remove.
  const remover = fork(REMOVE_AFTER_PARENT, [stateDirectory], { stdio: 'ignore', detached: true });
  mkdirSync(stateDirectory, { mode: 0o700 });
  const credentials = newCredentials();
  const { clientSecret } = credentials;
  const aws = await startLocalAws({ stateDirectory, clientSecret, modelLatencyMs: MODEL_LATENCY_MS });
  await prepareTables(aws);
  const api = await startApi({ aws, port: await freePort(), logFile: join(stateDirectory, 'logs/api.log') });
  const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials);
  const requests = new Map(seedCustomers(new Date()).map((one) => [one.accountNumber, one.request]));
  return {
    ask: (accountNumber: string, changes = {}) =>
      askForSummary({ apiUrl: api.url, token, request: { ...requests.get(accountNumber), ...changes } }),
    setFault: async (order: object) => {
      const answer = await fetch(`${aws.bedrock}/_local/faults`, {
        method: 'POST',
        body: JSON.stringify(order),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    stop: async () => {
      await api.child.stop(STOP_GRACE_MS);
      await aws.stop();
      rmSync(stateDirectory, { recursive: true, force: true });
      remover.kill();
    },
  };
}

// Every child ends with this process, however it ends, and the remover then clears up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
