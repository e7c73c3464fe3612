import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The installed Chromium: `CHROMIUM_PATH`, or where Linux keeps it; `null` when there is none. */
export function chromiumPath(): string | null {
  const places = process.env.CHROMIUM_PATH === undefined ? PLACES : [process.env.CHROMIUM_PATH];
  return places.find(isExecutable) ?? null;
}

/** @throws Error naming what to install when there is no Chromium */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null)
    throw new Error('There is no Chromium: apt-get install chromium, or set CHROMIUM_PATH.');
  // Its sandbox needs rights that containers and root do not have; it shows pages of this machine only.
  return chromium.launch({ executablePath, chromiumSandbox: false });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
