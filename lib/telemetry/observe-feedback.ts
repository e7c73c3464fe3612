import type { ClickEvent, ClickOutcome, UseEvent } from '../domain/feedback.ts';
import type { Log } from './log-events.ts';
import type { AddMetric } from './metrics.ts';

interface ObserveFeedbackDependencies {
  readonly log: Log;
  readonly addMetric: AddMetric;
}

export interface ObserveFeedback {
  readonly click: (outcome: ClickOutcome) => void;
  readonly use: (event: UseEvent) => void;
}

/** What feedback that was acknowledged says in logs and metrics; never a comment. */
export function observeFeedback({ log, addMetric }: ObserveFeedbackDependencies): ObserveFeedback {
  return {
    click: (outcome) => {
      if (outcome.kind === 'repeated') {
        const { feedback: said, summary } = outcome;
        log.info('FEEDBACK_REPEATED', { said, summary: summary.requestId });
      } else logStored(outcome);
      countClick(outcome);
    },
    use: ({ eventId, use }) => {
      // The id is what a caller sent: it may be anything.
      log.info('FEEDBACK_STORED', { eventId, said: use, summary: null });
      addMetric('SummaryUses', 1, { use });
    },
  };

  function logStored(outcome: Exclude<ClickOutcome, { kind: 'repeated' }>): void {
    const { eventId, verdict, summary } = outcome.event;
    const isKnown = outcome.kind === 'stored';
    log.info('FEEDBACK_STORED', {
      eventId,
      said: verdict.feedback,
      summary: isKnown ? summary.requestId : null,
    });
    if (isKnown && isChange(outcome))
      log.info('FEEDBACK_CHANGED', { from: outcome.before ?? 'none', to: verdict.feedback });
    if (isKnown) return;
    log.warn('FEEDBACK_UNMATCHED', { eventId, reason: outcome.reason });
    if (outcome.reason === 'other_tenant') log.warn('AUTHZ_DENIED', { code: 'summary_not_found' });
  }

  function countClick(outcome: ClickOutcome): void {
    const feedback = outcome.kind === 'repeated' ? outcome.feedback : outcome.event.verdict.feedback;
    addMetric('FeedbackClicks', 1);
    addMetric('FeedbackHelpful', Number(feedback === 'helpful'));
    addMetric('FeedbackNotHelpful', Number(feedback === 'not_helpful'));
    addMetric('FeedbackChanged', Number(outcome.kind === 'stored' && isChange(outcome)));
    addMetric('FeedbackRepeated', Number(outcome.kind === 'repeated'));
    addMetric('FeedbackUnmatched', Number(outcome.kind === 'unmatched'));
    addMetric('FeedbackUnstored', 0);
  }
}

function isChange({ before, event }: { before: string | null; event: ClickEvent }): boolean {
  return before !== null && before !== event.verdict.feedback;
}
