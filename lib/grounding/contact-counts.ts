import type { Evidence } from './evidence.ts';

type ContactKind =
  | 'call'
  | 'chat'
  | 'email'
  | 'sms'
  | 'ivr'
  | 'web'
  | 'mobile'
  | 'social'
  | 'message'
  | 'contact'
  | 'agent';

/** The channels that a kind of contact can come through; `null` is any, also one that we do not know. */
const CHANNELS: Readonly<Record<ContactKind, readonly string[] | null>> = {
  call: ['agent', 'ivr'],
  chat: ['chat'],
  email: ['email'],
  sms: ['sms'],
  ivr: ['ivr'],
  web: ['web'],
  mobile: ['mobile'],
  social: ['social'],
  message: ['sms', 'chat', 'email', 'web', 'mobile', 'social'],
  agent: ['agent', 'chat'],
  contact: null,
};
/** What contacts are called, in plain form. */
const NOUNS: readonly (readonly [ContactKind, RegExp])[] = [
  [
    'call',
    /^(?:calls?|phone-?calls?|called|phoned|rang|rung|ring|llamadas?|llamo|appels?|appele|anrufe?n?|angerufen|telefonate?|chamadas?|ligacoes|ligacao|ligou|dialled|dialed)$/,
  ],
  ['chat', /^(?:chats?|chatted|webchats?|live-chats?)$/],
  ['email', /^(?:e-?mails?|emailed|e-mailed|mails?|correos?|courriels?|mailed)$/],
  ['sms', /^(?:sms|texts?|texted|text-messages?|smses)$/],
  ['ivr', /^(?:ivr|menus?|phone-menu|telefonmenus?)$/],
  ['web', /^(?:web|websites?|sites?)$/],
  ['mobile', /^apps?$/],
  ['social', /^(?:social|tweets?|posts?|posted|dms?)$/],
  [
    'message',
    /^(?:messages?|messaged|mensajes?|nachrichten|mensagens|wrote|written|write|writes|writing|escribio|ecrit|geschrieben|escreveu)$/,
  ],
  ['agent', /^(?:agents?|reps?|representatives?|advis[eo]rs?|supervisors?|agentes?|mitarbeiter\w*)$/],
  [
    'contact',
    /^(?:contacts?|contacted|interactions?|touches|touchpoints?|contactos?|contatos?|kontakte?n?|contacte|kontaktiert|contatou|interacciones|interacoes|interaktionen|reached|approaches|conversations?|enquiries|inquiries)$/,
  ],
];
/** A call that comes so soon after a phone menu is the same contact. */
const SAME_CONTACT_MS = 15 * 60_000;

/** The kind of contact that a word names; `null` when it names none. */
export function contactKind(word: string): ContactKind | null {
  return NOUNS.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

/** Whether a contact of one kind may be called one of the other: an e-mail is a message. */
export function mayBeSame(one: ContactKind, other: ContactKind): boolean {
  return CHANNELS[one]?.some((channel) => isThrough(channel, CHANNELS[other])) ?? true;
}

/** Whether a record may be a contact of a kind; one that stands for several may. */
export function isOfKind({ record }: Evidence, kind: ContactKind): boolean {
  return record.channel === undefined || isThrough(record.channel, CHANNELS[kind]);
}

/**
 * How many contacts of a kind some records are, as people count them: each one; a phone menu and the call that follows as one;
 * calls without menus; those of one record that stands for several; contacts without the menu of the one that begins now.
 */
export function countsOf(evidence: readonly Evidence[], kind: ContactKind): ReadonlySet<number> {
  const ofKind = evidence.filter((each) => isOfKind(each, kind));
  const all = contactsIn(ofKind, CHANNELS[kind]);
  const menus = contactsIn(ofKind, ['ivr']);
  const leadingOn = ofKind.filter((each) => leadsToTalk(each, evidence)).length;
  const folded = ofKind.filter(({ record }) => record.channels !== undefined);
  const counts = [
    all,
    all - leadingOn,
    ...folded.map((each) => contactsIn([each], CHANNELS[kind])),
    ...(kind === 'call' || kind === 'contact' ? [all - menus] : []),
  ];
  return new Set(counts.filter((count) => count > 0));
}

function isThrough(channel: string, channels: readonly string[] | null): boolean {
  return channels?.includes(channel) ?? true;
}

function contactsIn(evidence: readonly Evidence[], channels: readonly string[] | null): number {
  return evidence.reduce((sum, { record }) => {
    if (record.channels === undefined) return sum + Number(isThrough(record.channel ?? '', channels));
    const counts = Object.entries(record.channels).filter(([channel]) => isThrough(channel, channels));
    return sum + counts.reduce((all, [, count]) => all + count, 0);
  }, 0);
}

function leadsToTalk({ record, atMs }: Evidence, evidence: readonly Evidence[]): boolean {
  const follows = (other: Evidence) => other.atMs >= atMs && other.atMs - atMs <= SAME_CONTACT_MS;
  return (
    record.channel === 'ivr' &&
    evidence.some((other) => ['agent', 'chat'].includes(other.record.channel ?? '') && follows(other))
  );
}
