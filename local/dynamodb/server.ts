import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { type LocalServer, listenLocally } from '../local-server.ts';
import { localDynamoClient } from './local-client.ts';
import { timeToLive } from './time-to-live.ts';

export interface DynamoServerOptions {
  /** Folder of the database; in memory without it. */
  readonly directory?: string;
}

const SWEEP_EVERY_MS = 60_000;

/** DynamoDB on a free port: dynalite behind a thin front that adds time to live. */
export async function startDynamoServer({ directory }: DynamoServerOptions): Promise<LocalServer> {
  const database = dynalite({
    ...(directory === undefined ? {} : { path: directory }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  const expiry = timeToLive();
  // The front stands before dynalite's own listener, on dynalite's own server: only that one closes the database.
  const toDatabase = database.listeners('request');
  database.removeAllListeners('request');
  database.on('request', (request, response) => {
    if (expiry.answers(request, response)) return;
    for (const listener of toDatabase) listener.call(database, request, response);
  });
  // The default of 5 s makes sockets hang up between two calls of a client.
  database.keepAliveTimeout = 75_000;
  const url = await listenLocally(database);

  const client = DynamoDBDocumentClient.from(localDynamoClient(url));
  // A sweep that meets a table in the making is made up for by the next one.
  const sweeper = setInterval(() => expiry.sweep(client, Date.now()).catch(() => 0), SWEEP_EVERY_MS);

  return {
    url,
    close: async () => {
      clearInterval(sweeper);
      client.destroy();
      const closed = new Promise((resolve) => database.close(resolve));
      database.closeAllConnections();
      await closed;
    },
  };
}
