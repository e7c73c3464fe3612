/** Numbers that a summary needs: of a thing (an order, a ticket), or of a measure (amounts, durations, speeds). */

const PARCELS = 'tracking|track|parcel|fedex|ups|usps|dhl|shipment|sendung\\w{0,9}';
const PAPERS =
  'orders?|tickets?|case|incident|inc|invoices?|inv|factura|rechnung\\w{0,8}|claim|policy|booking|reservation|confirmation|conf|contract|quote|voucher|coupon|docket|dispute|transaction|txn|trace|po|rma|wo|job|pedido|bestell\\w{0,10}|auftrag\\w{0,9}|vorgang\\w{0,9}|ref\\w{0,7}';
const GOODS =
  'part|item|sku|batch|lot|serial|imei|meid|iccid|isbn|ean|upc|barcode|vin|plate|mac|model|version|build|firmware|error|meter|reading|che(?:ck|que)|asset|device';
const REST =
  'account|acct|bill|zip|postal|(?:kunden\\w{0,7}|customer|cust|member\\w{0,6})(?=[ -]?(?:id|no|num|nr|ref|#))|loyalty|(?<!caller )id|log|msg|lead|form|flight';
/** A thing asked for in one turn is told in the next. */
const ANSWER =
  "(?:[ ,](?:please|pls|plz|sir|again))?(?:[\\s?/|]{0,5}(?:(?:agent|customer|cust|caller|rep|client|member|user)(?: ?[:>]| -) ?)?(?:(?:sure|ok|yes|yeah|its|it's|it is|here|um|uh)[ ,.]{1,2}){0,2})?";
const numberOf = (...kinds: readonly string[]): RegExp => {
  const things = kinds.join('|');
  return new RegExp(
    `(?<![\\p{L}])(?:${things})[\\s:.#=-]{0,4}(?:(?:no|nr|num|number|nummer|n[uú]mero|code|id|ids|is|was|ref|ist|es)(?!\\p{L})[\\s:.#=-]{0,3}){0,2}${ANSWER}$`,
    'iu',
  );
};
const NUMBER_OF_A_THING = numberOf(PARCELS, PAPERS, GOODS, REST);
const NUMBER_OF_PARCEL = numberOf(PARCELS, GOODS);
const NUMBER_OF_GOODS = numberOf(PARCELS, PAPERS, GOODS);
const REACH = 70;

/** Whether the number at `offset` is told as that of an order, a ticket, a parcel and the like. */
export function isNumberOfAThing(text: string, offset: number): boolean {
  return NUMBER_OF_A_THING.test(text.slice(Math.max(0, offset - REACH), offset));
}

/** The same for fewer things, those whose numbers are never another word for a person's own. */
export function isNumberOfGoods(text: string, offset: number): boolean {
  return NUMBER_OF_GOODS.test(text.slice(Math.max(0, offset - REACH), offset));
}

/** Numbers as long as a card's, some with its check digit. */
export function isNumberOfParcel(text: string, offset: number): boolean {
  return NUMBER_OF_PARCEL.test(text.slice(Math.max(0, offset - REACH), offset));
}

/** Ends the way from a keyword to its value: what follows one of these words is a number of something else. */
export const OTHER_THING = new RegExp(
  `(?:${PARCELS}|${PAPERS.replace('|confirmation|conf', '')}|${GOODS.replace('|che(?:ck|que)', '')}|zip|postal|postcode|plz|plan|bill|balance|amount|amt|total|fee|queue|holiday|conduct|ethics|ext|extension|flight|seat|room|suite|unit|step|page|agent|tech|attempts?|tries|wait(?:ed)?|refund(?:ed)?|paid|charged?|owes?|since|until|till|within)(?![\\p{L}])`,
  'iuy',
);

const UNITS =
  '%|[gmkt]b(?:ps|it)?|mbit|ghz|hz|usd|eur|euros?|yen|rupees?|inr|pesos?|chf|aud|cad|mxn|lakhs?|gbp|dollars?|bucks|cents?|percent|per cent|pounds|d[ií]as?|tagen?|days?|hrs?|hours?|horas?|stunden?|min(?:ute)?[sn]?|mins|sec(?:ond)?s?|s|h|am|pm|a\\.m|p\\.m|uhr|st|nd|rd|th|miles?|points|pts|km|kwh|x|ms|times|veces|mal|pieces|pcs|units?|users?|seats|people|persons?|weeks?|months?|meses|monate?n?|yrs?|years?|años?|jahre?n?|characters|digits|minutes|calls?|lines?|devices';

/** What follows a number that is a measure. */
export const MEASURED = new RegExp(`^ ?(?:${UNITS})(?![\\p{L}\\p{N}])`, 'iu');

/** Stands at the end of a pattern of digits: the number is whole, and no amount, time, date or measure. */
export const WHOLE_NUMBER = `(?!\\d|[.,:/-]\\d| ?(?:${UNITS})(?![\\p{L}\\p{N}]| ?\\d))`;
