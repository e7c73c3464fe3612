// @vitest-environment jsdom
import Card from 'c/omniInsightsCard';
import { describe, expect, it } from 'vitest';
import { aDegraded, anAnswer, aPreliminary, aTransfer, noHistory } from './answers.ts';
import { find, findAll, mount, pageText, record, settle, textsOf } from './page.ts';

async function show(properties: object): Promise<HTMLElement> {
  const card = mount('c-omni-insights-card', Card, properties);
  await settle();
  return card;
}
const ready = (answer: object) => show({ state: 'ready', answer });
const titles = () => textsOf('.section-title');
const live = () => find('[aria-live]').textContent;

describe('the card shows', () => {
  it('bones and no words of a summary while it loads', async () => {
    await show({ state: 'loading' });
    expect(findAll('.bone').length).toBeGreaterThan(3);
    expect(find('.card').getAttribute('aria-busy')).toBe('true');
    expect(live()).toBe('Loading the summary of this customer.');
    expect(findAll('c-omni-insights-feedback')).toEqual([]);
  });

  it('every sentence under its section, what is needed first above', async () => {
    const answer = anAnswer();
    await ready(answer);
    expect(titles()).toEqual([
      'Why they are calling',
      'Do next',
      'Still open',
      'Promised',
      'Don’t ask again',
      'Mood',
      'History',
    ]);
    expect(textsOf('.text').toSorted()).toEqual(answer.sentences.map(({ text }) => text).toSorted());
    expect(textsOf('.text', find('[data-section="open_issues"]'))).toEqual([
      'The credit of $45 is open.',
      'The modem was not returned.',
    ]);
    expect(live()).toBe('The summary is ready.');
    expect(find('.card').getAttribute('aria-busy')).toBe('false');
  });

  it('what is new since the last agent above all else', async () => {
    await ready(aTransfer());
    expect(titles()[0]).toBe('New since the last agent');
    expect(textsOf('.text')[0]).toBe('The credit was entered.');
  });

  it('that nothing is new when the stored summary is shown again', async () => {
    await ready({ ...anAnswer(), cache_hit: true });
    expect(textsOf('.note-title')).toEqual(['Nothing new since this summary']);
  });

  it('no such note when there is something new', async () => {
    await ready({ ...aTransfer(), cache_hit: true });
    expect(findAll('.note-title')).toEqual([]);
  });

  it.each([
    ['model_timeout', 'not quick enough'],
    ['deadline', 'not quick enough'],
    ['model_throttled', 'too much to do'],
    ['model_output_ungrounded', 'could not be matched with the records'],
    ['model_output_invalid', 'could not be used'],
    ['something_new', 'not available'],
  ])('that a summary is made from the records, and why: %s', async (reason, words) => {
    await ready(aDegraded(reason));
    expect(find('.badge').textContent).toBe('From the records');
    expect(find('.note-detail').textContent).toContain(words);
    expect(pageText()).not.toContain(reason);
    expect(live()).toContain(words);
  });

  it('the facts first, without marks or thumbs, while the summary is being written', async () => {
    await ready(aPreliminary());
    expect(find('.badge').textContent).toBe('Facts first');
    expect(find('.note-title').textContent).toBe('The summary is being written');
    expect(find('.card').getAttribute('aria-busy')).toBe('true');
    expect(textsOf('.text').length).toBeGreaterThan(3);
    expect(findAll('.flag, .thumb, .copy')).toEqual([]);
  });

  it('that a customer is new, and no empty figures', async () => {
    await ready(noHistory());
    expect(find('.note-title').textContent).toBe('No earlier contacts');
    expect(findAll('.section, .strip, .copy')).toEqual([]);
    expect(findAll('.thumb')).toHaveLength(2);
  });

  it('the customer in figures', async () => {
    await ready({
      ...anAnswer(),
      customer: {
        contacts_7d: 3,
        contacts_30d: 5,
        by_channel: { ivr: 2, agent: 3 },
        last_contact_at: new Date(Date.now() - 3 * 60_000 - 1_000).toISOString(),
        last_channel: 'ivr',
        open_issues: 1,
      },
    });
    expect(textsOf('.term')).toEqual(['Contacts', 'Still open', 'Last: phone menu', 'In 30 days']);
    const [contacts, open, last, month] = textsOf('.value');
    expect(contacts).toBe('3 in 7 days');
    expect(month).toBe('3 agent, 2 phone menu');
    expect(open).toBe('1 issue');
    expect(last).toBe('3 min ago');
  });

  it('a summary of before sentences were kept as it is, without marks', async () => {
    await ready({ ...anAnswer(), sentences: [] });
    expect(textsOf('.text')).toEqual([anAnswer().summary]);
    expect(findAll('.flag, .source')).toEqual([]);
  });

  it('text as text, whatever it looks like', async () => {
    const text = '<img src=x onerror=alert(1)> & <b>bold</b>';
    await ready({ ...anAnswer(), sentences: [{ section: 'reason', text }] });
    expect(find('.text').textContent).toBe(text);
    expect(findAll('img, b')).toEqual([]);
  });

  it('how it was made when it is asked', async () => {
    await ready(anAnswer());
    expect(textsOf('dt', find('.making'))).toEqual([
      'Records read',
      'Period',
      'Records as of',
      'Written by',
      'Reference',
    ]);
    expect(textsOf('dd', find('.making'))).toContain('01JEXAMPLE');
  });
});

describe('the card tells its owner', () => {
  it('once that a summary was shown, and not of one that is preliminary', async () => {
    const card = mount('c-omni-insights-card', Card);
    const used = record(card, 'used');
    Object.assign(card, { state: 'ready', answer: aPreliminary() });
    await settle();
    expect(used).toEqual([]);
    Object.assign(card, { answer: anAnswer() });
    await settle();
    Object.assign(card, { verdict: { feedback: 'helpful', pending: true, failed: false } });
    await settle();
    expect(used).toEqual([{ useEvent: 'shown' }]);
    Object.assign(card, { answer: aTransfer() });
    await settle();
    expect(used).toHaveLength(2);
  });

  it('once that its making was looked at', async () => {
    const card = await ready(anAnswer());
    const used = record(card, 'used');
    const making = find('.making');
    for (const open of [true, false, true]) {
      Object.assign(making, { open });
      making.dispatchEvent(new Event('toggle'));
    }
    expect(used).toEqual([{ useEvent: 'expanded' }]);
  });
});
