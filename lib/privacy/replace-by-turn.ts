import { isNumberOfGoods, MEASURED } from './ordinary-numbers.ts';
import { isAcknowledgement, isName, NAMED_NUMBER, TALKS_OF_PLACES, TALKS_OF_TRAVEL } from './turn-words.ts';
import { splitTurns } from './turns.ts';

const NUMBER = '\\+?\\d(?:[ ().-]{0,2}\\d){3,18}';
const LEAD_IN =
  "(?:yes|yeah|ok|okay|sure|hi|hello|its|it's|it is|is|and|sorry|no|here|this is|(?:the|my) (?:number|no)(?: is)?|(?:the |my )?last (?:4|four)(?: digits?)?(?: (?:is|are))?|#|,|:|-)";
const LEAD_OUT = '(?:\\.|,|thanks?|thank you|ok|please|yes|this is (?:right|correct)(?: number)?|correct)';
/** Notes of chats keep one side only: "my name is jo / 4512 / yes". A number that is a whole answer was asked for. */
const BARE_NUMBERS = new RegExp(
  `^(\\s*(?:${LEAD_IN} ?){0,4})(${NUMBER}(?:,? (?:and|&) ${NUMBER})?)(?: ?${LEAD_OUT})?\\s*$`,
  'i',
);

/** A whole turn that runs into the end of an address: "joacmecom". */
const JOINED_ADDRESS =
  /^(\s*(?:(?:my|email|mail|id|is|its|address) ){0,4})(?!\S*(?:telecom|intercom|sitcom|internet|ethernet|cabinet|planet|magnet|welcom)\b)[a-z]{2,30}(?: ?\d{1,6} ?[a-z]{0,20})?(?<=[a-z\d ]{6})(?:com|net|org|edu|gov)(\s*)$/i;

/** A number that is nearly the whole turn, with scraps behind it: "219099999 jofairmontcom", "219099999219099 q 12". */
const NUMBER_AND_SCRAPS = /^(\s*)(\d{9,19})((?: (?:[a-z\d]{1,40}|\[email\])){1,3})\s*$/i;
const JOINED_WORD = /(?<![\p{L}\p{N}])[a-z\d]{9,37}(?:com|net|org)(?![\p{L}\p{N}])/giu;

/** The text with numbers replaced that only the turn they make gives away: nine digits on their own, a number behind a name. */
export function replaceByTurn(text: string): string {
  const parts = splitTurns(text);
  const subject = { places: TALKS_OF_PLACES.test(text), travel: TALKS_OF_TRAVEL.test(text) };
  const turnAt = (index: number): string => parts[index]?.trim() ?? '';
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part;
      if (parts.length > 1 && JOINED_ADDRESS.test(part)) return part.replace(JOINED_ADDRESS, '$1[email]$2');
      if (!/\d/.test(part)) return part;
      const neighbours = { before: turnAt(index - 2), after: turnAt(index + 2) };
      const asked = isAcknowledgement(neighbours.before) ? turnAt(index - 4) : neighbours.before;
      return (
        replaceBareNumbers(part, { neighbours, asked, subject }) ??
        (parts.length > 1 ? replaceNumberAndScraps(part, asked) : null) ??
        (parts.length > 1 ? replaceNumberOfName(part, subject) : part)
      );
    })
    .join('');
}

/** What the conversation talks of, where numbers that look like secrets are none. */
interface Subject {
  readonly places: boolean;
  readonly travel: boolean;
}

interface Conversation {
  readonly neighbours: { readonly before: string; readonly after: string };
  /** The turn before, or the one before a mere yes. */
  readonly asked: string;
  readonly subject: Subject;
}

function replaceBareNumbers(turn: string, conversation: Conversation): string | null {
  const [, leadIn = '', numbers = ''] = BARE_NUMBERS.exec(turn) ?? [];
  if (numbers === '' || isAskedForThing(conversation.asked)) return null;
  const clean = numbers.replace(
    new RegExp(NUMBER, 'g'),
    (number) => placeholderFor(number, conversation) ?? number,
  );
  return clean === numbers ? null : leadIn + clean + turn.slice(leadIn.length + numbers.length);
}

const POLITE = /(?:[\s?.:,]{1,4}(?:please|pls|plz|sir|ma'?am|again|thanks?|thank you|for me))*[\s?.:]{0,8}$/i;

function isAskedForThing(asked: string): boolean {
  const question = asked.replace(POLITE, '');
  return isNumberOfGoods(question, question.length);
}

/** By length: a card, a phone, nine digits as the social security number has, or any number that identifies. */
function placeholderFor(number: string, { neighbours, subject }: Conversation): string | null {
  if (isDate(number) || /^(?:\d{5}-\d{4}|\d{1,6}\.\d{2})$/.test(number)) return null;
  return (
    placeholderOfLength(number) ??
    (isIdentifying(number, neighbours) && !isOrdinary(number, subject) ? '[code]' : null)
  );
}

function placeholderOfLength(number: string): string | null {
  const digits = number.replace(/\D/g, '').length;
  if (digits >= 13) return '[card]';
  if (digits >= 10) return '[phone]';
  return digits === 9 ? '[ssn]' : null;
}

/** Beside a name, or not as round as an amount; a note that is one number is a code of some system. */
function isIdentifying(number: string, { before, after }: Conversation['neighbours']): boolean {
  if (before === '' && after === '') return false;
  const isRound = Number(number.replace(/\D/g, '')) % 50 === 0;
  return isName(before) || (isAcknowledgement(before) && isName(after)) || !isRound;
}

function replaceNumberAndScraps(turn: string, asked: string): string | null {
  const [, before = '', number = '', scraps = ''] = NUMBER_AND_SCRAPS.exec(turn) ?? [];
  if (number === '' || isAskedForThing(asked) || MEASURED.test(scraps)) return null;
  return before + placeholderOfLength(number) + scraps.replace(JOINED_WORD, '[email]');
}

function replaceNumberOfName(turn: string, subject: Subject): string {
  const [, before = '', number = '', rest = ''] = NAMED_NUMBER.exec(turn) ?? [];
  if (number === '' || !isName(before) || isOrdinary(number, subject)) return turn;
  return `${before}[code]${rest}`;
}

/** A year, a date, or a postal code where a place is talked of. */
function isOrdinary(number: string, { places, travel }: Subject): boolean {
  if (/^(?:19[5-9]|20[0-3])\d$/.test(number) || isDate(number)) return true;
  if (travel && isShortDate(number)) return true;
  return places && /^\d{5,6}(?:-\d{4})?$/.test(number.replaceAll(' ', ''));
}

/** With signs, or day and month in any order and a year of this century: 26082018, 92018. */
function isDate(number: string): boolean {
  if (/^(?:\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2\d{2,4})$/.test(number)) return true;
  return /^(?:0?[1-9]|[12]\d|3[01])(?:0?[1-9]|[12]\d|3[01])(?:20[0-3]\d)$/.test(number);
}

/** The year in two digits, as travellers type it: 5918 for the ninth of May 2018. */
function isShortDate(number: string): boolean {
  return /^(?:0?[1-9]|[12]\d|3[01])(?:0?[1-9]|[12]\d|3[01])(?:1[5-9]|[23]\d)$/.test(number);
}
