// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { anAnswer, aPreliminary } from './answers.ts';
import { open, problem, reply } from './call-page.ts';
import { click, find, findAll, focused, pageText, record, textsOf } from './page.ts';

const texts = () => textsOf('.text');
const saying = (text: string) => ({ ...anAnswer(), sentences: [{ section: 'reason', text }] });

describe('a call', () => {
  it('is asked for once, and its summary shown', async () => {
    const { of, at } = await open();
    expect(at('requestSummary').parameters).toEqual({ recordId: 'call-1' });
    expect(findAll('.skeleton')).toHaveLength(1);
    await at('requestSummary').answer(reply(saying('First.')));
    expect(texts()).toEqual(['First.']);
    expect(of('requestSummary')).toHaveLength(1);
    expect(at('recordUse').parameters).toEqual({
      recordId: 'call-1',
      requestId: '01JEXAMPLE',
      useEvent: 'shown',
    });
  });

  it('that the agent has left changes nothing any more, however late its answer comes', async () => {
    const { at, move } = await open();
    await move('call-2');
    await at('requestSummary', 1).answer(reply(saying('Of the second customer.')));
    await at('requestSummary', 0).answer(reply(saying('Of the first customer.')));
    expect(texts()).toEqual(['Of the second customer.']);
  });

  it('shows nothing of the one before while it loads', async () => {
    const { at, move } = await open();
    await at('requestSummary').answer(reply(saying('Of the first customer.')));
    await move('call-2');
    expect(texts()).toEqual([]);
    expect(findAll('.skeleton')).toHaveLength(1);
  });

  it('whose page is closed takes no answer, and asks no more', async () => {
    const { at, of, element } = await open();
    element.remove();
    await at('requestSummary').answer(reply(aPreliminary()));
    expect(of('awaitSummary')).toEqual([]);
  });
});

describe('a preliminary answer', () => {
  it('is shown at once, and replaced by the summary', async () => {
    const { at, of } = await open();
    await at('requestSummary').answer(reply(aPreliminary()));
    expect(find('.badge').textContent).toBe('Facts first');
    expect(at('awaitSummary').parameters).toEqual({ recordId: 'call-1', uniqueProcessId: 'upi-1' });
    await at('awaitSummary').answer(reply(aPreliminary()));
    await at('awaitSummary', 1).answer(reply(saying('Written.')));
    expect(texts()).toEqual(['Written.']);
    expect(of('awaitSummary')).toHaveLength(2);
  });

  it('is not replaced by a summary that was there before it', async () => {
    const { at, of } = await open();
    const facts = aPreliminary();
    await at('requestSummary').answer(reply(facts));
    const hourBefore = new Date(Date.parse(facts.generated_at) - 3_600_000).toISOString();
    await at('awaitSummary').answer(reply({ ...saying('Of the call before.'), generated_at: hourBefore }));
    expect(find('.badge').textContent).toBe('Facts first');
    expect(of('awaitSummary')).toHaveLength(2);
  });

  it('stays with an offer to try again after three waits, whatever they answered', async () => {
    const { at, of } = await open();
    await at('requestSummary').answer(reply(aPreliminary()));
    await at('awaitSummary', 0).answer(problem('summary_not_found', 404));
    await at('awaitSummary', 1).reject({ body: { message: 'Broken' } });
    await at('awaitSummary', 2).answer(reply(aPreliminary()));
    expect(of('awaitSummary')).toHaveLength(3);
    expect(pageText()).toContain('The summary is taking longer than usual');
    expect(texts().length).toBeGreaterThan(3);
    await click(find('.retry'));
    expect(texts().length).toBeGreaterThan(3);
    await at('awaitSummary', 3).answer(reply(saying('Written at last.')));
    expect(texts()).toEqual(['Written at last.']);
    expect(findAll('.retry')).toEqual([]);
    expect(of('requestSummary')).toHaveLength(1);
  });

  it('of a call that the agent has left is not waited for any longer', async () => {
    const { at, of, move } = await open();
    await at('requestSummary').answer(reply(aPreliminary()));
    await move('call-2');
    await at('awaitSummary').answer(reply(saying('Late.')));
    expect(texts()).toEqual([]);
    expect(of('awaitSummary')).toHaveLength(1);
  });
});

