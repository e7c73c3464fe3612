import type { Phrases } from './phrases.ts';

const since = (day: string, atLeast: boolean) => `since ${atLeast ? 'at least ' : ''}${day}`;

export const ENGLISH: Phrases = {
  locale: 'en',
  dayMonthGap: ' ',
  unnamedMatter: 'an unnamed matter',
  interactions: { one: '# interaction', other: '# interactions' },
  contacts: { one: '# contact', other: '# contacts' },
  lastDays: { one: 'in the last # day', other: 'in the last # days' },
  channels: {
    ivr: { by: 'by phone menu', counted: { one: '# phone menu', other: '# phone menu' } },
    agent: { by: 'by phone', counted: { one: '# call', other: '# calls' } },
    chat: { by: 'by chat', counted: { one: '# chat', other: '# chats' } },
    email: { by: 'by email', counted: { one: '# email', other: '# emails' } },
    sms: { by: 'by text message', counted: { one: '# text message', other: '# text messages' } },
    web: { by: 'on the website', counted: { one: '# website', other: '# website' } },
    mobile: { by: 'in the app', counted: { one: '# app', other: '# app' } },
    social: { by: 'on social media', counted: { one: '# social media', other: '# social media' } },
  },
  byOther: (code) => `by ${code}`,
  told: (intent) => `IVR: ${intent}`,
  toldNothing: 'IVR: no reason given',
  likelyAbout: ({ matter, day, atLeast }, told) =>
    `Likely about: ${matter}, open ${since(day, atLeast)} (${told}).`,
  notAmongOpen: (intent) => `Likely about: ${intent} (IVR); the open issues are other matters.`,
  nothingOpen: ({ told, matter, by, day }) => `${told}; last contact on ${day}: ${matter}, ${by}.`,
  openOnce: ({ matter, day, atLeast }, { contacts, by }) =>
    `Open ${since(day, atLeast)}: ${matter}, ${contacts} ${by}.`,
  openOften: ({ matter, day, atLeast }, { contacts, by, lastDay }) =>
    `Open ${since(day, atLeast)}: ${matter}, ${contacts}, last ${by} on ${lastDay}.`,
  sinceLastAgent: ({ day, interactions, channels }) =>
    `Since the last agent on ${day}: ${interactions} (${channels}).`,
  promised: ({ day, quote }) => `Promised on ${day}: ${quote}`,
  given: ({ day, quote }) => `Already done on ${day}: ${quote}`,
  sentiment: ({ day, quote }) => `Sentiment on ${day}: ${quote}`,
  note: ({ day, quote }) => `Note of ${day}: ${quote}`,
  history: ({ interactions, atLeast, lastDays, newest, channels }) =>
    `${atLeast ? 'At least ' : ''}${interactions} ${lastDays}${newest === null ? '' : `; the newest ${newest}`}: ${channels}.`,
  unread: (count) => `${count} in the records could not be read.`,
  checkPromise: (day) => `Check first whether the promise of ${day} was kept.`,
  noInteractions: ({ lastDays, channels }) =>
    `No interactions found ${lastDays}${channels === null ? '' : ` through ${channels.join(', ')}`}.`,
};
