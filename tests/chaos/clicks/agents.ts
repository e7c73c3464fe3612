import { randomUUID } from 'node:crypto';
import type { Draws } from '../../fixtures/seeded-draws.ts';
import type { Door } from './doors.ts';
import { type Attempt, isKnown, type SentClick, type Target } from './sent-click.ts';
import type { NewTarget } from './targets.ts';
import { HELPFUL, NOT_HELPFUL, REASONED, type Said } from './verdicts.ts';

export interface AgentsOptions {
  readonly doors: { readonly gateway: Door; readonly direct: Door };
  readonly newTarget: NewTarget;
  readonly draws: Draws;
  readonly clicks: number;
  /** Called before each click is sent for the first time. */
  readonly onClick: () => void;
}

type Kind = 'own' | 'shared' | 'unknown' | 'expired' | 'foreign';

const WORKERS = 8;
const CLICKS_ON_OWN = 12;
/** Of so many clicks the first are a burst: all agents click on one summary that is new. */
const CLICKS_PER_BURST = 16;
const CLICKS_OF_BURST = 6;
const MOST_ATTEMPTS = 5;
/** How often a click that failed is sent again. */
const RESENT = 0.7;
const TENANTS = [
  [null, 5],
  ['acme', 2],
  ['globex', 1],
] as const;

/**
 * Agents who click, each waiting for one answer before the next click: on a summary of their own, in bursts all on the same
 * one, or on one that is unknown, expired or another tenant's. What fails is mostly sent again.
 * Every second summary has a last click when all is calm: see `closing`.
 */
export function agents({ doors, newTarget, draws, clicks, onClick }: AgentsOptions) {
  const run = randomUUID().slice(0, 8);
  const sent: SentClick[] = [];
  const said = new Map<Target, Said>();
  let begun = 0;
  let moment = 0;
  let shared: Promise<Target> = newTarget(null, 'there');
  const expired = newTarget(null, 'expired');

  return { sent, storm, closing };

  async function storm(): Promise<void> {
    await Promise.all(Array.from({ length: WORKERS }, work));
  }

  /** One more click on every second summary. */
  async function closing(): Promise<void> {
    const waiting = [...said.keys()].filter((_, index) => index % 2 === 0);
    const closers = Array.from({ length: WORKERS }, async () => {
      for (let target = waiting.pop(); target !== undefined; target = waiting.pop())
        await click(target, target.tenant);
    });
    await Promise.all(closers);
  }

  async function work(): Promise<void> {
    let own = await newTarget(null, 'there');
    for (let turn = 0; begun < clicks; turn += 1) {
      const place = begun % CLICKS_PER_BURST;
      begun += 1;
      onClick();
      if (turn % CLICKS_ON_OWN === CLICKS_ON_OWN - 1) own = await newTarget(draws.weighted(TENANTS), 'there');
      if (place === 0) shared = newTarget(draws.weighted(TENANTS), 'there');
      const { target, tenant } = await choose(own, place < CLICKS_OF_BURST ? 'shared' : anyKind());
      await click(target, tenant);
    }
  }

  function anyKind(): Kind {
    return draws.weighted([
      ['own', 72],
      ['shared', 12],
      ['unknown', 5],
      ['expired', 3],
      ['foreign', 8],
    ]);
  }

  async function choose(own: Target, kind: Kind): Promise<Pick<SentClick, 'target' | 'tenant'>> {
    if (kind === 'own') return { target: own, tenant: own.tenant };
    if (kind === 'unknown') {
      const target = await newTarget(null, 'unknown');
      return { target, tenant: draws.weighted(TENANTS) };
    }
    if (kind === 'expired') return { target: await expired, tenant: null };
    const target = await shared;
    if (kind === 'shared') return { target, tenant: target.tenant };
    const others = TENANTS.map(([tenant]) => tenant).filter((tenant) => tenant !== target.tenant);
    // One that its own tenant is clicking on, or nobody.
    return {
      target: draws.chance(0.5) ? target : await newTarget(target.tenant, 'there'),
      tenant: draws.pick(others),
    };
  }

  async function click(target: Target, tenant: string | null): Promise<void> {
    const verdict = nextVerdict(said.get(target));
    if (isKnown({ target, tenant })) said.set(target, verdict);
    const attempts: Attempt[] = [];
    const agentKey = `agent-${run}-${sent.length}`;
    sent.push({ agentKey, tenant, target, verdict: verdict.kept, attempts });
    const body = { ...idsOf(target), ...verdict.sent, agent_key: agentKey };
    const door = tenant === null && draws.chance(0.75) ? doors.gateway : doors.direct;
    do {
      const sentAt = nextMoment();
      const outcome = await door.click(body, tenant);
      attempts.push({ sentAt, endedAt: nextMoment(), outcome });
      if (outcome !== 'failed') return;
    } while (attempts.length < MOST_ATTEMPTS && draws.chance(RESENT));
  }

  function nextMoment(): number {
    moment += 1;
    return moment;
  }

  /** A repetition, a change of mind, or the same with reasons. */
  function nextVerdict(before: Said = HELPFUL): Said {
    const flipped = before.sent.feedback === 'helpful' ? NOT_HELPFUL : HELPFUL;
    return draws.weighted([
      [before, 3],
      [flipped, 5],
      [draws.pick(REASONED), 2],
    ]);
  }

  function idsOf({ requestId, uniqueProcessId, accountNumber, contactId }: Target): object {
    const [byRequest, byProcess] = [{ request_id: requestId }, { unique_process_id: uniqueProcessId }];
    const byContact = { customer_account: accountNumber, contact_id: contactId };
    return draws.pick([
      byRequest,
      byRequest,
      byProcess,
      byContact,
      { ...byRequest, ...byProcess, ...byContact },
    ]);
  }
}
