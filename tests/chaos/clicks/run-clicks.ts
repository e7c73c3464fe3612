import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AwsClients } from '../../../lib/aws/clients.ts';
import type { Credentials } from '../../../local/system.ts';
import { seededDraws } from '../../fixtures/seeded-draws.ts';
import type { ProxiedAws } from '../local-aws-behind-proxies.ts';
import type { Hook } from '../store-proxy.ts';
import { agents } from './agents.ts';
import { directDoor, feedbackFunction, gatewayDoor } from './doors.ts';
import { type KillPoint, killPoints, stepOf } from './kill-points.ts';
import type { SentClick } from './sent-click.ts';
import { newTargets } from './targets.ts';

export interface ClickRunOptions {
  readonly proxies: ProxiedAws;
  /** Past the proxies. */
  readonly clients: AwsClients;
  readonly credentials: Credentials;
  /** `feedback-function.ts`, of the product or of a copy of it. */
  readonly function: URL;
  readonly clicks: number;
  /** Of the plan; when processes die and what overtakes what is up to the machine. */
  readonly seed: number;
  readonly points: readonly KillPoint[];
  /** How many clicks are begun from one strike to the next. */
  readonly clicksPerStrike: number;
}

export interface ClickRun {
  readonly sent: readonly SentClick[];
  /** By name of the point. */
  readonly struck: Readonly<Record<string, number>>;
}

const LONGEST_JITTER_MS = 25;
const SETTLED_MS = 300;

/** Has agents click through both doors while the function dies at one point after another. */
export async function runClicks(options: ClickRunOptions): Promise<ClickRun> {
  const { proxies, clients, credentials, clicks, seed, points, clicksPerStrike } = options;
  const directory = mkdtempSync(join(tmpdir(), 'omni-clicks-'));
  const draws = seededDraws(seed);
  const strikes = killPoints(jitter(() => draws.chance(0.2)));
  const place = { aws: proxies.urls, logFile: join(directory, 'feedback.log') };
  const feedback = feedbackFunction(fileURLToPath(options.function), place);
  const { tokenIssuer } = proxies.urls;
  const doors = {
    gateway: await gatewayDoor(feedback, { tokenIssuer, credentials }),
    direct: directDoor(feedback),
  };
  proxies.setHook(strikes.hook);
  let begun = 0;
  const onClick = () => {
    const point = points[Math.floor(begun / clicksPerStrike) % points.length];
    if (point !== undefined && begun % clicksPerStrike === 0) strikes.arm(point);
    begun += 1;
  };
  try {
    const { sent, storm, closing } = agents({
      doors,
      newTarget: newTargets(clients),
      draws,
      clicks,
      onClick,
    });
    await storm();
    strikes.arm(null);
    // What is still under way for the dead arrives before the stores are read.
    await delay(SETTLED_MS);
    await closing();
    await delay(SETTLED_MS);
    return { sent, struck: strikes.struck };
  } finally {
    await Promise.all([doors.gateway.close(), doors.direct.close()]);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Holds some of the writes back, so that they overtake one another. */
function jitter(isHeldBack: () => boolean): Hook {
  return (call, moment) =>
    moment === 'received' && stepOf(call) !== null && isHeldBack()
      ? delay(Math.random() * LONGEST_JITTER_MS, 'pass')
      : 'pass';
}
