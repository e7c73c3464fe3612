/** Words that tell a name from the other short turns of a conversation. */

const ACKNOWLEDGEMENTS = new Set(
  'hi hii hello hey hai hallo yes yeah yep yup ok okay okey k sure fine no nope nah thanks thank thx correct right great good nice perfect alright please pls sorry confirm confirmed agreed done'.split(
    ' ',
  ),
);

/** What is no part of a name although it stands alone or before a number: things, measures, answers and verbs. */
const NO_NAME = new Set(
  'jan feb mar apr jun jul aug sep sept oct nov dec a about account adult adults after afternoon again airline airlines airport all am amount an and any appointment april are arrival as asap at attached august autopay available back bad balance bill billing board boarding book booking both budget business but buy by bye cable call can cancel car card case cash cell change charge charged charges check chat city class claim close code conf confirmation connection cost credit current customer date day days debit december delivery departure deposit details dinner discount do dollar dollars done double due early economy else email error euro euros evening exactly expense expenses extra family february fee fees first five flight flights food for four friday from fuel gas gb get give go good got great had half has have he hello help her here hotel hour hours how hundred i if in info information install internet invoice is issue it item items its january july june just know last late later left like limit line lines lunch made make map march max may maybe me meal meals meter middle miles min minute minutes missing mobile model monday month monthly months more morning mouse move much my name need new next night nights nine no none not nothing november now number numbers october of off office oh on one only open option or order orders other our out outlook over owe owed own paid part parking passenger passengers pay paying payment per person persons phone pick piece pieces place plan platform please plus policy price printer product promo quantity qty queue quote rate reading reason receipt ref refund rent rental repair return room rooms round router same saturday save seat seats second see send sent september serial service set setup seven shipped shipping should show size six skype so software some soon speed standard start started status step still stop store street sub sum sunday support system table tariff tax taxes taxi ten than that thats the their them then there they thing this three thursday ticket tickets time to today tomorrow tonight too total train transfer travel trip truck tuesday tv two type unit units until up update upgrade usd use used version via voucher wait waiting want was way we wednesday week weekly weeks well what when where which wifi will window wire with work working year yearly years yesterday you your zip zipcode'.split(
    ' ',
  ),
);
const VERB_OR_ADVERB = /(?:ing|ed|ly|tion|ment|ness)$/;
const INTRODUCTION =
  /^(?:.{0,60} )?(?:(?:my |company |full )?name(?: is|s)?|name(?: is)?|i am|i'm|im|this is|it is|its|iam|me is|mi nombre es|me llamo|soy|ich bin|mein name ist)(?= )/i;

/** A turn that ends with a number behind up to three other words, as "jo smith 4512" and "my name is jo and 4512". */
export const NAMED_NUMBER =
  /^(\s*\p{L}(?:[\p{L}.' ]{0,60})[ ,:]{1,2})(?!0)(\d{4,19}|\d{3,4}(?: \d{2,4}){1,3})((?: ?(?:\.|thanks|ok))?\s*)$/iu;

/** Postal codes look like any other number behind a word; they are told where these are talked of. */
export const TALKS_OF_PLACES =
  /(?<!\p{L})(?:internet|cable|fib(?:er|re)|broadband|[gm]bp?s?|zip(?:code)?|postal|postcode|city|town|address|area|coverage|moving|move|relocat\w{1,4}|deliver\w{0,3}|ship\w{0,5}|plan|connection|branch|store|ciudad|direcci[oó]n|stadt|adresse|plz)(?!\p{L})/iu;

/** Where days of travel are typed as bare digits. */
export const TALKS_OF_TRAVEL =
  /(?<!\p{L})(?:flights?|fly|plane|tickets?|trip|travel|book(?:ing)?|hotel|depart\w{0,4}|arriv\w{0,3})(?!\p{L})/iu;

export function isAcknowledgement(turn: string): boolean {
  return wordsOf(turn).every((word) => ACKNOWLEDGEMENTS.has(word));
}

/** Up to three words of which none is known to be anything but a name. What is introduced as a name is one. */
export function isName(turn: string): boolean {
  const introduced = INTRODUCTION.test(turn);
  const words = wordsOf(turn.replace(INTRODUCTION, '').replace(/[ ,]+and[ ,:]*$/i, ''));
  if (words.length === 0 || words.length > (introduced ? 4 : 3) || /\d|\[/.test(turn)) return false;
  return words.every((word) => !isNoName(word));
}

function isNoName(word: string): boolean {
  return ACKNOWLEDGEMENTS.has(word) || NO_NAME.has(word) || VERB_OR_ADVERB.test(word);
}

function wordsOf(turn: string): readonly string[] {
  return turn.toLowerCase().match(/[\p{L}']+/gu) ?? [];
}
