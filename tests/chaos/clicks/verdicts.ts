import type { ClickRequest } from '../../../lib/contract/feedback-request.ts';
import type { KeptVerdict } from './sent-click.ts';

export interface Said {
  /** What the client sends. */
  readonly sent: Pick<ClickRequest, 'feedback' | 'reason' | 'sentence' | 'comment'>;
  /** What S3 has of it. */
  readonly kept: KeptVerdict;
}

const SILENT = { reason: null, sentence: null, comment: null };

export const HELPFUL: Said = { sent: { feedback: 'helpful' }, kept: { ...SILENT, feedback: 'helpful' } };
export const NOT_HELPFUL: Said = {
  sent: { feedback: 'not_helpful' },
  kept: { ...SILENT, feedback: 'not_helpful' },
};

/** With a reason, a sentence, a comment: each is another click than the bare one. */
export const REASONED: readonly Said[] = [
  {
    sent: { feedback: 'not_helpful', reason: 'inaccurate', sentence: 1 },
    kept: { ...SILENT, feedback: 'not_helpful', reason: 'inaccurate', sentence: 1 },
  },
  {
    sent: { feedback: 'helpful', reason: 'too_long' },
    kept: { ...SILENT, feedback: 'helpful', reason: 'too_long' },
  },
  {
    sent: { feedback: 'not_helpful', comment: 'The $45 was refunded to 4111 1111 1111 1111' },
    kept: { ...SILENT, feedback: 'not_helpful', comment: 'The $45 was refunded to [card]' },
  },
];
