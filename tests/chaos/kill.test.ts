import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { AwsClients } from '../../lib/aws/clients.ts';
import { copyThatAnswersFirst } from './answer-first-copy.ts';
import { FAILPOINTS } from './failpoints.ts';
import { judgeKills } from './judge-kills.ts';
import { runKills } from './kill-run.ts';
import { type ProxiedAws, startProxies } from './local-aws-behind-proxies.ts';
import { keepResult } from './results.ts';
import { clientsOf } from './stored-records.ts';

/** One kill at each failpoint, or as many as the environment says. */
const KILLS = Number(process.env.CHAOS_KILLS ?? FAILPOINTS.length);
const ACKNOWLEDGED_PER_KILL = Math.ceil(Number(process.env.CHAOS_ACKNOWLEDGED ?? 6 * KILLS) / KILLS);
const CONTROL_KILLS = Math.max(2, Math.round(KILLS / 50));
const TIMEOUT_MS = 60_000 + KILLS * 15_000;
const MAIN = new URL('../../fargate-api/main.ts', import.meta.url);

let proxies: ProxiedAws;
let clients: AwsClients;
beforeAll(async () => {
  proxies = await startProxies(inject('aws'));
  clients = clientsOf(proxies.urls);
});
afterAll(async () => {
  clients.destroy();
  await proxies.close();
});

const common = () => ({
  proxies,
  aws: inject('aws'),
  credentials: inject('credentials'),
  acknowledgedPerKill: ACKNOWLEDGED_PER_KILL,
});

describe('an API that is killed under load', () => {
  it('has lost nothing that it called stored, once the outbox has been swept', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const startedAt = performance.now();
    const { acknowledgements, kills, missed } = await runKills({ ...common(), main: MAIN, kills: KILLS });
    const durability = await judgeKills(acknowledgements, { clients, objectPuts: proxies.objectPuts });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    process.stdout.write(`${KILLS} kills in ${seconds} s: ${JSON.stringify(durability)}\n`);
    keepResult('kill', { kills: KILLS, seconds, ...durability, killsByFailpoint: kills });

    expect(missed).toEqual([]);
    expect(Object.keys(kills).length).toBe(Math.min(KILLS, FAILPOINTS.length));
    expect(durability.acknowledged).toBeGreaterThanOrEqual(KILLS * ACKNOWLEDGED_PER_KILL);
    expect(durability).toMatchObject({
      missingInDynamo: 0,
      missingInS3: 0,
      differing: 0,
      writtenTwice: 0,
      pendingAfterSweep: 0,
    });
  });

  it('loses summaries when it answers before it writes (control)', { timeout: TIMEOUT_MS }, async () => {
    const copy = copyThatAnswersFirst();
    try {
      const { acknowledgements } = await runKills({
        ...common(),
        main: copy.urlOf('fargate-api/main.ts'),
        kills: CONTROL_KILLS,
        failpoints: FAILPOINTS.filter(({ name }) => name === 'DynamoDB put on its way'),
      });
      const found = await judgeKills(acknowledgements, { clients, objectPuts: proxies.objectPuts });
      process.stdout.write(`control: ${JSON.stringify(found)}\n`);
      keepResult('kill-control', { kills: CONTROL_KILLS, ...found });

      expect(found.missingInDynamo).toBeGreaterThan(0);
      expect(found.missingInS3).toBeGreaterThan(0);
    } finally {
      copy.remove();
    }
  });
});
