import * as z from 'zod';
import { FAULT_KINDS, type Fault } from './fault-kinds.ts';
import { type LocalModel, MODEL_ID_BY_NAME } from './model-catalogue.ts';

/** The fault of one call, and how many ms come on top of the model's own. */
export type FaultOfCall = Fault & { readonly delayMs: number };

const faultOrder = z
  .strictObject({
    kind: z.enum([...FAULT_KINDS.keys()]),
    model: z.enum([...MODEL_ID_BY_NAME.keys()]).optional(),
    count: z.int().min(1).default(Number.MAX_SAFE_INTEGER),
    ms: z.int().min(0).max(600_000).optional(),
  })
  .refine(({ kind, ms }) => kind !== 'slow' || ms !== undefined, { path: ['ms'], error: 'slow needs ms' });

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  const active = new Map<string, { readonly fault: FaultOfCall; remaining: number }>();
  return {
    /**
     * Sets the fault of the next `count` calls, or of all until changed. An order for one model goes before one for all
     * models (`none` exempts it); an order for all models replaces every earlier one.
     * @throws ZodError when it is no order
     */
    set(order: unknown): void {
      const { kind, model, count, ms = 0 } = faultOrder.parse(order);
      if (model === undefined) active.clear();
      const key = MODEL_ID_BY_NAME.get(model ?? '') ?? 'all';
      active.set(key, { fault: { ...FAULT_KINDS.get(kind), delayMs: ms }, remaining: count });
    },
    /** The fault of this call, which is used up by asking. */
    take({ id }: LocalModel): FaultOfCall {
      const key = active.has(id) ? id : 'all';
      const order = active.get(key);
      if (order === undefined) return { delayMs: 0 };
      order.remaining -= 1;
      if (order.remaining === 0) active.delete(key);
      return order.fault;
    },
  };
}
