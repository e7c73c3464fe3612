/** What the stand-in adds to the words of the records. Days come written; '' stands for none. */
export interface AnswerWords {
  /** Of days: BCP 47. */
  readonly locale: string;
  readonly unnamed: string;
  readonly callsAbout: string;
  readonly lastAbout: string;
  readonly nothingOpen: string;
  readonly open: (since: string) => string;
  readonly mostLikely: string;
  readonly on: (day: string) => string;
  readonly one: (day: string) => string;
  readonly many: (count: number, days: { readonly first: string; readonly last: string }) => string;
  readonly extracted: string;
  readonly checkPromise: (day: string) => string;
  readonly takeUp: (subject: string, ended: { readonly day: string; readonly standing: string }) => string;
}

/** @param language BCP 47; English where there are no words of it */
export function answerWordsOf(language: string): AnswerWords {
  return WORDS.get(language.split('-')[0]?.toLowerCase() ?? '') ?? ENGLISH;
}

const after = (preposition: string, day: string) => (day === '' ? '' : ` ${preposition} ${day}`);

const ENGLISH: AnswerWords = {
  locale: 'en-GB',
  unnamed: 'a matter without a name',
  callsAbout: 'The customer calls about',
  lastAbout: 'The customer gave no reason and was last in contact about',
  nothingOpen: 'no record says that anything is open',
  open: (since) => `open${after('since', since)}`,
  mostLikely: 'most likely',
  on: (day) => `On ${day}`,
  one: (day) => `One interaction${after('on', day)}.`,
  many: (count, { first, last }) => `${count} interactions${after('from', first)}${after('to', last)}.`,
  extracted: 'Extracted by the local stand-in model, not written by a language model.',
  checkPromise: (day) => `Check first whether the promise${after('of', day)} was kept.`,
  takeUp: (subject, { day, standing }) => `Take up ${subject} where it ended${after('on', day)}${standing}.`,
};

const SPANISH: AnswerWords = {
  locale: 'es',
  unnamed: 'un asunto sin nombre',
  callsAbout: 'El cliente llama por',
  lastAbout: 'El cliente no dio motivo y su último contacto fue por',
  nothingOpen: 'ningún registro dice que haya algo pendiente',
  open: (since) => `pendiente${after('desde el', since)}`,
  mostLikely: 'lo más probable',
  on: (day) => `El ${day}`,
  one: (day) => `Una interacción${after('el', day)}.`,
  many: (count, { first, last }) =>
    `${count} interacciones${after('desde el', first)}${after('hasta el', last)}.`,
  extracted: 'Extraído por el modelo local de prueba, no escrito por un modelo de lenguaje.',
  checkPromise: (day) => `Comprobar primero si se cumplió lo prometido${after('el', day)}.`,
  takeUp: (subject, { day, standing }) => `Seguir con ${subject} donde quedó${after('el', day)}${standing}.`,
};

const FRENCH: AnswerWords = {
  locale: 'fr',
  unnamed: 'une affaire sans nom',
  callsAbout: 'Le client appelle pour',
  lastAbout: "Le client n'a pas donné de raison; son dernier contact était pour",
  nothingOpen: "aucune note ne dit qu'il reste quelque chose en suspens",
  open: (since) => `en suspens${after('depuis le', since)}`,
  mostLikely: 'le plus probable',
  on: (day) => `Le ${day}`,
  one: (day) => `Une interaction${after('le', day)}.`,
  many: (count, { first, last }) => `${count} interactions${after('du', first)}${after('au', last)}.`,
  extracted: "Extrait par le modèle local d'essai, non écrit par un modèle de langue.",
  checkPromise: (day) => `Vérifier d'abord si la promesse${after('du', day)} a été tenue.`,
  takeUp: (subject, { day, standing }) =>
    `Reprendre ${subject} là où elle en était${after('le', day)}${standing}.`,
};

const GERMAN: AnswerWords = {
  locale: 'de',
  unnamed: 'eine Sache ohne Namen',
  callsAbout: 'Der Kunde ruft an wegen',
  lastAbout: 'Der Kunde nannte keinen Grund; der letzte Kontakt war wegen',
  nothingOpen: 'nach den Einträgen ist nichts offen',
  open: (since) => `offen${after('seit dem', since)}`,
  mostLikely: 'am ehesten',
  on: (day) => `Am ${day}`,
  one: (day) => `Eine Interaktion${after('am', day)}.`,
  many: (count, { first, last }) => `${count} Interaktionen${after('vom', first)}${after('bis', last)}.`,
  extracted: 'Vom lokalen Ersatzmodell entnommen, nicht von einem Sprachmodell geschrieben.',
  checkPromise: (day) => `Zuerst prüfen, ob das Versprechen${after('vom', day)} gehalten wurde.`,
  takeUp: (subject, { day, standing }) => `Mit ${subject} dort weitermachen${after('vom', day)}${standing}.`,
};

const PORTUGUESE: AnswerWords = {
  locale: 'pt',
  unnamed: 'um assunto sem nome',
  callsAbout: 'O cliente liga por causa de',
  lastAbout: 'O cliente não deu motivo e o último contato foi sobre',
  nothingOpen: 'nenhum registro diz que algo está pendente',
  open: (since) => `pendente${after('desde', since)}`,
  mostLikely: 'o mais provável',
  on: (day) => `Em ${day}`,
  one: (day) => `Uma interação${after('em', day)}.`,
  many: (count, { first, last }) => `${count} interações${after('de', first)}${after('até', last)}.`,
  extracted: 'Extraído pelo modelo local de teste, não escrito por um modelo de linguagem.',
  checkPromise: (day) => `Verificar primeiro se a promessa${after('de', day)} foi cumprida.`,
  takeUp: (subject, { day, standing }) => `Retomar ${subject} onde ficou${after('em', day)}${standing}.`,
};

const WORDS: ReadonlyMap<string, AnswerWords> = new Map([
  ['en', ENGLISH],
  ['es', SPANISH],
  ['fr', FRENCH],
  ['de', GERMAN],
  ['pt', PORTUGUESE],
]);
