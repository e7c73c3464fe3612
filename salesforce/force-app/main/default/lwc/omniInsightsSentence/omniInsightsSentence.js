import { api, LightningElement } from 'lwc';

/** A sentence on the whole history cites all of it: the rest unfolds. */
const SOURCES_AT_ONCE = 3;

/** One sentence with the numbers of its sources, and the form that marks it as wrong. */
export default class OmniInsightsSentence extends LightningElement {
  /** { index, text, sources: [{ interactionId, number }] } */
  @api sentence;
  @api wrong = false;
  @api canMark = false;

  isOpen = false;
  showsAll = false;
  comment = '';
  focusNext = '';

  renderedCallback() {
    if (this.focusNext === '') return;
    this.template.querySelector(this.focusNext)?.focus();
    this.focusNext = '';
  }

  get sources() {
    const { sources } = this.sentence;
    return (this.showsAll ? sources : sources.slice(0, SOURCES_AT_ONCE)).map((source) => ({
      ...source,
      label: `Source ${source.number}: open this contact`,
    }));
  }

  get hiddenCount() {
    return this.showsAll ? 0 : Math.max(0, this.sentence.sources.length - SOURCES_AT_ONCE);
  }

  get moreLabel() {
    return `Show ${this.hiddenCount} more sources`;
  }

  get lineClass() {
    return this.wrong ? 'line wrong' : 'line';
  }

  get flagLabel() {
    return `This sentence is wrong: ${this.sentence.text}`;
  }

  get expanded() {
    return String(this.isOpen);
  }

  handleSource({ currentTarget }) {
    this.tell('opensource', { interactionId: currentTarget.dataset.id });
  }

  handleMore() {
    this.showsAll = true;
    const next = this.sentence.sources[SOURCES_AT_ONCE];
    this.focusNext = `[data-id="${CSS.escape(next.interactionId)}"]`;
  }

  handleFlag() {
    if (this.isOpen) this.close();
    else this.open();
  }

  handleInput({ target }) {
    this.comment = target.value;
  }

  handleKey(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  }

  handleSend() {
    this.tell('verdict', {
      feedback: 'not_helpful',
      reason: 'inaccurate',
      sentence: this.sentence.index,
      comment: this.comment.trim() || null,
    });
    this.close();
  }

  handleCancel() {
    this.close();
  }

  open() {
    this.isOpen = true;
    this.comment = '';
    this.focusNext = '.comment';
  }

  close() {
    this.isOpen = false;
    this.focusNext = '.flag';
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
