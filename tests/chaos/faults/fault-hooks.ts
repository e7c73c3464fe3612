import { TABLES } from '../../../local/local-aws.ts';
import type { Fate, Hook } from '../store-proxy.ts';

const MAIN_MODEL = 'us.amazon.nova-lite-v1:0';

/** Every call of one operation meets this fate. */
export function calls(name: string, fate: Fate): Hook {
  return ({ operation }, moment) => (operation === name && moment === 'received' ? fate : 'pass');
}

/** Every read of one table meets this fate. */
export function queries(table: keyof typeof TABLES, fate: Fate): Hook {
  return (call, moment) => (call.target === TABLES[table] ? calls('Query', fate)(call, moment) : 'pass');
}

/** Every call of the main model, or of every model, meets this fate. */
export function models(fate: Fate, { onlyMain }: { onlyMain: boolean }): Hook {
  return (call, moment) =>
    onlyMain && call.target !== MAIN_MODEL ? 'pass' : calls('Converse', fate)(call, moment);
}

/** Several things wrong at a time: the first hook that does not let a call pass decides. */
export function all(...hooks: readonly Hook[]): Hook {
  return async (call, moment) => {
    for (const hook of hooks) {
      const fate = await hook(call, moment);
      if (fate !== 'pass') return fate;
    }
    return 'pass';
  };
}

/** The hook interferes once, and then never again. */
export function once(hook: Hook): Hook {
  let used = false;
  return async (call, moment) => {
    const fate = used ? 'pass' : await hook(call, moment);
    if (fate !== 'pass') used = true;
    return fate;
  };
}
