import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, freePortAt, listenLocally } from './local-server.ts';

describe('freePortAt', () => {
  it('is the port when nobody listens on it', async () => {
    const port = await freePort();
    expect(await freePortAt(port)).toBe(port);
  });

  it('is another one when somebody does', async () => {
    const other = createServer();
    const port = Number(new URL(await listenLocally(other)).port);
    const found = await freePortAt(port);
    other.close();
    expect(found).toBeGreaterThan(0);
    expect(found).not.toBe(port);
  });
});
