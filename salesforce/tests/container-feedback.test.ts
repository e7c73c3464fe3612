// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { anAnswer } from './answers.ts';
import { type Asked, open, problem, reply } from './call-page.ts';
import { click, find, findAll } from './page.ts';

describe('what the agent says', () => {
  async function shown() {
    const page = await open();
    await page.at('requestSummary').answer(reply(anAnswer()));
    return page;
  }
  const pressed = () => findAll('.thumb').map((thumb) => thumb.getAttribute('aria-pressed'));

  it('is shown before the API has taken it', async () => {
    const { at } = await shown();
    await click(find('.helpful'));
    expect(pressed()).toEqual(['true', 'false']);
    expect(at('sendFeedback').parameters).toEqual({
      recordId: 'call-1',
      requestId: '01JEXAMPLE',
      feedback: 'helpful',
      reason: null,
      sentence: null,
      comment: null,
    });
    await at('sendFeedback').answer(reply({}, 202));
    expect(find('.status').textContent).toBe('Thank you.');
  });

  it.each([
    ['the API refuses it', (call: Asked) => call.answer(problem('feedback_unstored', 503))],
    ['Apex fails', (call: Asked) => call.reject(new Error('Broken'))],
  ])('is taken back when %s, to what stood before', async (_, fail) => {
    const { at } = await shown();
    await click(find('.helpful'));
    await at('sendFeedback').answer(reply({}));
    await click(find('.not-helpful'));
    expect(pressed()).toEqual(['false', 'true']);
    await fail(at('sendFeedback', 1));
    expect(pressed()).toEqual(['true', 'false']);
    expect(find('.status').textContent).toBe('Not sent. Please press again.');
  });

  it('is what the last click said, also when an earlier one fails later', async () => {
    const { at } = await shown();
    await click(find('.helpful'));
    await click(find('.not-helpful'));
    await at('sendFeedback', 1).answer(reply({}));
    await at('sendFeedback', 0).answer(reply({}, 503));
    expect(pressed()).toEqual(['false', 'true']);
    expect(find('.status').textContent).toBe('Thank you.');
  });

  it('of one sentence leaves the mark at another', async () => {
    const { at } = await shown();
    for (const [index, section] of ['promises', 'sentiment'].entries()) {
      await click(find('.flag', find(`[data-section="${section}"]`)));
      await click(find('.send', find(`[data-section="${section}"]`)));
      await at('sendFeedback', index).answer(reply({}));
    }
    expect(findAll('.marked')).toHaveLength(2);
    expect(at('sendFeedback', 1).parameters).toMatchObject({ sentence: 6, reason: 'inaccurate' });
    await click(find('.helpful'));
    expect(findAll('.marked')).toEqual([]);
  });

  it('of a customer already left does not stand at the next one', async () => {
    const { at, move } = await shown();
    await click(find('.helpful'));
    await move('call-2');
    await at('requestSummary', 1).answer(reply(anAnswer({ requestId: 'another' })));
    await at('sendFeedback').answer(reply({}));
    expect(pressed()).toEqual(['false', 'false']);
  });
});
