import { type CustomerSketch, note, transcript } from './seed-customer.ts';

/** Nothing odd about these but how much there is, and how old it is. */
export const PLAIN_HISTORIES: readonly CustomerSketch[] = [
  {
    accountNumber: '2000000002',
    situation: 'A new customer calls for the first time: there is no interaction at all.',
    request: { contact_id: 'call-0002-a', ivr_intent: 'start_service' },
    contacts: [],
  },
  {
    accountNumber: '2000000003',
    situation: 'Called once before, about a parcel with a router that is late.',
    request: { contact_id: 'call-0003-a', ivr_intent: 'delivery' },
    contacts: [
      note`4d2h | phone | TRACK_ORDER | info_given | open | order 5520 router not arrived, carrier shows "at depot" 3 days. told cust wait til end of week, else we resend`,
    ],
  },
  {
    accountNumber: '2000000004',
    situation: 'Three interactions about a move, and the IVR turn that just ended is in the request only.',
    request: {
      contact_id: 'call-0004-a',
      ivr_intent: 'account_update',
      current_interaction: {
        channel: 'ivr',
        intent: 'account_update',
        text: 'Caller verified by PIN. Said: has my new address gone through, I am moving in three days.',
      },
    },
    contacts: [
      note`23d5h | Portal | change_address | submitted | - | Move request form saved, step 2 of 4`,
      transcript`9d1h | LiveChat | A-400 | info_given | done | Customer asked whether the number moves along. Agent: yes, same exchange area. Customer will finish the form.`,
      note`2d20h | 02 | acct_upd | pending | open | move to 14 Larch Row, appt in 5 days am. sys would not take new addr (dup unit), tkt 4471 to back office, they do it in 2 days`,
    ],
  },
  {
    accountNumber: '2000000005',
    situation: 'Fourteen interactions across six channels, mostly about a tablet order and its refund.',
    request: { contact_id: 'call-0005-a', ivr_intent: 'refund' },
    contacts: [
      note`74d | WEB | new_svc | submitted | done | Cart: tablet + 10GB line. Order 71934 placed`,
      note`71d3h | Email | D-500 | sent | done | AUTO: order 71934 shipped, carrier Parcelway`,
      note`66d2h | app | DLV | viewed | - | Tracking viewed 6x. Status: exception`,
      [
        note`65d4h10m | IVR | delivery | to_agent | - | "where is my tablet". Verified. Xfer ORDERS`,
        note`65d4h | Voice | dlv | completed | done | parcel lost by carrier, reship ord 71934-R, no chg. cust fine`,
      ],
      note`60d | 07 | track_order | viewed | done | Delivered, signed`,
      note`44d6h | webchat | tech | resolved | done | tablet wont activate. IMEI was old one from lost parcel, swapped, works now`,
      note`38d | mail | BILL_INQ | answered | done | Cust writes: billed for two tablets?? Replied: first one credited next bill, see line 4`,
      [
        note`21d2h20m | 01 | RFND | to_agent | - | "refund". Verif OK. Xfer BILLING`,
        note`21d2h | call | refund | promise_made | open | 2nd bill still w/ 2 tablets. sent rfnd req 199.00 to back off, 10 bus days, told cust so`,
      ],
      note`12d | Portal | refund_status | viewed | - | Refund 199.00: in review`,
      transcript`6d5h | chat | B-120 | info_given | open | Customer asked for the state of the $199 refund. Agent saw it in review and could not say when. Customer: "ten business days are nearly over".`,
      note`3d | 04 | RFND | received | open | From cust: no refund yet. Please call me after 5 pm, not before.`,
      note`1d3h | app | refund_status | viewed | - | Refund 199.00: in review`,
    ],
  },
  {
    accountNumber: '2000000015',
    situation: 'Comes back after a long silence: every interaction is older than the 90 days asked for.',
    request: { contact_id: 'call-0015-a', max_history_days: 90 },
    contacts: [
      note`300d | phone | S-300 | completed | done | new acct, 50 mbps, self install kit`,
      note`160d2h | 02 | cncl | retained | done | wanted to leave for price, kept w/ 12 mo at -5`,
      note`97d1h | ivr | view_bill | contained | done | Bal read 39.00, due in 9 days`,
    ],
  },
];
