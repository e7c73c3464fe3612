import { describe, expect, it } from 'vitest';
import { judge } from '../../tests/fixtures/grounding.ts';

const NOTE = 'Agent sorry for the delay, refund may take longer. Promised a refund by Friday.';

describe('sentences among the promises', () => {
  it.each([
    ['The agent promised a refund by Friday.'],
    ['A refund is promised.'],
    ['The refund may come by Friday.'],
  ])('are shown when they commit to something: "%s"', (text) => {
    expect(judge(text, NOTE, { section: 'promises' })).toBeNull();
  });

  it.each([
    ['The agent was sorry for the delay.'],
    ['The agent apologised for the delay of the refund.'],
    ['A refund may take longer.'],
    ['Refunds usually take longer.'],
  ])('are removed when they commit to nothing: "%s"', (text) => {
    expect(judge(text, NOTE, { section: 'promises' })).toBe('no commitment');
    expect(judge(text, NOTE, { section: 'history' })).toBeNull();
  });

  it('are read in other languages', () => {
    const lament = { section: 'promises', language: 'es' } as const;
    expect(judge('El agente lamenta la demora.', 'Agente lamenta la demora.', lament)).toBe('no commitment');
    expect(judge('El agente prometió un reembolso.', 'Agente prometió reembolso.', lament)).toBeNull();
  });
});
