import { type KeywordRule, word } from './keyword-rule.ts';
import { mistyped } from './mistyped.ts';
import { DATES, DAYS_OF_A_YEAR, SPELLED_DATE, SPELLED_NUMBER, singly, YEARS } from './secret-values.ts';

const SOCIAL_SECURITY = `s[. ]?s[. ]?n|snn|sns|ss ?(?:number|no|nbr|num|#)|(?:so[cs][ia]{1,2}l|${mistyped('social')}(?<!socials|sociable))(?: sec(?:urity|ur)?)?(?! (?:media|post|network|team|plan|app|club))|soc(?: sec(?:urity)?)?|itin|tax(?:payer)? id|seguro social|n[uú]mero de seguro|sozialversicherungs?(?:nummer|nr)|sv-?nummer|steuer-?id`;
const NO_OTHER_ID =
  '(?<!(?:customer|cust|employee|member|ticket|device|order|user|tech|agent|transaction|case|client|product|store|location|session|message|msg|req|request|caller) )';
const WHOLE = '(?![\\p{L}\\p{N}])';

/** Social security numbers, dates of birth, identity documents, phone numbers and e-mail addresses. */
export const PERSON_RULES: readonly KeywordRule[] = [
  {
    placeholder: '[ssn]',
    keyword: word(SOCIAL_SECURITY),
    wordsBetween: 8,
    looksBack: 'closely',
    values: [
      /\d{3}[-. /]{0,3}\d{2}[-. /]{0,3}\d{4}(?!\d)/y,
      singly(9, 9),
      /\d{3}[ -]\d{3}[ -]\d{3}(?!\d)/y,
      /\d{9,12}(?!\d)/y,
      /\d{2} ?\d{6} ?[A-Z] ?\d{3}(?!\d)/y,
    ],
  },
  {
    // The last four digits, which people give when they are asked for the whole.
    placeholder: '[ssn]',
    keyword: word(
      `(?:last (?:4|four)(?: digits)?(?: of)?(?: (?:my|the|his|her|your))? )?(?:${SOCIAL_SECURITY})`,
      'last (?:4|four)(?: digits)?(?: of (?:my|the|his|her|your) (?:ssn|social))',
    ),
    wordsBetween: 4,
    values: [/\d{4,8}(?!\d|[.,:/-]\d)/y, /\d{2,4} \d{2,4}(?: \d{2,4})?(?!\d|[.,:/-]\d)/y, SPELLED_NUMBER],
  },
  {
    // That of the family, beside one that its form gave away.
    placeholder: '[ssn]',
    keyword:
      /\[ssn\],? (?:and )?(?:his |her |my )?(?:wife|husband|spouse|partner|son|daughter)(?:'?s)?(?!\p{L})/giu,
    wordsBetween: 1,
    values: [/\d{9}(?!\d)/y],
    looksBack: false,
  },
  {
    placeholder: '[date of birth]',
    keyword: word(
      `d[ ./]?o[ ./]?bs?|dbo|date of birth|birth ?dates?|${mistyped('birthday')}|${mistyped('birthdate')}|b-?day|bday|${mistyped('birth')}|born(?: on| in)?|d\\.o\\.b\\.?|geb(?:urts(?:datum|tag)|oren(?: am)?|\\.)?|fecha de nacimiento|nacimiento|nac[ií][oó]?(?: el)?|nacid[oa](?: el)?|cumple(?:a[nñ]os)?(?: el)?|date de naissance|n[eé]e? le|anniversaire`,
    ),
    wordsBetween: 5,
    looksBack: 'closely',
    values: [...DATES, SPELLED_DATE],
    stop: /(?:promo\w{0,7}|ends?|offer|discount|gift|sale|special|coupon|party|valid|expires?|deliver\w{0,3}|arrives?|(?:verified|confirmed|updated|changed|checked|corrected) (?:on|at|by|today))(?!\p{L})/iuy,
  },
  {
    placeholder: '[date of birth]',
    keyword: word('birthday|b-?day|dob|date of birth|born on'),
    wordsBetween: 1,
    values: DAYS_OF_A_YEAR,
    looksBack: false,
  },
  {
    placeholder: '[date of birth]',
    keyword: word(
      'born in|date of birth|dob|geboren(?: im jahr)?|nacid[oa] en|nac[ií] en|birth year|year of birth',
    ),
    wordsBetween: 1,
    values: YEARS,
    looksBack: false,
  },
  {
    placeholder: '[identity document]',
    keyword: word(
      `${mistyped('passport')}s?|pp|ppt`,
      `(?:driv(?:er|ing|es?)'?s?'?|drvrs?)[ -]?li[cs]{1,2}(?:en[cs]es?|\\.)?|lic(?:en[cs]e)?(?: (?:no|num|number|nr|#))|li[cs]{1,2}en[cs]e(?= ?(?:[#?]|is|:))`,
      `(?:your|my|his|her) li[cs]{1,2}en[cs]e|lic(?= ?#)`,
      `${NO_OTHER_ID}id(?= [A-Z]{1,2}\\d[\\d-]{5})`,
      `(?<!(?:software|business|marriage) )li[cs]{1,2}en[cs]e(?= [A-Z]{0,2}\\d)`,
      `(?:travel )?visa (?:number|no)`,
      `${NO_OTHER_ID}id (?:number|no|#)|d/?ls?|state id|national id|id card|identity card|green card`,
      `(?:personal)?ausweis\\p{L}{0,8}|reisepass\\p{L}{0,8}|pass(?:nummer|nr)|f[uü]hrerschein\\p{L}{0,8}`,
      `dni|nie(?= ?[:#XYZ\\d])|nif|curp|c[eé]dula|pasaporte|licencia(?: de conducir| de manejo)?|carnet(?: de conducir)?`,
      `passeport|permis(?: de conduire)?|carte d'identit[eé]|aadhaar|pan card`,
    ),
    wordsBetween: 7,
    values: [
      new RegExp(
        `(?=(?:-?[A-Z0-9]){7})(?=(?:[A-Z-]{0,8}\\d){3})[A-Z0-9]{1,14}(?:-[A-Z0-9]{1,12}){0,6}${WHOLE}`,
        'uy',
      ),
      new RegExp(
        `(?=[A-Z]{0,14}\\d|[A-Z]{1,2} \\d)(?=(?:[A-Z0-9]|[ .-](?=[A-Z]{0,6}\\d)){6})(?=(?:[A-Z .-]{0,8}\\d){3})[A-Z0-9]{1,14}(?:[ .-](?=[A-Z]{0,6}\\d)[A-Z0-9]{1,12}){0,5}${WHOLE}`,
        'uy',
      ),
      new RegExp(`[a-z]{1,3} ?\\d{5,12}[a-z]?${WHOLE}`, 'iuy'),
      new RegExp(`[a-z]\\d{2,4}(?:-\\d{1,5}){1,5}${WHOLE}`, 'iuy'),
    ],
  },
];
