import { api, LightningElement } from 'lwc';
import { reasonOptions, verdictWords } from './feedbackWords';

/** Two thumbs, and after "No" a reason and a comment. A thumb counts at once; the rest is sent with the form. */
export default class OmniInsightsFeedback extends LightningElement {
  isOpen = false;
  reason = null;
  comment = '';
  focusNext = '';
  said = null;

  /** What the agent has said so far, or null. */
  @api
  get verdict() {
    return this.said;
  }
  set verdict(value) {
    this.said = value ?? null;
    // Another summary: what was begun belongs to the one before.
    if (this.said === null) this.reset();
  }

  renderedCallback() {
    if (this.focusNext === '') return;
    this.template.querySelector(this.focusNext)?.focus();
    this.focusNext = '';
  }

  get isHelpful() {
    return String(this.said?.feedback === 'helpful');
  }

  get isNotHelpful() {
    return String(this.said?.feedback === 'not_helpful');
  }

  get showsForm() {
    return this.isOpen && this.said?.feedback === 'not_helpful';
  }

  get reasons() {
    return reasonOptions(this.reason);
  }

  get statusText() {
    return verdictWords(this.said);
  }

  get statusClass() {
    return this.said?.failed ? 'status failed' : 'status';
  }

  handleHelpful() {
    this.reset();
    this.tell({ feedback: 'helpful', reason: null, sentence: null, comment: null });
  }

  handleNotHelpful() {
    this.isOpen = true;
    if (this.said?.feedback === 'not_helpful' && !this.said.failed) return;
    this.tell({ feedback: 'not_helpful', reason: null, sentence: null, comment: null });
  }

  handleReason({ target }) {
    this.reason = target.value;
  }

  handleInput({ target }) {
    this.comment = target.value;
  }

  handleKey(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  }

  handleSubmit(event) {
    event.preventDefault();
    this.tell({
      feedback: 'not_helpful',
      reason: this.reason,
      sentence: this.said?.sentence ?? null,
      comment: this.comment.trim() || null,
    });
    this.close();
  }

  handleClose() {
    this.close();
  }

  close() {
    this.isOpen = false;
    this.focusNext = '.not-helpful';
  }

  reset() {
    this.isOpen = false;
    this.reason = null;
    this.comment = '';
  }

  tell(detail) {
    this.dispatchEvent(new CustomEvent('verdict', { detail }));
  }
}
