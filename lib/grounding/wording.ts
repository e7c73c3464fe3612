/** Words that stand in every sentence of the languages we read, in plain form: they tie nothing to anything. */
const EVERYWHERE = new Set(
  `the a an and or but of to in on at for from by with about after before within since until into over under again already also still
  was were is are be been being has have had does did not no never none yet only just more most than then there here that this these those which who
  whom whose what when where how why all any both each other another its it he she they them their his her our your you we us i me my customer
  client cust caller cx el la los las un una unos unas y o de del al en por para con sin que se su sus lo le les ya no ni como mas muy fue es ha han
  cliente der die das den dem des ein eine einen einem einer und oder aber von zu zum zur im in am an auf fur mit ohne dass sich nicht kein keine noch
  schon ist war hat haben wurde wird kunde kundin le les un une des du et ou mais dans par pour avec sans sur que qui ne pas plus est a ete ont au aux ce
  cette son sa ses il elle client cliente o os as um uma e ou mas do da dos das no na nos nas por para com sem que nao foi ja ainda
  most likely probably likely perhaps interaction interactions interacciones interaktionen interacoes said told asked says call calls called contact contacts agent chat email`.split(
    /\s+/,
  ),
);

/** What hurried people write, and what they mean. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  `dlvd delivered, dlv deliver, dld delivered, delv deliver, recd received, rcvd received, rec'd received, pd paid, cxld cancelled, cxl cancel, canc cancel, chg charge, chgd charged,
  bkg booking, bkd booked, appt appointment, cb callback, callbk callback, tkt ticket, pymt payment, pmt payment, pay payment, resched rescheduled, shld should, esc escalated, escal escalated, conf confirmed,
  refd refunded, rfd refund, remb refund, inv invoice, mgr manager, sup supervisor, supv supervisor, sv supervisor, eng engineer, dup duplicate, dupl duplicate, disc discount, dep deposit, acct account,
  chq cheque, stmt statement, ins insurance, prem premium, mtr meter, rdg reading, elec electricity, tx transaction, txn transaction, trx transaction, msg message, wk week, hrs hours, addr address,
  docs documents, doc document, pic photo, pics photos, foto photo, fotos photos, req request, reqd requested, repl replacement, rplc replace, dmg damage, dmgd damaged, pkg package, whse warehouse, trk tracking,
  spvsr supervisor, svc service, sched scheduled, xfer transfer, trf transfer, ph phone, vm voicemail, approx about, pw password, pwd password, sw switch, rtr router, prov provider, acc account, approv approved, appr approved`
    .split(/,\s+/)
    .map((pair) => {
      const [short = '', meant = ''] = pair.trim().split(' ');
      return [short, meant] as const;
    }),
);

/** The part of a word that its forms and most abbreviations share. */
export function stemOf(word: string): string {
  return (ABBREVIATIONS.get(word) ?? word).replace(/(?:'s|s|es|ed|ing|d)$/, '').slice(0, 5);
}

/** Whether a word ties nothing to anything. */
export function isCommonWord(word: string): boolean {
  return word.length < 4 || EVERYWHERE.has(word);
}

/** What a text in plain form speaks of: the stems of its words that do not stand everywhere. */
export function stemsOf(plain: string): readonly string[] {
  return (plain.match(/\p{L}[\p{L}']*|\d+/gu) ?? [])
    .filter(
      (word) => (word.length > 2 || /\d/.test(word) || ABBREVIATIONS.has(word)) && !EVERYWHERE.has(word),
    )
    .map(stemOf);
}

const CONTEXT_WORDS = 6;

const SENTENCE_END = /[.;!?](?=\s|$)|\|/;
/** Notes put commas where sentences have full stops. */
const NOTE_END = /[.;!?,](?=\s|$)|[|()]/;

/** What is spoken of around a place in a text in plain form: six words on each side, within its clause. */
export function stemsAround(
  plain: string,
  {
    index,
    length,
    words = CONTEXT_WORDS,
    isNote = false,
  }: {
    readonly index: number;
    readonly length: number;
    readonly words?: number | undefined;
    readonly isNote?: boolean;
  },
): ReadonlySet<string> {
  const before =
    plain
      .slice(Math.max(0, index - 100), index)
      .split(isNote ? NOTE_END : SENTENCE_END)
      .at(-1) ?? '';
  const after =
    plain.slice(index + length, index + length + 100).split(isNote ? NOTE_END : SENTENCE_END)[0] ?? '';
  return new Set([...stemsOf(lastWords(before, words)), ...stemsOf(firstWords(after, words))]);
}

function lastWords(text: string, words: number): string {
  return text.trim().split(/ +/).slice(-words).join(' ');
}

function firstWords(text: string, words: number): string {
  return text.trim().split(/ +/).slice(0, words).join(' ');
}

export function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((stem) => other.has(stem) || [...other].some((each) => isShortFor(stem, each)))
    .length;
}

/** `tech` for technician, `acct` is not found. */
function isShortFor(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 3 && !/\d/.test(short) && long.startsWith(short);
}
