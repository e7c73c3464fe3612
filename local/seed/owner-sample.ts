import { type CustomerSketch, note, transcript } from './seed-customer.ts';

/**
 * The contract's sample answer in data: asked for ivr and agent, 14 interactions in 90 days, the ten newest
 * of them in 30 days and five contacts, three of these within 7 days and about the $45.
 */
export const OWNER_SAMPLE: CustomerSketch = {
  accountNumber: '1234567890',
  situation: 'Disputes a $45 visit fee for the third time in a week, and a promised credit has not come.',
  request: {
    unique_process_id: 'upi-7f3a',
    initial_contact_id: 'abc-123-first',
    contact_id: 'abc-123-xyz',
    ivr_intent: 'billing_inquiry',
    max_history_days: 90,
    max_interactions: 10,
    channel_filter: ['ivr', 'agent'],
  },
  contacts: [
    // The oldest touch lies just inside 30 days, its contact ends well inside: the count holds for a day.
    [
      note`29d23h30m | 01 | T-200 | to_agent | - | ANI match. Intent: internet slow. Modem test = FAIL lvl. Xfer TECH q, wait 6m`,
      note`29d23h | 02 | tech_sup | tech_dispatched | - | cust w/ slow inet eves, 8 of 200 mbps. rebooted x2 no change, sig low on ds ch 3-7. booked tech 10-12. cust asked abt visit fee, adv NO CHARGE as fault is our side`,
      transcript`28d2h | Voice | technical_support | resolved | done | Outbound follow-up after the visit. Technician replaced the splitter and a connector; customer measured 196 Mbps and is happy. Agent repeated that the visit is free of charge.`,
    ],
    [
      note`17d4h10m | IVR | PMT | to_agent | - | Acct verif PIN ok. "pay my bill". card declined 1x. Xfer PAYMENTS`,
      note`17d4h | phone | payment | completed | done | pmt 87.40 took w/ new card on file, prev one expired. bal 0. autopay updtd, conf sent`,
    ],
    {
      id: 'abc-097-first',
      touches: [
        note`5d3h20m | ivr_self_service | BILL_DSP | to_agent | - | Verif: ZIP + last pmt OK. Caller said "forty five dollars I dont owe". Bill read. Xfer BILLING`,
        note`5d3h | voice | dispute_charge | transferred | open | cust v upset re $45.00 SVC VISIT on curr bill. says was told visit is free. i see the dispatch note NO CHARGE but cant adj fees at my lvl. xfer to billing spec`,
      ],
    },
    {
      id: 'abc-097-spec',
      initial: 'abc-097-first',
      touches: [
        transcript`5d2h40m | agent | B-102 | promise_made | open | Billing specialist reviewed the dispatch note and agreed that the $45.00 visit fee was charged in error. She promised a $45 credit within 48 hours and a callback once it has posted, case 88213. Customer said fine, but does not want to call again.`,
        note`2d1h | Email | billing discrepancy | sent | open | AUTO: We have received your dispute (case 88213) and will answer within 5 business days. Please do not reply.`,
      ],
    },
    note`28h17m12s | VOICE_IVR | billing discrepancy | abandoned | open | Menu 2-1 bill. Bal 132.40 read, incl 45.00 SVC VISIT, no pending credit. Caller "thats still wrong". Hung up in queue 4m`,
    {
      id: 'abc-123-first',
      touches: [
        note`6m | IVR | bill_dsp | to_agent | open | ANI match + PIN ok = ACCT VERIFIED. Speech: "the forty five dollar credit you promised me isnt there". Credit lookup: none posted. 0 pressed x2. Xfer BILLING`,
      ],
    },
    note`3d6h | webchat | b-102 | closed | open | Cx asks bot is $45 credit done. Bot: no info on credits. Typed "agent", nobody free, chat timed out after 11 min`,
    note`20d | 03 | VIEW_BILL | resolved | done | where to find the pdf bill. sent link to portal, cx found it. thx bye`,
    [
      note`41d5h10m | ivr | PLAN_CHG | to_agent | - | "change my internet". Verif OK. Xfer SALES`,
      note`41d5h | Call | upgrade | completed | done | moved 100 -> 200 mbps, +10/mo, no term. eff next cycle. cust ok w price`,
    ],
    note`63d2h | ivr | OUTG | contained | done | Outage msg for area played, ETR 18:00, caller accepted text alert`,
    note`63d1h | TEXT | outg | delivered | done | Service restored in your area. Sorry for the trouble.`,
    note`80d7h | phone | ACCT_UPD | completed | done | mailing addr chg, new apt no. read back ok. asked also abt paperless, set`,
    note`100d | Voice | bill_inq | resolved | done | expl prorated first bill, cust understood`,
  ],
};
