import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { ClickFigures } from './clicks/judge-clicks.ts';
import { FAULTS, NOT_TRIED } from './faults/all-faults.ts';
import type { FaultFinding } from './faults/fault-case.ts';
import type { Durability } from './judge-kills.ts';
import { reliabilityPage } from './reliability-page.ts';
import type { RollingResult } from './rolling/rolling-result.ts';
import type { TcpFinding } from './tcp/tcp-finding.ts';

interface Run {
  readonly date: string;
  readonly machine: string;
}

export interface KillFigures extends Durability {
  readonly kills: number;
  readonly seconds: number;
  readonly killsByFailpoint: Readonly<Record<string, number>>;
}

export interface FaultFigures {
  readonly timeoutsMs: Readonly<Record<'request' | 'model' | 'history' | 'historyTry', number>>;
  readonly findings: readonly FaultFinding[];
}

export interface TcpFigures {
  readonly seed: number;
  readonly deadlineMs: number;
  /** What an answer may be later than that. */
  readonly graceMs: number;
  readonly findings: readonly TcpFinding[];
}

export interface KeepAliveFigures {
  /** Requests on connections that the balancer was about to close. */
  readonly reuses: number;
  readonly resets: number;
  /** Of the balancer. */
  readonly idleTimeoutMs: number;
}

export interface ClickRunFigures extends ClickFigures {
  readonly strikes: number;
  readonly seconds: number;
  /** How often, by name of the point. */
  readonly struck: Readonly<Record<string, number>>;
}

export type ClickControlFigures = Omit<ClickRunFigures, 'seconds' | 'struck'>;

export type KillResult = Run & KillFigures;
export type KillControlResult = Run & Omit<KillFigures, 'seconds' | 'killsByFailpoint'>;
export type ClickResult = Run & ClickRunFigures;
export type ClickControlResult = Run & ClickControlFigures;
export type FaultResult = Run & FaultFigures;
export type TcpResult = Run & TcpFigures;
export type KeepAliveResult = Run & KeepAliveFigures;

interface Results {
  readonly kill: KillFigures;
  readonly 'kill-control': Omit<KillFigures, 'seconds' | 'killsByFailpoint'>;
  readonly clicks: ClickRunFigures;
  readonly 'clicks-control': ClickControlFigures;
  readonly faults: FaultFigures;
  readonly 'tcp-faults': TcpFigures;
  readonly 'keep-alive': KeepAliveFigures;
}

/** Of `npm run bench:rolling`: a quarter of an hour of its own. */
const ROLLING = 'rolling-restarts';
const RESULTS = new URL('../../bench/results/', import.meta.url);
export const PAGE = new URL('../../docs/reliability.md', import.meta.url);

/**
 * Keeps the figures of a run as `bench/results/<name>.json`, and makes the page of them anew, when the environment asks
 * for it (`CHAOS_WRITE=1`): an ordinary run leaves the repository as it was.
 */
export function keepResult<Name extends keyof Results>(name: Name, figures: Results[Name]): void {
  if (process.env.CHAOS_WRITE !== '1') return;
  const machine = `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const result = { date: new Date().toISOString().slice(0, 10), machine, ...figures };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(result, null, 2)}\n`);
  const page = renderPage();
  if (page !== null) writeFileSync(PAGE, page);
}

/** The page as the kept figures make it; `null` while some are missing. */
export function renderPage(): string | null {
  const names = ['kill', 'kill-control', 'clicks', 'clicks-control', 'faults', 'tcp-faults', 'keep-alive'];
  if (![...names, ROLLING].every((name) => existsSync(fileOf(name)))) return null;
  const open = FAULTS.flatMap(({ row, fault, open: why }) =>
    why === undefined ? [] : [[`${row}, ${fault}`, why] as const],
  );
  return reliabilityPage({
    kill: read('kill'),
    control: read('kill-control'),
    clicks: read('clicks'),
    clicksControl: read('clicks-control'),
    faults: read('faults'),
    tcp: read('tcp-faults'),
    keepAlive: read('keep-alive'),
    rolling: JSON.parse(readFileSync(fileOf(ROLLING), 'utf8')) satisfies RollingResult,
    open: Object.fromEntries(open),
    notTried: NOT_TRIED,
  });
}

function read<Name extends keyof Results>(name: Name): Run & Results[Name] {
  return JSON.parse(readFileSync(fileOf(name), 'utf8'));
}

function fileOf(name: string): URL {
  return new URL(`${name}.json`, RESULTS);
}
