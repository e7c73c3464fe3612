import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findRunningSystem, RUN_FILE } from '../run-file.ts';
import { localEnvironment } from './local-environment.ts';

/** What the plugin touches of the Serverless Framework. */
export interface Serverless {
  readonly serviceDir: string;
  readonly processedInput: { readonly commands: readonly string[] };
  readonly service: {
    readonly functions: Readonly<Record<string, { environment?: Record<string, string> }>>;
  };
  getProvider(name: 'aws'): { getStage(): string };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
}

/** Where serverless-esbuild works; what a killed run left there would be packaged too. */
const WORK_FOLDER = '.esbuild';
const ONLY_HERE = ['invoke local', 'print'];

/**
 * A plugin of the Serverless Framework: `sls invoke local` runs a function as it is bundled for AWS, against the system that
 * `npm start` runs. The stage `local` can be invoked and printed, and nothing else; the other stages can be anything but
 * invoked here.
 */
export default class PointAtLocalSystem {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor(serverless: Serverless) {
    this.hooks = { initialize: () => pointAtLocalSystem(serverless, RUN_FILE) };
  }
}

/** @throws the framework's own error with a sentence on what to do */
export async function pointAtLocalSystem(serverless: Serverless, runFile: string): Promise<void> {
  const { service, processedInput, classes } = serverless;
  const command = processedInput.commands.join(' ');
  const isLocal = serverless.getProvider('aws').getStage() === 'local';
  const refuse = (sentence: string) => new classes.Error(sentence, 'LOCAL_SYSTEM');
  if (isLocal && !ONLY_HERE.includes(command)) {
    throw refuse(`Name a stage: sls ${command} --stage dev`);
  }
  if (command !== 'invoke local') {
    if (command !== 'print')
      rmSync(join(serverless.serviceDir, WORK_FOLDER), { recursive: true, force: true });
    return;
  }
  if (!isLocal) throw refuse('invoke local knows the stage local only: leave --stage out.');
  const system = await findRunningSystem(runFile);
  if (system === null) {
    throw refuse('Nothing runs here: run npm start in another terminal first, then invoke again.');
  }
  for (const name of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SESSION_TOKEN']) delete process.env[name];
  const { credentials, variables } = localEnvironment(system);
  Object.assign(process.env, credentials);
  for (const definition of Object.values(service.functions)) {
    definition.environment = { ...definition.environment, ...variables };
  }
}