describe('a failure is told in words for an agent', () => {
  it.each([
    [reply('', 0), 'The summary did not arrive', true],
    [problem('invalid_request', 400), 'This call cannot be summarised', false],
    [problem('token_invalid', 401), 'Summaries are not open to you yet', false],
    [problem('scope_missing', 403), 'Summaries are not open to you yet', false],
    [problem('summary_not_found', 404), 'There is no summary for this call', true],
    [problem('slow_request', 408), 'The summary did not arrive', true],
    [problem('id_conflict', 409), 'This call and its account do not belong together', false],
    [problem('payload_too_large', 413), 'This call cannot be summarised', false],
    [problem('rate_limited', 429), 'Many agents are asking at once', true],
    [problem('internal_error', 500), 'Summaries are not available at the moment', true],
    [problem('history_unavailable', 503), 'Summaries are not available at the moment', true],
    [problem('history_misconfigured', 503), 'Summaries are not available at the moment', false],
    [reply('<html>Bad gateway</html>', 502), 'Summaries are not available at the moment', true],
    [reply('{"status":', 200), 'The summary did not arrive', true],
    [reply('[]', 200), 'The summary did not arrive', true],
    [reply('null', 200), 'The summary did not arrive', true],
  ])('%j', async (answer, title, retryable) => {
    const { at } = await open();
    await at('requestSummary').answer(answer);
    expect(find('.failure .title').textContent).toBe(title);
    expect(findAll('.retry')).toHaveLength(retryable ? 1 : 0);
    expect(find('[aria-live]').textContent).toContain(title);
    expect(pageText()).not.toContain('For developers');
  });

  it('in those of Apex when Apex has some', async () => {
    const { at } = await open();
    await at('requestSummary').reject({ body: { message: 'This call has no account number yet.' } });
    expect(find('.detail').textContent).toBe('This call has no account number yet.');
  });

  it('not in those of Salesforce', async () => {
    const { at } = await open();
    const body = {
      message: 'Attempt to de-reference a null object',
      exceptionType: 'System.NullPointerException',
    };
    await at('requestSummary').reject({ body });
    expect(find('.failure .title').textContent).toBe('The summary could not be asked for');
    expect(pageText()).not.toContain('null');
  });

  it('as a missing permission when Apex is not open to the agent', async () => {
    const { at } = await open();
    const message = "You do not have access to the Apex class named 'OmniInsightsController'.";
    await at('requestSummary').reject({ body: { message } });
    expect(find('.failure .title').textContent).toBe('Summaries are not open to you yet');
    expect(findAll('.retry')).toEqual([]);
  });

  it('and another try asks anew', async () => {
    const { at } = await open();
    await at('requestSummary').reject(new Error('Broken'));
    await click(find('.retry'));
    expect(findAll('.failure')).toEqual([]);
    expect(focused()).toBe(find('.head .title'));
    await at('requestSummary', 1).answer(reply(saying('Second try.')));
    expect(texts()).toEqual(['Second try.']);
  });

  it('and another try waits as long as the API asks', async () => {
    const { at, of } = await open();
    await at('requestSummary').answer(reply('{}', 503, 2));
    expect(find('.retry').textContent?.trim()).toBe('Try again in 2 s');
    expect(find('.retry').getAttribute('aria-disabled')).toBe('true');
    await click(find('.retry'));
    expect(of('requestSummary')).toHaveLength(1);
  });
});

describe('a source', () => {
  it('is told to the page around, with the account', async () => {
    const { at, element } = await open();
    const opened = record(document.body, 'openinteraction');
    await at('requestSummary').answer(reply(anAnswer()));
    await click(find('.source', find('[data-section="reason"]')));
    expect(opened).toEqual([{ interactionId: 'int-1', accountNumber: '1234567890', handled: false }]);
    expect(element.isConnected).toBe(true);
  });
});

it('no failure to record a use reaches the agent', async () => {
  const { at } = await open();
  await at('requestSummary').answer(reply(anAnswer()));
  await at('recordUse').reject(new Error('Broken'));
  expect(findAll('.failure')).toEqual([]);
  expect(find('[aria-live]').textContent).toBe('The summary is ready.');
});
