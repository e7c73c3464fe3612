import type { Channel } from '../domain/interaction.ts';

/**
 * The decode table of UCDP: each of our words with the codes that the sources use for it.
 * Codes are compared in lower case. A code that is missing here is kept as given and counted.
 */
export const CHANNEL_CODES: Readonly<Record<Channel, readonly string[]>> = {
  ivr: ['ivr', '01', 'voice_ivr', 'ivr_self_service'],
  agent: ['agent', '02', 'phone', 'voice', 'call'],
  chat: ['chat', '03', 'webchat', 'livechat'],
  email: ['email', '04', 'mail'],
  sms: ['sms', '05', 'text'],
  web: ['web', '06', 'portal'],
  mobile: ['mobile', '07', 'app'],
  social: ['social', '08', 'facebook', 'x'],
};

export const INTENT_CODES: Readonly<Record<string, readonly string[]>> = {
  billing_dispute: ['billing_dispute', 'bill_dsp', 'dispute_charge', 'b-102', 'billing discrepancy'],
  billing_inquiry: ['billing_inquiry', 'bill_inq', 'view_bill', 'b-101'],
  payment: ['payment', 'pmt', 'make_payment', 'b-110'],
  refund: ['refund', 'rfnd', 'refund_status', 'b-120'],
  technical_support: ['technical_support', 'tech', 'tech_sup', 't-200', 'troubleshoot'],
  outage: ['outage', 'outg', 'report_outage', 't-210'],
  cancel_service: ['cancel_service', 'cncl', 'cancel', 's-310'],
  start_service: ['start_service', 'new_svc', 's-300'],
  change_plan: ['change_plan', 'plan_chg', 'upgrade', 's-320'],
  account_update: ['account_update', 'acct_upd', 'change_address', 'a-400'],
  delivery: ['delivery', 'dlv', 'track_order', 'd-500'],
  complaint: ['complaint', 'cmpl', 'c-600'],
  misc: ['misc', 'other', 'unknown', ''],
};
