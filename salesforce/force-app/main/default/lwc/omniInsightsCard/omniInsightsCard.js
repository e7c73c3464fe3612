import { api, LightningElement } from 'lwc';
import { describeMaking } from './describeMaking';
import { formatTime } from './formatTime';
import { readSections, toPlainText } from './readAnswer';
import { announce, statusWords } from './statusWords';

const COPY = 'Copy';
const COPIED = 'Copied';
const NOT_COPIED = 'Copying is blocked';

/** The summary as the agent reads it. Knows nothing of Salesforce: it is given its state, and tells what the agent does. */
export default class OmniInsightsCard extends LightningElement {
  /** 'loading' | 'ready' | 'failed' */
  @api state = 'loading';
  /** { title, detail, retryable, retryAfterSeconds } or null; beside an answer it is a note. */
  @api failure = null;
  /** { feedback, reason, sentence, comment, pending, failed, wrongSentences? } or null */
  @api verdict = null;

  shownAnswer = null;
  copyWords = COPY;
  /** Whose showing and opening have been told. */
  shownId = null;
  expandedId = null;

  /** Body of a 200, or null. */
  @api
  get answer() {
    return this.shownAnswer;
  }
  set answer(value) {
    this.shownAnswer = value ?? null;
    this.copyWords = COPY;
  }

  renderedCallback() {
    if (this.state !== 'ready' || !this.isFinal || this.shownId === this.answer.request_id) return;
    this.shownId = this.answer.request_id;
    this.tellUse('shown');
  }

  get isLoading() {
    return this.state === 'loading' && this.answer === null;
  }

  get isBusy() {
    return String(this.state === 'loading' || (this.answer !== null && !this.isFinal));
  }

  get isFinal() {
    return this.answer !== null && this.answer.status !== 'preliminary';
  }

  get canCopy() {
    return this.isFinal && this.answer.status !== 'no_interactions';
  }

  get canJudge() {
    return this.isFinal;
  }

  get hasContacts() {
    return this.answer.status !== 'no_interactions' && Boolean(this.answer.customer);
  }

  get words() {
    return statusWords(this.answer);
  }

  /** An offer to try again says it already. */
  get hasNote() {
    return this.words.title !== '' && this.failure === null;
  }

  get copyClass() {
    return this.copyWords === COPY ? 'button quiet copy' : 'button quiet copy done';
  }

  get badgeClass() {
    return `badge ${this.words.tone}`;
  }

  get noteClass() {
    return `note ${this.words.tone}`;
  }

  get announcement() {
    const { state, answer, failure } = this;
    if (this.copyWords !== COPY) return `${this.copyWords}.`;
    return announce({ state, answer, failure, words: answer === null ? null : this.words });
  }

  get making() {
    return describeMaking(this.answer, formatTime());
  }

  get sections() {
    if (this.answer.status === 'no_interactions') return [];
    return readSections(this.answer).map((section) => ({
      ...section,
      className: `section ${section.key}`,
      sentences: section.sentences.map((sentence) => this.toSentenceView(sentence)),
    }));
  }

  get wrongSentences() {
    const { feedback, sentence, wrongSentences } = this.verdict ?? {};
    if (wrongSentences) return wrongSentences;
    return feedback === 'not_helpful' && Number.isInteger(sentence) ? [sentence] : [];
  }

  toSentenceView(sentence) {
    return {
      ...sentence,
      key: `${this.answer.request_id}-${sentence.index}`,
      wrong: this.wrongSentences.includes(sentence.index),
      canMark: this.isFinal && sentence.index !== null,
    };
  }

  async handleCopy() {
    try {
      await navigator.clipboard.writeText(toPlainText(this.answer));
      this.copyWords = COPIED;
      this.tellUse('copied');
    } catch {
      this.copyWords = NOT_COPIED;
    }
  }

  handleMaking({ target }) {
    if (!target.open || !this.isFinal || this.expandedId === this.answer.request_id) return;
    this.expandedId = this.answer.request_id;
    this.tellUse('expanded');
  }

  /** The button goes with the failure: keys go on from the top of the card. */
  handleRetry() {
    this.template.querySelector('.title').focus();
    this.dispatchEvent(new CustomEvent('retry'));
  }

  /** What a part says, the card says: nothing of it gets further than to the card's owner. */
  handOn({ type, detail }) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  tellUse(useEvent) {
    this.dispatchEvent(new CustomEvent('used', { detail: { useEvent } }));
  }
}
