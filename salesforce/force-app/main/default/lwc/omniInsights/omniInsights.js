import awaitSummary from '@salesforce/apex/OmniInsightsController.awaitSummary';
import recordUse from '@salesforce/apex/OmniInsightsController.recordUse';
import requestSummary from '@salesforce/apex/OmniInsightsController.requestSummary';
import sendFeedback from '@salesforce/apex/OmniInsightsController.sendFeedback';
import { api, LightningElement } from 'lwc';
import { LATE_SUMMARY, rejectionWords } from './failureWords';
import { readReply } from './readReply';
import { refusedVerdict, sentVerdict, takenVerdict } from './verdicts';

/** Each lasts about five seconds: a summary that takes longer is asked for by the agent. */
const MOST_WAITS = 3;
/** A summary takes less: one that was made so much before its facts is an older one. */
const MAKING_TAKES_MS = 10000;

/** Asks for the summary of a call and shows it. Answers for a call that the agent has left, or asked anew, are dropped. */
export default class OmniInsights extends LightningElement {
  state = 'loading';
  answer = null;
  failure = null;
  verdict = null;

  callId;
  loadNumber = 0;
  clickNumber = 0;

  @api
  get recordId() {
    return this.callId;
  }
  set recordId(value) {
    if (value === this.callId) return;
    this.callId = value;
    if (this.isConnected) this.load();
  }

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.loadNumber += 1;
  }

  async load() {
    const load = this.startLoad();
    this.state = 'loading';
    this.answer = null;
    this.verdict = null;
    if (!this.callId) return;
    const reply = await this.ask(requestSummary, { recordId: this.callId });
    if (load !== this.loadNumber) return;
    this.show(reply);
    await this.waitForSummary(load);
  }

  /** Until the summary is there, or the bound is reached; the facts stay on the screen. */
  async waitForSummary(load, waitsLeft = MOST_WAITS) {
    if (!this.isPreliminary) return;
    if (waitsLeft === 0) {
      this.failure = LATE_SUMMARY;
      return;
    }
    const uniqueProcessId = this.answer.unique_process_id;
    const reply = await this.ask(awaitSummary, { recordId: this.callId, uniqueProcessId });
    if (load !== this.loadNumber) return;
    if (reply.answer !== null && !this.isOlder(reply.answer)) this.show(reply);
    await this.waitForSummary(load, waitsLeft - 1);
  }

  async handleVerdict({ detail }) {
    const load = this.loadNumber;
    this.clickNumber += 1;
    const click = this.clickNumber;
    const before = this.verdict;
    this.verdict = sentVerdict(before, detail);
    const { feedback, reason, sentence, comment } = detail;
    const said = { feedback, reason, sentence, comment };
    const taken = await this.isTaken(sendFeedback, { requestId: this.answer.request_id, ...said });
    // A later click says what the agent thinks now.
    if (load !== this.loadNumber || click !== this.clickNumber) return;
    this.verdict = taken ? takenVerdict(this.verdict) : refusedVerdict(before);
  }

  handleRetry() {
    if (this.isPreliminary) this.waitForSummary(this.startLoad());
    else this.load();
  }

  handleOpenSource({ detail }) {
    this.dispatchEvent(
      new CustomEvent('openinteraction', {
        bubbles: true,
        composed: true,
        detail: {
          interactionId: detail.interactionId,
          accountNumber: this.answer.account_number,
          handled: false,
        },
      }),
    );
  }

  /** For figures of adoption only: whether it is taken is nothing to the agent. */
  async handleUsed({ detail }) {
    await this.isTaken(recordUse, { requestId: this.answer.request_id, useEvent: detail.useEvent });
  }

  get isPreliminary() {
    return this.answer !== null && this.answer.status === 'preliminary';
  }

  /** Whether it was there before the facts that are shown. */
  isOlder(answer) {
    return Date.parse(answer.generated_at) < Date.parse(this.answer.generated_at) - MAKING_TAKES_MS;
  }

  /** The number of a new load; answers to earlier ones are dropped from now on. */
  startLoad() {
    this.loadNumber += 1;
    this.failure = null;
    return this.loadNumber;
  }

  show({ answer, failure }) {
    this.answer = answer;
    this.failure = failure;
    this.state = answer === null ? 'failed' : 'ready';
  }

  async ask(method, parameters) {
    try {
      return readReply(await method(parameters));
    } catch (error) {
      return { answer: null, failure: rejectionWords(error) };
    }
  }

  async isTaken(method, parameters) {
    try {
      const { statusCode } = await method({ recordId: this.callId, ...parameters });
      return statusCode === 200 || statusCode === 202;
    } catch {
      return false;
    }
  }
}
