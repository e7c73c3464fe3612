import type { Place, Unread } from './unread.ts';

export interface IdentifierMention {
  readonly text: string;
  readonly index: number;
  /** Letters and digits only. */
  readonly value: string;
  /** Whether only its end is given: card ending 4471. */
  readonly isEnd: boolean;
}

const NAMED =
  'orders?|tickets?|cases?|refs?|references?|claims?|invoices?|polic(?:y|ies)|bookings?|tracking|rma|po|conf(?:irmation)?|reservations?|incidents?|tkt|inv|file|application|request|requests|complaint|contract|meter|parcel|shipment|serial|id|pnr|permit|pedido|reserva|caso|factura|fatura|commande|dossier|facture|bestellung|vorgang|rechnung|auftrag|encomenda|protocolo|expediente|reclamacion|colis|sendung|prescription|rx|loan|account|acct|job|work order|wo|transaction|txn|trx|batch|route|store|branch|flight|train|bus|room|gate|seat|apartment|apt|unit|flat';
const AFTER_NAME = new RegExp(
  `\\b(?:${NAMED})(?:'s)?(?: (?:ref(?:erence)?|no|nr|number|id|code)\\b)?\\.?:? ?(?:#|no\\.? ?|nr\\.? ?|n[oº°]\\.? ?)?((?=[a-z-]*\\d)[a-z]{0,8}-?\\d{3,}[\\w-]*|(?=[a-z]*\\d)[a-z\\d]{5,12})\\b(?!-?(?:day|hour|minute|week|month|year|mbps|mbit|gb))`,
  'g',
);
const END =
  /\b(?:ending|ends|ended|last (?:four|4)(?: digits)?|xx+|\*{2,}|terminad[oa]s?|termine par|endend|endet)(?: in| with| on| en| auf| em| mit| is| are|:)? ?(?:no\.? ?|#)?(\d{2,6})\b/g;
const AFTER_HASH = /#\s?([a-z]{0,6}-?\d[\w-]*)/g;
/** A number with a unit, an ordinal or a clock time: no reference though letters and digits are in one word. */
const WITH_UNIT =
  '\\d+(?:[.,]\\d+)?-?(?:st|nd|rd|th|ord|am|pm|h|hr|hrs|hours?|min|mins|minutes?|m|s|sec|d|days?|wks?|weeks?|months?|yrs?|years?|k|x|bd|gb|mb|tb|mbps|gbps|mbit|kbit|kwh|kw|w|v|kg|g|lb|lbs|oz|km|mi|cm|mm|ft|in|l|ml|ghz|mhz|usd|eur|gbp|p|c|pcs|pc|er|e|a|f|deg|star|stars|digit|digits|step|part|bed|seat|seater|person|inch|square|cubic|way|page|item|night|nights|line|tage?|wochen?|stunden?|h\\d\\d|fold|year-old|dollar|euro|pound|peso|minuten?)\\b';
const MIXED = new RegExp(
  `(?<![\\w$€£#.,-])(?=[a-z\\d-]*\\d)(?=[a-z\\d-]*[a-z])(?!${WITH_UNIT})(?!\\d{1,2}-\\w{3}\\b)([a-z]{1,10}-?\\d[a-z\\d]*(?:-[a-z\\d]+)*|\\d+-?[a-z][a-z\\d]*(?:-[a-z\\d]+)*|\\d+-\\d+-[a-z\\d-]+)(?![\\w])`,
  'g',
);
const NO_REFERENCE = /^(?:x\d{1,2}|q[1-4]|\d{1,2}x|a\d|i\d)$/;
const GROUPED = /(?<![\d.,$€£+-])\d{3,}(?:-\d{2,})+(?![\d.,]\d)/g;
const WITH_ZERO = /(?<![\d.,$€£:])0\d{3,}(?![\d.,:]\d)/g;
const LONG = /(?<![\d.,$€£])\d{5,}(?![\d.,]\d|\d| ?[$€£])/g;

/** Takes references out of a text: numbers of orders, tickets and flights. */
export function findIdentifiers(unread: Unread): readonly IdentifierMention[] {
  return [
    ...unread.take(END, ([, digits = ''], place) => [{ ...mention(digits, place), isEnd: true }]),
    ...unread.take(AFTER_HASH, ([, value = ''], place) => [mention(value, place)]),
    ...unread.take(AFTER_NAME, ([, value = ''], place) =>
      /^\d+(?:st|nd|rd|th|ord)$/.test(value) ? [] : [mention(value, place)],
    ),
    ...unread.take(MIXED, ([text], place) =>
      NO_REFERENCE.test(text) || text.replace(/\D/g, '').length < 2 ? [] : [mention(text, place)],
    ),
    ...unread.take(GROUPED, ([text], place) => [mention(text, place)]),
    ...unread.take(WITH_ZERO, ([text], place) => [mention(text, place)]),
  ];
}

/** The same of bare numbers of five digits and more; for after the amounts are taken. */
export function findLongNumbers(unread: Unread): readonly IdentifierMention[] {
  return unread.take(LONG, ([text], place) => [mention(text, place)]);
}

function mention(text: string, { index }: Place): IdentifierMention {
  return { text, index, value: text.replace(/[^a-z\d]/g, ''), isEnd: false };
}
