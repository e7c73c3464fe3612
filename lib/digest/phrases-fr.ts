import type { Channel } from '../domain/interaction.ts';
import type { Phrases } from './phrases.ts';

const since = (day: string, atLeast: boolean) => `depuis ${atLeast ? 'au moins ' : ''}le ${day}`;
const CHANNELS: Phrases['channels'] = {
  ivr: { by: 'par menu vocal', counted: { one: '# menu vocal', other: '# menu vocal' } },
  agent: { by: 'par téléphone', counted: { one: '# appel', other: '# appels' } },
  chat: { by: 'par chat', counted: { one: '# chat', other: '# chats' } },
  email: { by: 'par e-mail', counted: { one: '# e-mail', other: '# e-mails' } },
  sms: { by: 'par SMS', counted: { one: '# SMS', other: '# SMS' } },
  web: { by: 'sur le site', counted: { one: '# site', other: '# site' } },
  mobile: { by: "dans l'appli", counted: { one: '# appli', other: '# appli' } },
  social: {
    by: 'sur les réseaux sociaux',
    counted: { one: '# réseaux sociaux', other: '# réseaux sociaux' },
  },
};

export const FRENCH: Phrases = {
  locale: 'fr',
  dayMonthGap: ' ',
  unnamedMatter: 'une demande sans nom',
  interactions: { one: '# interaction', other: '# interactions' },
  contacts: { one: '# contact', other: '# contacts' },
  lastDays: { one: 'au cours du dernier jour', other: 'au cours des # derniers jours' },
  channels: CHANNELS,
  byOther: (code) => `par ${code}`,
  told: (intent) => `menu vocal : ${intent}`,
  toldNothing: 'menu vocal : aucun motif',
  likelyAbout: ({ matter, day, atLeast }, told) =>
    `Motif probable : ${matter}, en cours ${since(day, atLeast)} (${told}).`,
  notAmongOpen: (intent) => `Motif probable : ${intent} (menu vocal) ; les demandes en cours sont autres.`,
  nothingOpen: ({ told, matter, by, day }) =>
    `Selon le ${told} ; dernier contact le ${day} : ${matter}, ${by}.`,
  openOnce: ({ matter, day, atLeast }, { contacts, by }) =>
    `En cours ${since(day, atLeast)} : ${matter}, ${contacts} ${by}.`,
  openOften: ({ matter, day, atLeast }, { contacts, by, lastDay }) =>
    `En cours ${since(day, atLeast)} : ${matter}, ${contacts}, le dernier ${by} le ${lastDay}.`,
  sinceLastAgent: ({ day, interactions, channels }) =>
    `Depuis le dernier agent le ${day} : ${interactions} (${channels}).`,
  promised: ({ day, quote }) => `Promis le ${day} : ${quote}`,
  given: ({ day, quote }) => `Déjà fait le ${day} : ${quote}`,
  sentiment: ({ day, quote }) => `Humeur le ${day} : ${quote}`,
  note: ({ day, quote }) => `Note du ${day} : ${quote}`,
  history: ({ interactions, atLeast, lastDays, newest, channels }) =>
    `${atLeast ? 'Au moins ' : ''}${interactions} ${lastDays}${newest === null ? '' : ` ; parmi les plus récentes (${newest})`} : ${channels}.`,
  unread: (count) => `Enregistrements illisibles : ${count}.`,
  checkPromise: (day) => `Vérifier d'abord si la promesse du ${day} a été tenue.`,
  noInteractions: ({ lastDays, channels }) =>
    `Aucune interaction trouvée ${lastDays}${channels === null ? '' : ` ${listed(channels)}`}.`,
};

function listed(channels: readonly Channel[]): string {
  return channels.map((channel) => CHANNELS[channel].by).join(', ');
}
