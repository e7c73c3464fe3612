import { z } from 'zod';
import { BedrockError } from './bedrock-error.ts';
import { findModel, type LocalModel } from './model-catalogue.ts';

/** What a fault does to a call: nothing, never answer it, refuse it, or answer it with this text. */
export type FaultEffect =
  | { readonly effect: 'none' }
  | { readonly effect: 'hang' }
  | { readonly effect: 'refuse'; readonly error: BedrockError }
  | { readonly effect: 'write'; readonly text: string };

const FAULT_KINDS = ['none', 'throttle', 'hang', 'error', 'empty', 'garbage'] as const;

const FAULT_EFFECTS: Readonly<Record<(typeof FAULT_KINDS)[number], FaultEffect>> = {
  none: { effect: 'none' },
  throttle: {
    effect: 'refuse',
    error: new BedrockError('ThrottlingException', 'Too many tokens, please wait before trying again.'),
  },
  hang: { effect: 'hang' },
  error: {
    effect: 'refuse',
    error: new BedrockError('InternalServerException', 'The system encountered an unexpected error.'),
  },
  empty: { effect: 'write', text: '' },
  garbage: {
    effect: 'write',
    text: 'Sure! <b>The customer</b> seems fine, see https://example.com/more for the details.',
  },
};

const faultOrder = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  model: z.string().optional(),
  count: z.int().min(1).optional(),
});

const USAGE = `Send {"kind": ${FAULT_KINDS.map((kind) => `"${kind}"`).join(' | ')}, "model"?: a model id, "count"?: 1 or more}.`;

export interface Faults {
  /**
   * Sets the fault of the next `count` calls, or of all until changed. An order for one model goes before one for all
   * models (`none` exempts it); an order for all models replaces every earlier one.
   * @throws ValidationException that says what to send
   */
  set(body: string): void;
  /** The fault of this call, which is used up by asking. */
  take(model: LocalModel): FaultEffect;
}

export function createFaults(): Faults {
  const active = new Map<string, { readonly effect: FaultEffect; remaining: number }>();
  return {
    set(body) {
      const { kind, model, count = Number.POSITIVE_INFINITY } = parseOrder(body);
      if (model === undefined) active.clear();
      const key = model === undefined ? 'all' : findModel(model).id;
      active.set(key, { effect: FAULT_EFFECTS[kind], remaining: count });
    },
    take(model) {
      const key = active.has(model.id) ? model.id : 'all';
      const fault = active.get(key);
      if (fault === undefined) return FAULT_EFFECTS.none;
      fault.remaining -= 1;
      if (fault.remaining === 0) active.delete(key);
      return fault.effect;
    },
  };
}

function parseOrder(body: string): z.infer<typeof faultOrder> {
  try {
    return faultOrder.parse(JSON.parse(body));
  } catch {
    throw new BedrockError('ValidationException', USAGE);
  }
}
