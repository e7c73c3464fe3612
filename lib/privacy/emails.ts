const LABEL = '[\\p{L}\\p{N}-]{1,63}';
const AT = '(?: ?@ ?| ?[[({] ?at ?[\\])}] ?)';
const DOT = '(?:\\.| ?[[({] ?dot ?[\\])}] ?)';
const SAID_AT = ' (?:at|@|arroba|ät|klammeraffe) ';
const SAID_DOT = '(?: (?:dot|punto|punkt|point) |\\.)';

/** From the sign on, also with spaces or brackets around it. The last label begins with a letter. */
const WRITTEN_HOST = new RegExp(`${AT}(?:${LABEL}${DOT}){1,4}\\p{L}{2,24}`, 'giu');
/** The end of an address forgotten: "jo@example". A handle such as "@example" has nothing before the sign. */
const HOST_WITHOUT_END = /@\p{L}[\p{L}\p{N}-]{1,62}/gu;
const SAID_HOST = new RegExp(
  `${SAID_AT}[a-z0-9-]{2,30}(?:${SAID_DOT}[a-z0-9-]{2,20}){0,2}${SAID_DOT}[a-z][a-z0-9-]{1,19}(?![\\p{L}\\p{N}])`,
  'giu',
);

/** "jo at shop.com" may be a place as well; "at shop dot com" is dictated. */
const SAID_HOST_IN_WORDS = /^ \S{1,16} [a-z0-9-]{2,30} (?:dot|punto|punkt|point) /i;

/** The text with e-mail addresses replaced that have their signs, written or said. */
export function replaceEmails(text: string): string {
  const written = replaceBefore(text, { host: WRITTEN_HOST, startOf: startOfWritten });
  return replaceBefore(written, { host: SAID_HOST, startOf: startOfSaid });
}

/** The text with addresses such as "jo@example" replaced. A password may look like one, so these come last. */
export function replaceEmailsWithoutEnd(text: string): string {
  return replaceBefore(text, { host: HOST_WITHOUT_END, startOf: startOfWritten });
}

/** Finds the rare part first and walks back from it, so that a text without it costs nothing. */
function replaceBefore(
  text: string,
  { host, startOf }: { host: RegExp; startOf: (text: string, end: number) => number },
): string {
  let clean = '';
  let copiedTo = 0;
  for (const { index, 0: found } of text.matchAll(host)) {
    const start = Math.max(copiedTo, startOf(text, index));
    if (start >= index) continue;
    clean += `${text.slice(copiedTo, start)}[email]`;
    copiedTo = index + found.length;
  }
  return clean + text.slice(copiedTo);
}

const LONGEST_LOCAL = 64;
const IN_LOCAL = /[\p{L}\p{N}._%+'-]/u;

function startOfWritten(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < LONGEST_LOCAL && IN_LOCAL.test(text.charAt(start - 1))) start -= 1;
  return start;
}

const SIGN = /^(?:dot|punto|punkt|point|underscore|dash|hyphen|minus|guion|plus)$/i;
const PIECE =
  /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d{1,6}|[a-z]|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)$/i;
const MOST_PIECES = 24;

/** Words that stand before "at example dot com" and are no one's name. */
const NO_NAME =
  /^(?:look(?:ed|ing)?|available|meet|orders?|ordered|sign(?:ed)?|up|log(?:ged)?|in|go|visit|check(?:ed)?|see|site|website|works?|working|is|are|was|found|located|us|me|it|online|support|page|help|shop|store|info|more|live|buy|bought|start|down|portal|form|out|all|prices?|employed|staff|manager|here|there|at|them|him|her)$/i;

/** Over the pieces of a spoken name: "mary underscore lee", "jo five five", "j o h n". A lone word has no sign or digit beside it. */
function startOfSaid(text: string, end: number): number {
  let start = startOfWritten(text, end);
  const isPieced = SIGN.test(lastWordBefore(text, start));
  if (
    (!isPieced && NO_NAME.test(text.slice(start, end))) ||
    /^ \S{1,16} www\./i.test(text.slice(end, end + 24))
  )
    return end;
  if (
    !isPieced &&
    !SAID_HOST_IN_WORDS.test(text.slice(end, end + LONGEST_LOCAL)) &&
    !/[\d._-]/.test(text.slice(start, end))
  )
    return end;
  for (let pieces = 0; pieces < MOST_PIECES && text.charAt(start - 1) === ' '; pieces += 1) {
    const before = startOfWritten(text, start - 1);
    const piece = text.slice(before, start - 1);
    const belongs = PIECE.test(wordAt(text, start)) || SIGN.test(wordAt(text, start)) || SIGN.test(piece);
    if (before === start - 1 || !(belongs || PIECE.test(piece))) break;
    start = before;
  }
  return start;
}

function lastWordBefore(text: string, start: number): string {
  return /(\S{1,12}) $/.exec(text.slice(Math.max(0, start - 16), start))?.[1] ?? '';
}

function wordAt(text: string, start: number): string {
  return text.slice(start, start + LONGEST_LOCAL).split(' ', 1)[0] ?? '';
}
