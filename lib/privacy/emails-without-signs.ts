/** E-mail addresses whose signs were lost on the way: "jo 63 gmailcom", "jogmailcom", "jo gmail com", "jo.gmail.com". */

const LETTER = '[\\p{L}\\p{N}]';
const PROVIDERS =
  '(?:g|hot|y|e|rocket|red{1,2}if{1,2}|yahoo|web|proton|fast)?mail|g(?:ail|amil|mial|mal)|yahoo|outlook|hotmail|comcast|icloud|aol|msn|att|sbcglobal|optonline|bellsouth|charter|verizon|google';
/** With the keys beside the first letter, which thumbs hit. */
const ENDINGS = '(?:com|con|cm|xom|vom|net|org|couk)';
const JOINED = new RegExp(
  `(?<![\\p{L}\\p{N}@])(?:[a-z]{1,24} \\d{1,6} [a-z]{0,30}?|\\d{1,6} [a-z]{0,30}?|(?!(?:${PROVIDERS})[. ]?${ENDINGS}(?!${LETTER}))[a-z0-9_-]{1,40}?)(?:${PROVIDERS})[. ]?${ENDINGS}(?!${LETTER}|[./]${LETTER})`,
  'giu',
);
const HOSTS =
  'www|m|mail|webmail|login|accounts?|support|help|my|smtp|imap|pop3?|docs|drive|maps|news|finance|play';
const DOTTED = new RegExp(
  `(?<![\\p{L}\\p{N}@./-])(?!(?:${HOSTS})\\.)[a-z0-9_-]{1,40}(?:\\.[a-z0-9_-]{1,40}){0,2}\\.(?:${PROVIDERS})\\.(?:com|net|org|co\\.uk|de|es|fr|in|it)(?!${LETTER}|[./]${LETTER})`,
  'giu',
);
const NO_NAMES =
  'my|the|a|an|is|on|to|via|at|use|uses|using|used|with|from|for|in|of|and|or|email|mail|account|address|by|his|her|our|your|their|through|open|opened|id|into|check|checked|site|website|app|domain|has|have|it|its|new|old|like|not|tried|visit|visited|than|also|only';
const WITH_SPACES = new RegExp(
  `(?<!${LETTER})(?!(?:${NO_NAMES}) )[a-z0-9._-]{2,40} (?:at )?(?:gmail|yahoo|hotmail|outlook|ymail|icloud|aol)(?:(?: dot |[. ]?)${ENDINGS}(?!${LETTER})|(?<= at [a-z]{2,12})(?!${LETTER}))`,
  'giu',
);

export const EMAILS_WITHOUT_SIGNS = [DOTTED, JOINED, WITH_SPACES] as const;
