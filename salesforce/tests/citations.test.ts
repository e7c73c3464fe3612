// @vitest-environment jsdom
import Card from 'c/omniInsightsCard';
import { afterEach, describe, expect, it } from 'vitest';
import { anAnswer } from './answers.ts';
import { click, find, findAll, focused, mount, record, settle, textsOf } from './page.ts';

async function ready(answer: object = anAnswer()): Promise<HTMLElement> {
  const card = mount('c-omni-insights-card', Card, { state: 'ready', answer });
  await settle();
  return card;
}
const sourcesOf = (section: string) => textsOf('.source', find(`[data-section="${section}"]`));

describe('the sources of a sentence', () => {
  it('have the same number wherever they are cited, counted as they are read', async () => {
    await ready();
    expect(sourcesOf('reason')).toEqual(['1']);
    expect(sourcesOf('next_best_action')).toEqual(['2']);
    expect(sourcesOf('open_issues')).toEqual(['2', '1', '3']);
    expect(sourcesOf('promises')).toEqual(['2']);
  });

  it('belong to the sentence of their index', async () => {
    const answer = anAnswer();
    await ready({ ...answer, citations: [{ sentence: 2, interactions: ['int-3'] }] });
    const [, second] = findAll('.line', find('[data-section="open_issues"]'));
    expect(textsOf('.source', second)).toEqual(['1']);
    expect(findAll('.source')).toHaveLength(1);
  });

  it('open the interaction, and are named for who cannot see the number', async () => {
    const opened = record(await ready(), 'opensource');
    const button = find('.source', find('[data-section="reason"]'));
    expect(button.getAttribute('aria-label')).toBe('Source 1: open this contact');
    await click(button);
    expect(opened).toEqual([{ interactionId: 'int-1' }]);
  });

  it('unfold beyond three, and the keyboard stays where it was', async () => {
    await ready();
    expect(sourcesOf('history')).toEqual(['1', '2', '3', '+2']);
    await click(find('.more'));
    expect(sourcesOf('history')).toEqual(['1', '2', '3', '4', '5']);
    expect(focused()?.textContent?.trim()).toBe('4');
  });
});

describe('Copy', () => {
  const clipboard = (writeText: (text: string) => Promise<void>) =>
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

  it('takes the sections as text, and says so', async () => {
    let copied = '';
    clipboard(async (text) => {
      copied = text;
    });
    const used = record(await ready(), 'used');
    await click(find('.copy'));
    expect(copied).toContain('Still open\n- The credit of $45 is open.\n- The modem was not returned.\n\n');
    expect(copied.startsWith('Why they are calling\n- Calls about a charge of $45.')).toBe(true);
    expect(find('.copy').textContent).toBe('Copied');
    expect(find('[aria-live]').textContent).toBe('Copied.');
    expect(used).toEqual([{ useEvent: 'copied' }]);
  });

  it('says that the browser blocks it, and tells of no copy', async () => {
    clipboard(() => Promise.reject(new Error('blocked')));
    const used = record(await ready(), 'used');
    await click(find('.copy'));
    expect(find('.copy').textContent).toBe('Copying is blocked');
    expect(used).toEqual([]);
  });
});
