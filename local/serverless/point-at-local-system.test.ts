import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenLocally } from '../local-server.ts';
import { type RunFile, writeRunFile } from '../run-file.ts';
import { pointAtLocalSystem, type Serverless } from './point-at-local-system.ts';

class ServerlessError extends Error {}

let directory: string;
let runFile: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'omni-plugin-'));
  runFile = join(directory, 'run.json');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

function framework(command: string, stage = 'local'): Serverless {
  return {
    serviceDir: directory,
    processedInput: { commands: command.split(' ') },
    service: { functions: { a: { environment: { API_URL: '', OWN: 'kept' } }, b: {} } },
    getProvider: () => ({ getStage: () => stage }),
    classes: { Error: ServerlessError },
  };
}

/** Something that answers as the API's liveness, and a run file that tells of it. */
async function runningSystem() {
  const server = createServer((_request, response) => response.end());
  const api = await listenLocally(server);
  const system: RunFile = {
    pid: process.pid,
    gateway: `${api}/gateway`,
    api,
    token: `${api}/oauth2/token`,
    desktop: 'http://127.0.0.1:1',
    docs: 'http://127.0.0.1:9/docs',
    client_id: 'client',
    client_secret: 'secret',
    aws: { dynamodb: `${api}/dynamodb`, s3: `${api}/s3`, bedrock: `${api}/bedrock` },
    tables: { ucdp: 'ucdp', summary_cache: 'cache' },
    bucket: 'bucket',
    processes: {},
  };
  writeRunFile(runFile, system);
  return { system, close: () => server.close() };
}

describe('the plugin', () => {
  it('points every function at the running system, and forgets the accounts of this machine', async () => {
    vi.stubEnv('AWS_PROFILE', 'somebody');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA…');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'of an account');
    const { system, close } = await runningSystem();
    const serverless = framework('invoke local');

    await pointAtLocalSystem(serverless, runFile);
    close();

    const { a, b } = serverless.service.functions;
    expect(a?.environment).toEqual({ OWN: 'kept', ...b?.environment });
    expect(b?.environment).toMatchObject({
      API_URL: system.gateway,
      TOKEN_URL: system.token,
      CLIENT_SECRET: 'secret',
      AWS_ENDPOINT_URL_S3: system.aws.s3,
      SUMMARY_CACHE_TABLE_NAME: 'cache',
    });
    expect(process.env.AWS_PROFILE).toBeUndefined();
    expect(process.env.AWS_ACCESS_KEY_ID).toBe('local');
    expect(process.env.AWS_SECRET_ACCESS_KEY).toBe('local');
  });

  it.each([
    [
      'invoke local',
      'local',
      'Nothing runs here: run npm start in another terminal first, then invoke again.',
    ],
    ['invoke local', 'dev', 'invoke local knows the stage local only: leave --stage out.'],
    ['package', 'local', 'Name a stage: sls package --stage dev'],
    ['deploy', 'local', 'Name a stage: sls deploy --stage dev'],
  ])('refuses %s for the stage %s in a sentence', async (command, stage, sentence) => {
    const refused = pointAtLocalSystem(framework(command, stage), runFile);
    await expect(refused).rejects.toThrow(new ServerlessError(sentence));
  });

  it.each([
    ['package', 'dev', false],
    ['deploy', 'production', false],
    ['print', 'dev', true],
  ])('%s for %s begins with what a killed run left in the work folder: %s', async (command, stage, kept) => {
    const workFolder = join(directory, '.esbuild');
    mkdirSync(workFolder);
    await pointAtLocalSystem(framework(command, stage), runFile);
    expect(existsSync(workFolder)).toBe(kept);
  });
});
