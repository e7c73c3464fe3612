import { z } from 'zod';
import { BedrockError } from './bedrock-error.ts';
import { findModel, type LocalModel } from './model-catalogue.ts';

/** What a fault does to a call: nothing, never answer it, refuse it, or answer it with this text. */
export type Fault = 'none' | 'hang' | BedrockError | { readonly text: string };

const FAULTS: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  ['none', 'none'],
  ['hang', 'hang'],
  ['throttle', new BedrockError('ThrottlingException', 'Too many tokens, please wait before trying again.')],
  ['error', new BedrockError('InternalServerException', 'The system encountered an unexpected error.')],
  ['empty', { text: '' }],
  [
    'garbage',
    { text: 'Sure! <b>The customer</b> seems fine, see https://example.com/more for the details.' },
  ],
]);

const faultOrder = z.strictObject({
  kind: z.enum([...FAULTS.keys()]),
  model: z.string().optional(),
  count: z.int().min(1).default(Number.MAX_SAFE_INTEGER),
});

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  const active = new Map<string, { readonly fault: Fault; remaining: number }>();
  return {
    /**
     * Sets the fault of the next `count` calls, or of all until changed. An order for one model goes before one for all
     * models (`none` exempts it); an order for all models replaces every earlier one.
     * @throws ZodError when it is no order
     */
    set(order: unknown): void {
      const { kind, model, count } = faultOrder.parse(order);
      if (model === undefined) active.clear();
      const key = model === undefined ? 'all' : findModel(model).id;
      active.set(key, { fault: FAULTS.get(kind) ?? 'none', remaining: count });
    },
    /** The fault of this call, which is used up by asking. */
    take({ id }: LocalModel): Fault {
      const key = active.has(id) ? id : 'all';
      const order = active.get(key);
      if (order === undefined) return 'none';
      order.remaining -= 1;
      if (order.remaining === 0) active.delete(key);
      return order.fault;
    },
  };
}
