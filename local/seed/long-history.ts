import { type CustomerSketch, note, type SeedContact, transcript } from './seed-customer.ts';

const INTERACTIONS = 60;
const SPAN_MINUTES = 85 * 24 * 60;

function roundOfContacts(round: number): SeedContact[] {
  const at = (position: number): string => {
    const left = INTERACTIONS - 1 - (round * 20 + position);
    return `${Math.round((left * SPAN_MINUTES) / INTERACTIONS) + 240}m`;
  };
  const order = 40_310 + round * 77;
  return [
    [
      note`${at(0)} | ivr | T-200 | to_agent | - | Modem test run. Result: intermittent. Xfer TECH`,
      note`${at(1)} | phone | tech_sup | no_fix | open | conn drops evry eve 7-9. rebooted, fact reset, new ch. stable while on ph`,
    ],
    note`${at(2)} | IVR | OUTG | contained | done | Outage msg played, caller hung up`,
    note`${at(3)} | ivr | outg | contained | done | Outage msg played, caller hung up`,
    note`${at(4)} | sms | outage | delivered | done | Service restored in your area.`,
    transcript`${at(5)} | Voice | technical_support | tech_dispatched | open | The customer started with the drops of last night, then spoke about the outage, the previous technician who came outside the agreed hours, a neighbour on the same street with the same trouble, and a home office that depends on the line. Agent went through the modem log with her: upstream power high, several T3 timeouts between seven and nine in the evening, nothing in the morning. Agent explained that this points to the line between house and street rather than to the modem, that a new modem would not help, and booked a line technician under work order ${order}. Customer asked twice whether there would be a fee and was told no. She also asked to have the drops noted as a series, not as single cases, because "every time I have to start from the beginning".`,
    note`${at(6)} | app | t-200 | viewed | - | Appointment ${order} viewed`,
    note`${at(7)} | 02 | TECH | visit_done | open | tech ${order}: no fault found at time of visit. lvls ok. closed NFF. cust not agree`,
    [
      note`${at(8)} | ivr | T-200 | to_agent | - | Modem test run. Result: intermittent. Xfer TECH`,
      note`${at(9)} | call | troubleshoot | no_fix | open | conn drops evry eve 7-9. rebooted, fact reset, new ch. stable while on ph`,
    ],
    note`${at(10)} | phone | RFND | completed | done | goodwill ${12 + round * 3}.00 for days w/o svc, on next bill`,
    transcript`${at(11)} | webchat | plan_chg | completed | done | Customer asked for a cheaper plan while the line is bad. Moved to tier ${3 - round}, from the next cycle.`,
    note`${at(12)} | Email | b-101 | sent | done | AUTO: your bill is ready`,
    note`${at(13)} | portal | view_bill | viewed | - | Bill PDF opened`,
    note`${at(14)} | phone | refund_status | info_given | done | asked where goodwill is. shows on bill line 6, expl`,
    note`${at(15)} | IVR | OUTG | contained | done | Outage msg played, caller hung up`,
    note`${at(16)} | 03 | t-210 | info_given | done | asked ETR, said 22:00. asked if credit, told her call billing`,
    [
      note`${at(17)} | ivr | T-200 | abandoned | - | Modem test run. Result: intermittent. Caller hung up in queue`,
      note`${at(18)} | agent | tech_sup | escalated | open | CB to cust. ${round + 1}. series of drops, wants line team not modem swap. esc tier 2 ref L2-${order}, they call in 48h`,
    ],
    note`${at(19)} | Facebook | C-600 | replied | open | Public post "again no internet". Asked to DM acct details, she did, pointed to ref L2-${order}`,
  ];
}

/** Sixty interactions at even distances over 85 days; three rounds, so that many notes come back unchanged. */
export const LONG_HISTORY: CustomerSketch = {
  accountNumber: '2000000006',
  situation: 'Sixty interactions in 85 days: drops, outages, refunds and plan changes that come round again.',
  request: { contact_id: 'call-0006-a', ivr_intent: 'technical_support', max_interactions: 60 },
  contacts: [0, 1, 2].flatMap(roundOfContacts),
};
