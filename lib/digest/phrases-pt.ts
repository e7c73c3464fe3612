import type { Channel } from '../domain/interaction.ts';
import type { Phrases } from './phrases.ts';

const since = (day: string, atLeast: boolean) => `desde ${atLeast ? 'pelo menos ' : ''}${day}`;
const CHANNELS: Phrases['channels'] = {
  ivr: { by: 'por menu telefônico', counted: { one: '# menu telefônico', other: '# menu telefônico' } },
  agent: { by: 'por telefone', counted: { one: '# chamada', other: '# chamadas' } },
  chat: { by: 'por chat', counted: { one: '# chat', other: '# chats' } },
  email: { by: 'por e-mail', counted: { one: '# e-mail', other: '# e-mails' } },
  sms: { by: 'por SMS', counted: { one: '# SMS', other: '# SMS' } },
  web: { by: 'no site', counted: { one: '# site', other: '# site' } },
  mobile: { by: 'no aplicativo', counted: { one: '# aplicativo', other: '# aplicativo' } },
  social: { by: 'em redes sociais', counted: { one: '# redes sociais', other: '# redes sociais' } },
};

export const PORTUGUESE: Phrases = {
  locale: 'pt',
  dayMonthGap: ' ',
  unnamedMatter: 'um assunto sem nome',
  interactions: { one: '# interação', other: '# interações' },
  contacts: { one: '# contato', other: '# contatos' },
  lastDays: { one: 'no último dia', other: 'nos últimos # dias' },
  channels: CHANNELS,
  byOther: (code) => `por ${code}`,
  told: (intent) => `menu telefônico: ${intent}`,
  toldNothing: 'menu telefônico: sem motivo',
  likelyAbout: ({ matter, day, atLeast }, told) =>
    `Motivo provável: ${matter}, em aberto ${since(day, atLeast)} (${told}).`,
  notAmongOpen: (intent) =>
    `Motivo provável: ${intent} (menu telefônico); o que está em aberto são outros assuntos.`,
  nothingOpen: ({ told, matter, by, day }) =>
    `Conforme o ${told}; último contato em ${day}: ${matter}, ${by}.`,
  openOnce: ({ matter, day, atLeast }, { contacts, by }) =>
    `Em aberto ${since(day, atLeast)}: ${matter}, ${contacts} ${by}.`,
  openOften: ({ matter, day, atLeast }, { contacts, by, lastDay }) =>
    `Em aberto ${since(day, atLeast)}: ${matter}, ${contacts}, o último ${by} em ${lastDay}.`,
  sinceLastAgent: ({ day, interactions, channels }) =>
    `Desde o último agente em ${day}: ${interactions} (${channels}).`,
  promised: ({ day, quote }) => `Prometido em ${day}: ${quote}`,
  given: ({ day, quote }) => `Já feito em ${day}: ${quote}`,
  sentiment: ({ day, quote }) => `Humor em ${day}: ${quote}`,
  note: ({ day, quote }) => `Nota de ${day}: ${quote}`,
  history: ({ interactions, atLeast, lastDays, newest, channels }) =>
    `${atLeast ? 'Pelo menos ' : ''}${interactions} ${lastDays}${newest === null ? '' : `; das mais recentes (${newest})`}: ${channels}.`,
  unread: (count) => `Registros que não puderam ser lidos: ${count}.`,
  checkPromise: (day) => `Verificar primeiro se a promessa de ${day} foi cumprida.`,
  noInteractions: ({ lastDays, channels }) =>
    `Nenhuma interação encontrada ${lastDays}${channels === null ? '' : ` ${listed(channels)}`}.`,
};

function listed(channels: readonly Channel[]): string {
  return channels.map((channel) => CHANNELS[channel].by).join(', ');
}
