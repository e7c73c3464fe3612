import { describe, expect, it } from 'vitest';
import { aRecord } from '../../tests/fixtures/domain.ts';
import { encodeShadow, shadowRecordSchema } from './shadow-record.ts';

const SERVED = aRecord({ tenant: 'retail', promptVersion: 'v1.1.0', promptHash: '11'.repeat(32) });
const ATTEMPT = { model: 'nova-lite', outcome: 'model_output_ungrounded', ms: 900 };
const REMOVED = { text: 'Paid $54.', reason: 'unsupported', detail: 'amount $54' } as const;
const SHADOW = {
  served: SERVED,
  prompt: { version: 'v1.2.0', hash: '22'.repeat(32) },
  tried: { attempt: ATTEMPT, generated: null, lines: null, removed: [REMOVED] },
  generatedAt: '2025-12-08T14:32:18.000Z',
};

describe('encodeShadow', () => {
  it('names both prompts, and says how it ended and what was taken out', () => {
    const record = shadowRecordSchema.parse(JSON.parse(encodeShadow(SHADOW)));
    expect(record).toMatchObject({
      unique_process_id: 'upi-1',
      request_id: '01JEXAMPLE',
      prompt_version: 'v1.2.0',
      prompt_hash: '22'.repeat(32),
      served_prompt_version: 'v1.1.0',
      served_prompt_hash: '11'.repeat(32),
      outcome: 'model_output_ungrounded',
      summary: '',
      lines: [],
      removed: [REMOVED],
      model_id: null,
      cost_usd: 0,
    });
  });

  it('has the sentences with their sources, the tokens and the cost of an answer', () => {
    const usage = { input: 800, output: 170, cacheRead: 1_776, cacheWrite: 5 };
    const tried = {
      attempt: { ...ATTEMPT, outcome: 'ok' },
      generated: { usage, modelId: 'us.amazon.nova-lite-v1:0', costUsd: 0.000_1 },
      lines: [{ section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] } as const],
      removed: [],
    };
    expect(JSON.parse(encodeShadow({ ...SHADOW, tried }))).toMatchObject({
      summary: 'Asks about $45.',
      lines: [{ section: 'reason', text: 'Asks about $45.', interactions: ['int-1'] }],
      input_tokens: 800,
      output_tokens: 170,
      prompt_cache: { tokens_read: 1_776, tokens_written: 5 },
      cost_usd: 0.000_1,
    });
  });

  it('names no customer: the record that was served does', () => {
    const encoded = encodeShadow(SHADOW);
    for (const id of ['1234567890', 'abc-123', 'retail']) expect(encoded).not.toContain(id);
  });
});
