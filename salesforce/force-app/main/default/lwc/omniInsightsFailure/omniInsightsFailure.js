import { api, LightningElement } from 'lwc';

const TICK_MS = 1000;

/** What went wrong and another try, which the server may put off for some seconds. */
export default class OmniInsightsFailure extends LightningElement {
  shown = null;
  secondsLeft = 0;
  /** Epoch milliseconds. */
  openAt = 0;
  timer = null;

  /** { title, detail, retryable, retryAfterSeconds } */
  @api
  get failure() {
    return this.shown;
  }
  set failure(value) {
    this.shown = value;
    this.openAt = Date.now() + (value?.retryAfterSeconds ?? 0) * TICK_MS;
    if (this.isConnected) this.countDown();
  }

  connectedCallback() {
    this.countDown();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  get waits() {
    return String(this.secondsLeft > 0);
  }

  get retryWords() {
    return this.secondsLeft > 0 ? `Try again in ${this.secondsLeft} s` : 'Try again';
  }

  handleRetry() {
    if (this.secondsLeft === 0) this.dispatchEvent(new CustomEvent('retry'));
  }

  /** By the clock, since timers of a hidden tab come late. */
  countDown() {
    clearTimeout(this.timer);
    this.secondsLeft = Math.max(0, Math.ceil((this.openAt - Date.now()) / TICK_MS));
    // The seconds are for the eye: nothing but a timer can count them.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    if (this.secondsLeft > 0) this.timer = setTimeout(() => this.countDown(), TICK_MS);
  }
}
