import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { connectEventSchema, readConnectEvent } from '../lib/contract/connect-event.ts';
import { OmniError } from '../lib/domain/errors.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const list = (pattern: string) => globSync(pattern, { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));
const read = (path: string) => readFileSync(`${ROOT}/${path}`, 'utf8');
const event = (name: string): unknown => JSON.parse(read(`events/${name}.json`));

const serverless = read('serverless.yml');
const ofFolders = list('functions/*/handler.ts').map((path) => path.split('/')[1] ?? '');

/** Failing cases of connect-trigger, by the member that is wrong. */
const REFUSED = {
  'account-missing': 'account_number',
  'account-malformed': 'account_number',
  'unknown-execution-mode': 'Details.Parameters.execution_mode',
  'not-from-a-flow': 'Details',
};

describe('a function', () => {
  it('has one name: of its folder, in serverless.yml, of its event, its role and its logs', () => {
    const [, section = ''] = /^functions:\n([\s\S]*?)^\S/m.exec(serverless) ?? [];
    const inServerless = [...section.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => name);
    const handlers = [...section.matchAll(/handler: functions\/([a-z-]+)\/handler\.handler/g)];
    const services = [...section.matchAll(/POWERTOOLS_SERVICE_NAME: (\S+)/g)];
    const names = ofFolders.toSorted();
    expect(names.length).toBeGreaterThan(2);
    expect(inServerless.toSorted()).toEqual(names);
    expect(handlers.map(([, name]) => name).toSorted()).toEqual(names);
    expect(services.map(([, name]) => name).toSorted()).toEqual(names);
    expect(list('config/roles/*.yml').toSorted()).toEqual(names.map((name) => `config/roles/${name}.yml`));
    const events = list('events/*.json').map((path) => path.replace(/^events\/([a-z-]+)\..*$/, '$1'));
    expect([...new Set(events)].toSorted()).toEqual(names);
    for (const name of names) expect(list('events/*.json')).toContain(`events/${name}.json`);
  });
});

describe('the event of', () => {
  it('sweep-outbox is one of a schedule', () => {
    const schema = z.looseObject({
      'detail-type': z.literal('Scheduled Event'),
      source: z.literal('aws.events'),
    });
    expect(schema.safeParse(event('sweep-outbox')).success).toBe(true);
  });

  it('connect-trigger is one of a contact flow, with the phone number that must not get further', () => {
    expect(connectEventSchema.safeParse(event('connect-trigger')).success).toBe(true);
    expect(readConnectEvent(event('connect-trigger')).body).toMatchObject({
      account_number: '1234567890',
      ivr_intent: 'billing_inquiry',
    });
    expect(JSON.stringify(event('connect-trigger'))).toContain('+12065550123');
  });

  it.each(Object.entries(REFUSED))('connect-trigger.%s is refused for %s', (name, member) => {
    try {
      readConnectEvent(event(`connect-trigger.${name}`));
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof OmniError)) throw error;
      expect(error.faults.map(({ path }) => path)).toEqual([member]);
    }
  });

  it('connect-trigger has no failing case that is not tried here', () => {
    const cases = list('events/connect-trigger.*.json').map((path) => path.split('.')[1]);
    expect(cases.filter((name) => name !== 'json').toSorted()).toEqual(Object.keys(REFUSED).toSorted());
  });
});

describe('the configuration of the stages', () => {
  const STAGES = ['dev', 'staging', 'production'];
  const keysOf = (path: string) => [...read(path).matchAll(/^ *([A-Za-z]+):/gm)].map(([, key]) => key);

  it('has the same members in each', () => {
    for (const stage of STAGES) expect(keysOf(`config/${stage}.yml`)).toEqual(keysOf('config/dev.yml'));
    const nested = [...keysOf('config/dev.yml'), ...keysOf('config/from-terraform.yml')];
    expect(keysOf('config/local.yml')).toEqual(nested);
  });

  it('takes secrets from Secrets Manager, and everything else of Terraform from SSM under its stage', () => {
    for (const line of read('config/from-terraform.yml').split('\n')) {
      const [, key = '', value = ''] = /^(\w+): '(.*)'$/.exec(line) ?? [];
      if (key === '') continue;
      const source = /secret|hashKey/i.test(key) ? 'secretsmanager' : 'ssm';
      expect(value).toMatch(
        new RegExp(`^\\{\\{resolve:${source}:/xd-omni/\\$\\{sls:stage\\}/[a-z/:_A-Z-]+\\}\\}$`),
      );
    }
  });

  it('reads nothing of an account to print or to package', () => {
    const files = ['serverless.yml', ...list('config/**/*.yml')];
    expect(files.length).toBeGreaterThan(8);
    for (const path of files) expect(read(path)).not.toMatch(/\$\{(?:ssm|cf|s3|aws|env):/);
  });
});
