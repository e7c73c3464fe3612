import { describe, expect, it } from 'vitest';
import { aNote, groundOne, judge } from '../../tests/fixtures/grounding.ts';

const DETAIL = 'whether it is resolved';
const verdict = (resolved: boolean | undefined, text = 'Asked about the charge.') => [
  aNote(text, { resolved }),
];

describe('whether a matter is settled', () => {
  it.each([
    ['The dispute was resolved.', true],
    ['The dispute has been settled.', true],
    ['The dispute is still open.', false],
    ['The dispute remains unresolved.', false],
    ['The dispute was not resolved.', false],
    ['The agent promised that it is fixed by then.', false],
    ['The dispute was resolved.', undefined],
    ['The dispute is still open.', undefined],
  ])('shows "%s" where the verdict is %s', (sentence, resolved) => {
    expect(judge(sentence, verdict(resolved))).toBeNull();
  });

  it.each([
    ['The dispute was resolved.', false],
    ['The dispute has been fully settled.', false],
    ['The dispute is still open.', true],
    ['The dispute remains unresolved.', true],
    ['The dispute was never resolved.', true],
  ])('removes "%s" where the verdict is %s', (sentence, resolved) => {
    expect(judge(sentence, verdict(resolved))).toBe(DETAIL);
  });

  it.each([
    ['es', 'El caso fue resuelto.', 'El caso sigue abierto.'],
    ['fr', 'Le litige est résolu.', 'Le litige est non résolu.'],
    ['de', 'Der Fall wurde gelöst.', 'Der Fall ist noch offen.'],
    ['pt', 'O caso foi resolvido.', 'O caso está por resolver.'],
  ])('tells in %s settled from open', (language, settled, open) => {
    expect(judge(settled, verdict(true), { language })).toBeNull();
    expect(judge(settled, verdict(false), { language })).toBe(DETAIL);
    expect(judge(open, verdict(false), { language })).toBeNull();
    expect(judge(open, verdict(true), { language })).toBe(DETAIL);
  });

  it('calls it contradicted, not unsupported', () => {
    expect(groundOne('The dispute was resolved.', verdict(false)).removed[0]?.reason).toBe('contradicted');
  });

  it('goes by the newest verdict on the matter, whichever record is cited', () => {
    const newer = aNote('Asked again.', { interactionIds: ['int-1'], resolved: false });
    const older = aNote('Asked.', { interactionIds: ['int-2'], at: '2025-12-01T10:00Z' });
    expect(judge('The dispute was resolved.', [newer, older], { cites: ['int-2'] })).toBe(DETAIL);
    const other = { ...newer, intent: 'outage' };
    expect(judge('The dispute was resolved.', [other, older], { cites: ['int-2'] })).toBeNull();
  });

  it('lets the words of the record stand against its verdict', () => {
    expect(judge('The line was fixed.', verdict(false, 'Line was fixed on site.'))).toBeNull();
    expect(judge('The refund is still open.', verdict(true, 'Refund still pending.'))).toBeNull();
  });
});
