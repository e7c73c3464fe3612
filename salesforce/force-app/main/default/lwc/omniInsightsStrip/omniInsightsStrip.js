import { api, LightningElement } from 'lwc';
import { readCustomer } from './readCustomer';

/** The customer in figures, counted from the records. */
export default class OmniInsightsStrip extends LightningElement {
  /** `customer` of the answer. */
  @api customer;

  get figures() {
    return readCustomer(this.customer, Date.now()).map(({ kind = '', ...figure }) => ({
      ...figure,
      className: `figure ${kind}`.trim(),
    }));
  }
}
