import { once } from 'node:events';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import type { ServeReply, ServeRequest } from './serve.ts';

const SERVE = new URL('./serve.ts', import.meta.url);

/** Starts one of the local servers as a process of its own. Its log is `<name>.log` in the folder. */
export function startServer(request: ServeRequest, logDirectory: string): StartedServer {
  const logFile = join(logDirectory, `${request.name}.log`);
  const child = startChild({ name: request.name, file: SERVE, environment: process.env, logFile });
  return { child, url: askToServe(child, request) };
}

export interface StartedServer {
  readonly child: Child;
  /** Its base URL once it listens; rejected with why it does not. */
  readonly url: Promise<string>;
}

async function askToServe(child: Child, request: ServeRequest): Promise<string> {
  child.process.send(request);
  const replied = once(child.process, 'message').then(([reply]: ServeReply[]) => reply);
  const reply = await Promise.race([replied, child.exited]);
  if (reply !== undefined && 'url' in reply) return reply.url;
  const why = reply === undefined ? `it ended at once; see ${child.logFile}` : reply.failure;
  throw new Error(`The local ${child.name} could not start: ${why}`);
}
