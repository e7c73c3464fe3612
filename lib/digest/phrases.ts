import type { Channel } from '../domain/interaction.ts';

/** `#` stands for the number. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

interface ChannelWords {
  /** Behind "contacted" or "refund", such as "by chat". */
  readonly by: string;
  readonly counted: PluralForms;
}

interface MatterSince {
  readonly matter: string;
  readonly day: string;
  /** Whether it may be open for longer. */
  readonly atLeast: boolean;
}

interface Quoted {
  readonly day: string;
  /** In quotation marks. */
  readonly quote: string;
}

/** The digest's own words in one language. Days, counts and channels come ready to be put in. */
export interface Phrases {
  readonly locale: string;
  /** Between day and month. */
  readonly dayMonthGap: string;
  readonly unnamedMatter: string;
  readonly interactions: PluralForms;
  readonly contacts: PluralForms;
  readonly lastDays: PluralForms;
  readonly channels: Readonly<Record<Channel, ChannelWords>>;
  /** @param code a channel that no table knows */
  readonly byOther: (code: string) => string;
  /** What the menu was told; also when that was nothing. */
  readonly told: (intent: string) => string;
  readonly toldNothing: string;
  readonly likelyAbout: (matter: MatterSince, told: string) => string;
  readonly notAmongOpen: (intent: string) => string;
  readonly nothingOpen: (last: { told: string; matter: string; by: string; day: string }) => string;
  readonly openOnce: (matter: MatterSince, contact: { contacts: string; by: string }) => string;
  readonly openOften: (
    matter: MatterSince,
    contact: { contacts: string; by: string; lastDay: string },
  ) => string;
  readonly sinceLastAgent: (since: { day: string; interactions: string; channels: string }) => string;
  readonly promised: (said: Quoted) => string;
  readonly given: (said: Quoted) => string;
  readonly sentiment: (said: Quoted) => string;
  readonly note: (said: Quoted) => string;
  readonly history: (counted: History) => string;
  readonly unread: (count: string) => string;
  readonly checkPromise: (day: string) => string;
  readonly noInteractions: (asked: { lastDays: string; channels: readonly Channel[] | null }) => string;
}

interface History {
  readonly interactions: string;
  readonly atLeast: boolean;
  readonly lastDays: string;
  /** How many of them are counted by channel; `null` when all are. */
  readonly newest: string | null;
  readonly channels: string;
}
