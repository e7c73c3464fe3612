// @vitest-environment jsdom
import Card from 'c/omniInsightsCard';
import { describe, expect, it } from 'vitest';
import { FEEDBACK_REASONS } from '../../lib/domain/feedback.ts';
import { anAnswer } from './answers.ts';
import { click, find, findAll, focused, mount, press, record, settle, textsOf, type } from './page.ts';

const NOTHING = {
  feedback: null,
  reason: null,
  sentence: null,
  comment: null,
  pending: false,
  failed: false,
};

async function ready(verdict: object | null = null) {
  const card = mount('c-omni-insights-card', Card, { state: 'ready', answer: anAnswer(), verdict });
  await settle();
  const said = record(card, 'verdict');
  const say = async (changes: object) => {
    Object.assign(card, { verdict: { ...NOTHING, ...changes } });
    await settle();
  };
  return { said, say };
}
const pressed = () => findAll('.thumb').map((thumb) => thumb.getAttribute('aria-pressed'));
const status = () => find('.status').textContent;

describe('a thumb', () => {
  it('counts at once', async () => {
    const { said, say } = await ready();
    await click(find('.helpful'));
    expect(said).toEqual([{ feedback: 'helpful', reason: null, sentence: null, comment: null }]);
    await say({ feedback: 'helpful', pending: true });
    expect(pressed()).toEqual(['true', 'false']);
    expect(status()).toBe('Sending…');
    await say({ feedback: 'helpful' });
    expect(status()).toBe('Thank you.');
  });

  it('can be changed, and the form of the other one goes', async () => {
    const { said, say } = await ready({ ...NOTHING, feedback: 'not_helpful' });
    await click(find('.not-helpful'));
    expect(findAll('form')).toHaveLength(1);
    expect(said).toEqual([]);
    await click(find('.helpful'));
    await say({ feedback: 'helpful' });
    expect(said).toEqual([{ feedback: 'helpful', reason: null, sentence: null, comment: null }]);
    expect(findAll('form')).toEqual([]);
  });

  it('that was not taken says so, and counts when it is pressed again', async () => {
    const { said } = await ready({ ...NOTHING, feedback: 'not_helpful', failed: true });
    expect(status()).toBe('Not sent. Please press again.');
    await click(find('.not-helpful'));
    expect(said).toHaveLength(1);
  });

  it('down asks for a reason that the API knows and for words, and sends both', async () => {
    const { said, say } = await ready();
    await click(find('.not-helpful'));
    await say({ feedback: 'not_helpful' });
    const offered = findAll('input').map((input) => input.getAttribute('value'));
    expect(offered.toSorted()).toEqual([...FEEDBACK_REASONS].toSorted());
    await click(find('input[value="outdated"]'));
    await type(find('textarea'), '  It was refunded. ');
    find('form').dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(said[1]).toEqual({
      feedback: 'not_helpful',
      reason: 'outdated',
      sentence: null,
      comment: 'It was refunded.',
    });
    expect(findAll('form')).toEqual([]);
    expect(focused()).toBe(find('.not-helpful'));
  });

  it('leaves the form by Escape, sending nothing more', async () => {
    const { said, say } = await ready();
    await click(find('.not-helpful'));
    await say({ feedback: 'not_helpful' });
    await press(find('textarea'), 'Escape');
    expect(findAll('form')).toEqual([]);
    expect(said).toHaveLength(1);
  });

  it('begins anew with another summary', async () => {
    const { say } = await ready();
    await click(find('.not-helpful'));
    await say({ feedback: 'not_helpful' });
    const card = find('c-omni-insights-card');
    Object.assign(card, { verdict: null, answer: anAnswer({ requestId: 'another' }) });
    await settle();
    expect(findAll('form')).toEqual([]);
    expect(pressed()).toEqual(['false', 'false']);
  });
});

describe('“this sentence is wrong”', () => {
  it('is sent with the index of the sentence, and what is right', async () => {
    const { said } = await ready();
    const [, second] = findAll('.flag', find('[data-section="open_issues"]'));
    await click(second ?? document.body);
    expect(focused()).toBe(find('textarea'));
    await type(find('textarea'), 'It was returned.');
    await click(find('.send'));
    expect(said).toEqual([
      { feedback: 'not_helpful', reason: 'inaccurate', sentence: 2, comment: 'It was returned.' },
    ]);
    expect(focused()).toBe(second);
  });

  it.each(['Escape', 'Cancel'])('can be left by %s, and nothing is sent', async (way) => {
    const { said } = await ready();
    const flag = find('.flag', find('[data-section="reason"]'));
    await click(flag);
    expect(flag.getAttribute('aria-expanded')).toBe('true');
    if (way === 'Escape') await press(find('textarea'), 'Escape');
    else await click(find('.cancel'));
    expect(said).toEqual([]);
    expect(findAll('textarea')).toEqual([]);
    expect(focused()).toBe(flag);
  });

  it('stands at the sentence, in words too', async () => {
    await ready({ ...NOTHING, feedback: 'not_helpful', sentence: 1 });
    expect(textsOf('.line.wrong .text')).toEqual(['The credit of $45 is open.']);
    expect(textsOf('.marked')).toEqual(['Marked as wrong']);
  });

  it('goes when the agent finds the summary helpful after all', async () => {
    const { say } = await ready({ ...NOTHING, feedback: 'not_helpful', sentence: 1 });
    await say({ feedback: 'helpful' });
    expect(findAll('.marked')).toEqual([]);
  });
});
