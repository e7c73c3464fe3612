import type { Channel } from '../domain/interaction.ts';
import type { Phrases } from './phrases.ts';

const since = (day: string, atLeast: boolean) => `seit ${atLeast ? 'mindestens ' : ''}${day}`;
const CHANNELS: Phrases['channels'] = {
  ivr: { by: 'im Telefonmenü', counted: { one: '# Telefonmenü', other: '# Telefonmenü' } },
  agent: { by: 'am Telefon', counted: { one: '# Anruf', other: '# Anrufe' } },
  chat: { by: 'im Chat', counted: { one: '# Chat', other: '# Chats' } },
  email: { by: 'per E-Mail', counted: { one: '# E-Mail', other: '# E-Mails' } },
  sms: { by: 'per SMS', counted: { one: '# SMS', other: '# SMS' } },
  web: { by: 'auf der Website', counted: { one: '# Website', other: '# Website' } },
  mobile: { by: 'in der App', counted: { one: '# App', other: '# App' } },
  social: { by: 'in sozialen Medien', counted: { one: '# soziale Medien', other: '# soziale Medien' } },
};

export const GERMAN: Phrases = {
  locale: 'de',
  dayMonthGap: '. ',
  unnamedMatter: 'ein Anliegen ohne Namen',
  interactions: { one: '# Interaktion', other: '# Interaktionen' },
  contacts: { one: '# Kontakt', other: '# Kontakte' },
  lastDays: { one: 'am letzten Tag', other: 'in den letzten # Tagen' },
  channels: CHANNELS,
  byOther: (code) => `über ${code}`,
  told: (intent) => `Telefonmenü: ${intent}`,
  toldNothing: 'Telefonmenü: kein Grund genannt',
  likelyAbout: ({ matter, day, atLeast }, told) =>
    `Vermutlich wegen: ${matter}, offen ${since(day, atLeast)} (${told}).`,
  notAmongOpen: (intent) => `Vermutlich wegen: ${intent} (Telefonmenü); die offenen Anliegen sind andere.`,
  nothingOpen: ({ told, matter, by, day }) => `${told}; letzter Kontakt am ${day}: ${matter}, ${by}.`,
  openOnce: ({ matter, day, atLeast }, { contacts, by }) =>
    `Offen ${since(day, atLeast)}: ${matter}, ${contacts} ${by}.`,
  openOften: ({ matter, day, atLeast }, { contacts, by, lastDay }) =>
    `Offen ${since(day, atLeast)}: ${matter}, ${contacts}, zuletzt ${by} am ${lastDay}.`,
  sinceLastAgent: ({ day, interactions, channels }) =>
    `Seit dem letzten Gespräch mit einem Agenten am ${day}: ${interactions} (${channels}).`,
  promised: ({ day, quote }) => `Zugesagt am ${day}: ${quote}`,
  given: ({ day, quote }) => `Schon erledigt am ${day}: ${quote}`,
  sentiment: ({ day, quote }) => `Stimmung am ${day}: ${quote}`,
  note: ({ day, quote }) => `Notiz vom ${day}: ${quote}`,
  history: ({ interactions, atLeast, lastDays, newest, channels }) =>
    `${atLeast ? 'Mindestens ' : ''}${interactions} ${lastDays}${newest === null ? '' : `; davon die neuesten ${newest}`}: ${channels}.`,
  unread: (count) => `Nicht lesbare Datensätze: ${count}.`,
  checkPromise: (day) => `Zuerst prüfen, ob die Zusage vom ${day} eingehalten wurde.`,
  noInteractions: ({ lastDays, channels }) =>
    `Keine Interaktionen ${lastDays}${channels === null ? '' : ` ${listed(channels)}`} gefunden.`,
};

function listed(channels: readonly Channel[]): string {
  return channels.map((channel) => CHANNELS[channel].by).join(', ');
}
