import { type KeywordRule, word } from './keyword-rule.ts';

const STOP =
  /(?:volume|limits?|messages?|count|duration|cent(?:er|re)|upgrade|records?|recorded|cards?|tests?|minutes|data)(?!\p{L})/iuy;
const NO_DATE = '(?!\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}(?!\\d)|\\d{1,2}:\\d)';
const END = '(?![\\d:]|[.,]\\d)';
/** A new group is none when it begins a date, a time or an amount. */
const GROUP =
  '[ ()./-]{1,2}(?!\\d{1,4}[/:]\\d|\\d{4}-\\d{1,2}-|\\d{1,4}[.,]\\d{2}(?!\\d)|\\d{1,2}\\.? (?:de )?\\p{L}{3})\\d{1,10}';
const GROUPED = new RegExp(
  `(?=(?:[ ()./-]{0,2}\\d){7,15})${NO_DATE}\\+?\\(?\\d{1,6}(?:${GROUP}){1,6}${END}`,
  'iuy',
);
const singleDigits = /\d(?: \d){6,14}(?!\d)/y;

/** Phone numbers and e-mail addresses that their form does not give away. */
export const CONTACT_RULES: readonly KeywordRule[] = [
  {
    placeholder: '[phone]',
    keyword: word(
      'ph(?:one)?(?: ?(?:number|no|num|#))?|pho?ne|phoen|pohne|te?lf?(?:[eé]fono|ephone|efon(?:nummer)?|\\.)?|cell(?:ular|phone)?|mob(?:ile?)?|m[oó]vil|handy(?:nummer)?|ani',
      'new (?:number|no|nr)|contact(?: (?:no|number))?|fax|whatsapp|n[uú]mero|nummer|rufnummer|r[uü]ckruf|celular|landline',
      '(?:my|her|his|local|home|work|office|best|callback|alternate|alt|another|contact|correct) (?:number|no|nr|#)|(?<!\\p{L} )(?:the )?number is',
    ),
    wordsBetween: 5,
    stop: STOP,
    values: [singleDigits, new RegExp(`${NO_DATE}\\+?\\d{7,15}${END}`, 'y'), GROUPED],
  },
  {
    // Said of much else, so the number itself must look like a phone number.
    placeholder: '[phone]',
    keyword: word(
      'call(?:ed|er(?! ?[:>]| -)|back|ing)?|cb|reach(?:able|ed)?|text(?:ed)?|txt|sms|line|anruf\\w{0,2}|llamar(?:me)?|ll[aá]m[ae](?:me|nme)?|ring|dial(?:ed)?|voicemail|vm',
    ),
    wordsBetween: 5,
    stop: STOP,
    values: [singleDigits, new RegExp(`${NO_DATE}\\+?\\d{9,15}${END}`, 'y'), GROUPED],
  },
  {
    placeholder: '[email]',
    keyword: word(
      'e?-?mail(?: (?:address|addr|id))?(?: is)?|correo(?: electr[oó]nico)?(?: es)?|gmail(?: is| id)?|addy',
    ),
    wordsBetween: 0,
    values: [
      /(?!www\.)[a-z0-9._-]{2,40}(?: \d{1,6} ?[a-z]{0,20})?(?:com|net|org|gov|edu)(?![\p{L}\p{N}])/iuy,
      /[a-z0-9._-]{2,40} (?:at|@|arroba) [a-z0-9-]{2,30}\.[a-z]{2,10}(?![\p{L}\p{N}])/iuy,
    ],
    looksBack: false,
  },
];
