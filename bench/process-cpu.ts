import { readdirSync, readFileSync } from 'node:fs';

const CLOCK_TICKS_PER_SECOND = 100;

/** User and system time of a process in milliseconds, from the kernel (Linux). */
export function cpuMsOf(pid: number | undefined): number {
  const fields = statOf(pid);
  return ((Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND) * 1_000;
}

/** The processes that a process has started. */
export function childrenOf(pid: number | undefined): readonly number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.map(Number).filter((each) => {
    try {
      return Number(statOf(each)[1]) === pid;
    } catch {
      return false;
    }
  });
}

/** What stands behind the name of a process: its state, its parent and so on. */
function statOf(pid: number | undefined): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
}
