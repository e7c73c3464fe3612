import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

/**
 * One container of a function, as Lambda keeps it: it loads the handler from source, then runs one event at a time. Its
 * environment is the function's own.
 */

/** What a container is told, first how to load, then each event. */
export type FunctionOrder = { readonly load: FunctionSource } | { readonly event: unknown };

export interface FunctionSource {
  readonly name: string;
  /** File of the handler, and what it exports. */
  readonly file: string;
  readonly exported: string;
  readonly timeoutMs: number;
}

export type FunctionReply = { readonly result: unknown } | { readonly failure: string };

type Handler = (event: unknown, context: object) => Promise<unknown>;

const handlerSchema = z.custom<Handler>((value) => typeof value === 'function');

let loaded: { readonly handler: Handler; readonly source: FunctionSource } | null = null;

process.on('message', (order: FunctionOrder) => {
  answer(order).then(
    (result) => send({ result }),
    (error: unknown) => {
      // The last words of a handler belong in its log, as on AWS.
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      send({ failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    },
  );
});

async function answer(order: FunctionOrder): Promise<unknown> {
  if ('load' in order) {
    const module: Record<string, unknown> = await import(pathToFileURL(order.load.file).href);
    loaded = { handler: handlerSchema.parse(module[order.load.exported]), source: order.load };
    return null;
  }
  if (loaded === null) throw new Error('No handler has been loaded.');
  return loaded.handler(order.event, contextOf(loaded.source));
}

/** The members of Lambda's context that handlers and their middlewares read. */
function contextOf({ name, timeoutMs }: FunctionSource): object {
  const endsAtMs = Date.now() + timeoutMs;
  return {
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    memoryLimitInMB: '512',
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, endsAtMs - Date.now()),
  };
}

function send(reply: FunctionReply): void {
  process.send?.(reply);
}
