import { describe, expect, it } from 'vitest';
import { judge } from '../../tests/fixtures/grounding.ts';

const CHARGE = 'Customer disputed a charge of $45. Fee was 12.50.';

describe('amounts of money', () => {
  it.each([
    ['A charge of $45 is disputed.', CHARGE],
    ['A charge of 45 dollars is disputed.', CHARGE],
    ['A charge of forty-five dollars is disputed.', CHARGE],
    ['A charge of USD 45.00 is disputed.', CHARGE],
    ['The fee was $12.50.', CHARGE],
    ['The invoice is for $1,500.', 'Invoice for 1500 usd.'],
    ['The invoice is for $1.5k.', 'Invoice for $1,500.'],
    ['A fee of 80 cents was charged.', 'Fee $0.80 charged.'],
    ['The invoice is for £20 and 30 p.', 'Invoice £20, then 30 p.'],
    ['The customer paid $485,000.', 'Customer paid 485000.'],
  ])('shows "%s" over "%s"', (sentence, note) => {
    expect(judge(sentence, note)).toBeNull();
  });

  it.each([
    ['A charge of $54 is disputed.', CHARGE, 'amount $54'],
    ['A charge of fifty-four dollars is disputed.', CHARGE, 'amount 54 dollars'],
    ['A charge of $45.50 is disputed.', CHARGE, 'amount $45.50'],
    ['A charge of €45 is disputed.', CHARGE, 'amount €45'],
    ['A charge of $4.50 is disputed.', CHARGE, 'amount $4.50'],
    ['A charge of $45k is disputed.', CHARGE, 'amount $45k'],
    ['The plan is for $50.', 'Plan with 50 gb.', 'amount $50'],
    ['A fee of 45 cents was charged.', CHARGE, 'amount 45 cents'],
  ])('removes "%s" over "%s": %s', (sentence, note, detail) => {
    expect(judge(sentence, note)).toBe(detail);
  });

  it('takes one dollar for another, but no dollar for a pound', () => {
    expect(judge('The fee is $30.', 'Fee is CAD 30.')).toBeNull();
    expect(judge('The fee is $30.', 'Fee is £30.')).toBe('amount $30');
  });

  it('reads one number with both meanings of its mark', () => {
    expect(judge('The fee is 1.500 €.', 'Fee is 1500 €.')).toBeNull();
    expect(judge('The fee is 1.500 €.', 'Fee is 1,50 €.')).toBeNull();
    expect(judge('The fee is 1.500 €.', 'Fee is 15 €.')).toBe('amount 1.500 €');
  });

  it.each([
    ['es', 'Se disputa un cargo de 45 €.'],
    ['es', 'Se disputa un cargo de cuarenta y cinco euros.'],
    ['fr', 'Une somme de 45 € est contestée.'],
    ['fr', 'Une somme de quarante-cinq euros est contestée.'],
    ['de', 'Eine Gebühr von 45,00 € ist strittig.'],
    ['de', 'Eine Gebühr von fünfundvierzig Euro ist strittig.'],
    ['pt', 'Uma cobrança de 45 euros foi contestada.'],
    ['pt', 'Uma cobrança de quarenta e cinco euros foi contestada.'],
  ])('shows in %s "%s"', (language, sentence) => {
    expect(judge(sentence, 'Charge of €45 disputed.', { language })).toBeNull();
  });

  it.each([
    ['es', 'Se disputa un cargo de 54 €.', 'amount 54 €'],
    ['es', 'Se disputa un cargo de cincuenta y cuatro euros.', 'amount 54 euros'],
    ['fr', 'Une somme de 95 € est contestée.', 'amount 95 €'],
    ['fr', 'Une somme de quatre-vingt-dix euros est contestée.', 'amount 90 euros'],
    ['de', 'Eine Gebühr von 4,50 € ist strittig.', 'amount 4,50 €'],
    ['de', 'Eine Gebühr von vierundfünfzig Euro ist strittig.', 'amount 54 euro'],
    ['pt', 'Uma cobrança de 450 euros foi contestada.', 'amount 450 euros'],
    ['pt', 'Uma cobrança de cinquenta e quatro euros foi contestada.', 'amount 54 euros'],
  ])('removes in %s "%s": %s', (language, sentence, detail) => {
    expect(judge(sentence, 'Charge of €45 disputed.', { language })).toBe(detail);
  });

  it.each([
    ['The $1.2 million transfer was held.', '$1.2 million transfer held', null],
    ['The $1.3 million transfer was held.', '$1.2 million transfer held', 'amount $1.3 million'],
    ["He paid CHF 1'234.50.", 'paid chf 1234.50', null],
    ['Both fees, $70 together, are in review.', 'two overdraft fees, $35.00 each, in review', null],
    ['Both fees, $105 together, are in review.', 'two overdraft fees, $35.00 each, in review', 'amount $105'],
    ['He was charged $3.', 'has 3 routers, was charged', 'amount $3'],
    ['An $80 fee was charged.', 'charged 80 costs', null],
  ])('reads amounts as they are written and counted: %s', (sentence, note, detail) => {
    expect(judge(sentence, note)).toBe(detail);
  });
});
