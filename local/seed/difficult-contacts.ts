import { type CustomerSketch, note, transcript } from './seed-customer.ts';

/** Where the agent must know exactly what was said before. */
export const DIFFICULT_CONTACTS: readonly CustomerSketch[] = [
  {
    accountNumber: '2000000007',
    situation:
      'A cancellation fee is in dispute: two agents said opposite things, a refund came and was reversed.',
    request: { contact_id: 'call-0007-a', ivr_intent: 'billing_dispute' },
    contacts: [
      note`24d3h | phone | CNCL | completed | done | canc tv addon. adv: NO early term fee since 24 mo are over`,
      note`15d2h | 02 | bill_dsp | open_case | open | ETF 120.00 on bill. cust quotes prev agent "no fee". case D-3391. i think fee is valid, term runs 2 more mo, told cust so. she disagrees strongly, wants sup`,
      transcript`14d1h | Voice | B-102 | supervisor_callback | open | Supervisor Orla Fenwick called back. She confirmed that the first agent had said no fee would apply, apologised, and said the $120 would be refunded as a courtesy.`,
      note`11d | Email | RFND | sent | - | AUTO: a refund of $120.00 has been issued to your account.`,
      note`4d5h | portal | view_bill | viewed | - | Ledger: ADJ -120.00 then REV +120.00 "term active, audit"`,
      note`3d2h | call | dispute_charge | escalated | open | refund was REVERSED by audit 4d ago, nobody told cust. sup O.F. out til tmrw. cust threatens regulator complaint. no new promise made, esc to exec desk, D-3391 stays open`,
      note`5h | ivr | bill_dsp | abandoned | open | Verif OK. "supervisor". Queue 9m, caller hung up, no CB offered`,
    ],
  },
  {
    accountNumber: '2000000008',
    situation: 'Transferred to a second agent, who takes over three minutes after the first one hung up.',
    request: {
      initial_contact_id: 'call-0008-first',
      contact_id: 'call-0008-second',
      ivr_intent: 'cancel_service',
    },
    contacts: [
      note`33d | chat | S-320 | info_given | done | compared 200 vs 500 mbps, cx will think abt it`,
      {
        id: 'call-0008-first',
        touches: [
          note`16m | IVR | CNCL | to_agent | - | ANI match, PIN ok, VERIFIED. "cancel". Xfer RETENTION`,
          note`3m | phone | cancel_service | transferred | open | cust moving abroad in 2 wks, wants cancel + port number to brother Teo. verified. cancel date agreed, in 2 wks, no fee ok'd. CANT do port of no. here -> warm xfer to PORTING. equip return box still to be ordered`,
        ],
      },
    ],
  },
  {
    accountNumber: '2000000012',
    situation: 'Spanish and English interactions of one family; the agent reads Spanish.',
    request: { contact_id: 'call-0012-a', ivr_intent: 'technical_support', language: 'es' },
    contacts: [
      note`27d | 02 | PMT | completed | done | cta al dia, pagó 64,20 c/ tarjeta nueva. pidió factura x correo`,
      note`19d4h | Voice | S-320 | completed | done | daughter Inés called (auth user), added 5GB to her line`,
      transcript`8d2h | livechat | tech_sup | no_fix | open | El cliente dice que la señal se cae desde el cambio de módem. El agente reinició el equipo a distancia sin resultado y abrió el ticket 60112. Se prometió una visita para pasado mañana, sin coste.`,
      note`5d1h | phone | tech | missed_visit | open | tech no show yest, cust (speaks Spanish, Inés interpreted) took day off work. rebooked, $20 credit promised, tkt 60112`,
      note`4d | TEXT | t-200 | delivered | - | Su cita técnica es mañana, 9-12 h. Responda SÍ para confirmar.`,
      note`26m | IVR | TECH | to_agent | open | Idioma: ES. Verificado c/ PIN. Dijo: "no ha venido nadie, otra vez". Pasa a SOPORTE`,
    ],
  },
];
