import type { Channel } from '../domain/interaction.ts';
import type { Phrases } from './phrases.ts';

const since = (day: string, atLeast: boolean) => `desde ${atLeast ? 'al menos ' : ''}el ${day}`;
const CHANNELS: Phrases['channels'] = {
  ivr: { by: 'por menú telefónico', counted: { one: '# menú telefónico', other: '# menú telefónico' } },
  agent: { by: 'por teléfono', counted: { one: '# llamada', other: '# llamadas' } },
  chat: { by: 'por chat', counted: { one: '# chat', other: '# chats' } },
  email: { by: 'por correo', counted: { one: '# correo', other: '# correos' } },
  sms: { by: 'por SMS', counted: { one: '# SMS', other: '# SMS' } },
  web: { by: 'en la web', counted: { one: '# web', other: '# web' } },
  mobile: { by: 'en la app', counted: { one: '# app', other: '# app' } },
  social: { by: 'en redes sociales', counted: { one: '# redes sociales', other: '# redes sociales' } },
};

export const SPANISH: Phrases = {
  locale: 'es',
  dayMonthGap: ' ',
  unnamedMatter: 'un asunto sin nombre',
  interactions: { one: '# interacción', other: '# interacciones' },
  contacts: { one: '# contacto', other: '# contactos' },
  lastDays: { one: 'en el último día', other: 'en los últimos # días' },
  channels: CHANNELS,
  byOther: (code) => `por ${code}`,
  told: (intent) => `menú telefónico: ${intent}`,
  toldNothing: 'menú telefónico: sin motivo',
  likelyAbout: ({ matter, day, atLeast }, told) =>
    `Probable motivo: ${matter}, pendiente ${since(day, atLeast)} (${told}).`,
  notAmongOpen: (intent) => `Probable motivo: ${intent} (menú telefónico); lo pendiente son otros asuntos.`,
  nothingOpen: ({ told, matter, by, day }) =>
    `Según el ${told}; último contacto el ${day}: ${matter}, ${by}.`,
  openOnce: ({ matter, day, atLeast }, { contacts, by }) =>
    `Pendiente ${since(day, atLeast)}: ${matter}, ${contacts} ${by}.`,
  openOften: ({ matter, day, atLeast }, { contacts, by, lastDay }) =>
    `Pendiente ${since(day, atLeast)}: ${matter}, ${contacts}, el último ${by} el ${lastDay}.`,
  sinceLastAgent: ({ day, interactions, channels }) =>
    `Desde el último agente el ${day}: ${interactions} (${channels}).`,
  promised: ({ day, quote }) => `Prometido el ${day}: ${quote}`,
  given: ({ day, quote }) => `Ya hecho el ${day}: ${quote}`,
  sentiment: ({ day, quote }) => `Ánimo el ${day}: ${quote}`,
  note: ({ day, quote }) => `Nota del ${day}: ${quote}`,
  history: ({ interactions, atLeast, lastDays, newest, channels }) =>
    `${atLeast ? 'Al menos ' : ''}${interactions} ${lastDays}${newest === null ? '' : `; de las más recientes (${newest})`}: ${channels}.`,
  unread: (count) => `Registros que no se pudieron leer: ${count}.`,
  checkPromise: (day) => `Comprobar primero si se cumplió lo prometido el ${day}.`,
  noInteractions: ({ lastDays, channels }) =>
    `No hay interacciones ${lastDays}${channels === null ? '' : ` ${listed(channels)}`}.`,
};

function listed(channels: readonly Channel[]): string {
  return channels.map((channel) => CHANNELS[channel].by).join(', ');
}
