import { type CustomerSketch, note, type UcdpItem } from './seed-customer.ts';

type Fault = (item: UcdpItem) => UcdpItem;

/** In the order of the items, oldest first. */
const SINGLE_FAULTS: readonly Fault[] = [
  (item) => without(item, ['timestamp']),
  (item) => ({ ...item, timestamp: 'yesterday' }),
  (item) => ({ ...item, notes: 90210 }),
  (item) => ({ ...without(item, ['interaction_id']), interaction_key: `${item.timestamp}` }),
  (item) => without(item, ['channel']),
  (item) => ({ ...item, intent: { code: 'TECH', source: { system: 'legacy', version: 2 } } }),
  (item) => ({ ...item, interaction_key: `yesterday#${item.interaction_id}`, timestamp: 1_765_204_332 }),
  (item) => ({ ...item, resolved: 'maybe', duration_s: 'four minutes' }),
];

/** No reader can rescue these: time, channel or words are of no use, and always two things at once. */
const DOUBLE_FAULTS: readonly Fault[] = [
  (item) => ({ ...without(item, ['channel']), timestamp: 'yesterday' }),
  (item) => ({
    ...without(item, ['interaction_id', 'timestamp', 'channel']),
    interaction_key: `${item.timestamp}`,
  }),
  (item) => ({ ...item, channel: { name: 'ivr' }, notes: 4 }),
  (item) => ({ ...item, channel: null, timestamp: -1, intent: ['B-102'] }),
  (item) => ({ ...item, channel: 2, timestamp: '2025-13-45T99:99:99Z', notes: { text: 'lost' } }),
];

/** What a replicated table may hold in spite of its description. The keys stay strings: DynamoDB insists. */
export const FAULTY_RECORDS: readonly CustomerSketch[] = [
  {
    accountNumber: '2000000009',
    situation: 'Twelve records, eight of them malformed in different ways, the four newest sound.',
    request: { contact_id: 'call-0009-a', ivr_intent: 'billing_inquiry' },
    contacts: [
      note`40d | phone | b-101 | resolved | done | asked due date, told mid month`,
      note`36d | ivr | PMT | contained | done | Pmt 51.00 taken`,
      note`30d | 02 | tech | resolved | done | wifi name reset`,
      note`26d | chat | PLAN_CHG | info_given | done | asked abt intl roaming, day pass expl`,
      note`22d | Voice | refund | completed | done | rfnd 9.99 addon`,
      note`18d | phone | tech_sup | resolved | done | voicemail pin reset done`,
      note`15d | email | cmpl | answered | done | rude agent complaint, apologised`,
      note`12d | 01 | OUTG | contained | done | Outage msg played`,
      note`9d | phone | S-320 | completed | done | roaming day pass added, 3 wks`,
      note`6d | 02 | bill_inq | pending | open | roaming billed 61.20 though day pass on. sent to mediation, ans in 5 days`,
      note`1d2h | IVR | BILL_INQ | abandoned | open | "roaming". Verified. Hung up in queue`,
      note`40m | 03 | view_bill | closed | open | still 61.20, wants answer today. told to call`,
    ],
    faults: SINGLE_FAULTS,
  },
  {
    accountNumber: '2000000010',
    situation: 'Five records, and every one of them is malformed.',
    request: { contact_id: 'call-0010-a', ivr_intent: 'billing_dispute' },
    contacts: [
      note`31d | ivr | PMT | contained | done | Pmt taken`,
      note`25d | phone | tech | resolved | done | modem swap`,
      note`14d | 02 | b-102 | open_case | open | late fee disputed`,
      note`8d | chat | b-102 | info_given | open | asked for state of case`,
      note`2d | ivr | b-102 | abandoned | open | hung up in queue`,
    ],
    faults: DOUBLE_FAULTS,
  },
  {
    accountNumber: '2000000011',
    situation: 'Channel and intent codes that the decode table does not know, among known ones.',
    request: { contact_id: 'call-0011-a' },
    contacts: [
      note`50d | Kiosk | LOYALTY_V2 | printed | done | Mall kiosk: points balance 1,240 printed`,
      note`34d | 17 | Z-900 | received | open | fax rcvd, 2 pp, POA for acct holder (mother). to scan team`,
      note`20d | phone | poa_review | pending | open | daughter calls re POA. scan team has not seen fax. resend`,
      note`11d | FAX | Z-900 | received | open | POA again, 2 pp, legible`,
      note`2d | IVR_NG/7 | b-199 | to_agent | - | "power of attorney". No match. Xfer GENERAL`,
      note`1d22h | 02 | other | pending | open | POA found, legal checks it, 3 days, daughter gets call`,
    ],
  },
];

function without(item: UcdpItem, names: readonly string[]): UcdpItem {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}
