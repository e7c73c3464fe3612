import { isNumberOfAThing } from './ordinary-numbers.ts';

/** What a text as a whole is about makes an unlabelled number or token likely to be a secret. */
interface Subject {
  readonly placeholder: string;
  readonly talksOfIt: RegExp;
  /** With the flag `g`. */
  readonly value: RegExp;
}

const SUBJECTS: readonly Subject[] = [
  {
    placeholder: '[bank account]',
    talksOfIt:
      /(?<![\p{L}[])(?:bank|deposits?|direct deposit|checking|savings|autopay|auto draft|payroll|payout|funds|ach|e-?check|void(?:ed)? check|wire|transfer|routing|credit union|konto|überweis\p{L}{0,6}|cuenta|transferencia)(?!\p{L})/iu,
    value: /(?<![\p{L}\d.,$€£#/_-])\d{9,17}(?![\p{L}\d_-]|[.,/]\d)/gu,
  },
  {
    placeholder: '[password]',
    talksOfIt:
      /(?<![\p{L}[])(?:password|passwort|contraseña|passcode|pwd|pw|log(?:s|ged|ging)?[ -]?in|sign(?:s|ed)?[ -]?in|credentials|wi-?fi key)(?!\p{L})/iu,
    value:
      /(?<![^\s"'(:=])(?!(?:windows|office|iphone|ipad|galaxy|pixel|chrome|covid|version|outlook|update|model|build|error|user|agent|line|step|tier)\d)(?=[A-Z]?[a-z]{3})[A-Za-z]{4,20}\d{2,4}[!?#$%&*]?(?![^\s,;.)"'])/g,
  },
];

/** The text with numbers replaced that nothing but its subject gives away, unless they are told as those of a thing. */
export function replaceBySubject(text: string): string {
  return SUBJECTS.reduce(
    (clean, { placeholder, talksOfIt, value }) =>
      talksOfIt.test(clean)
        ? clean.replace(value, (found, offset: number) =>
            isNumberOfAThing(clean, offset) || isUser(clean, offset) ? found : placeholder,
          )
        : clean,
    text,
  );
}

function isUser(text: string, offset: number): boolean {
  return /(?:user(?:name| ?id)?|account|employee|login)(?: is| name)?[ :=]{1,3}$/i.test(
    text.slice(Math.max(0, offset - 24), offset),
  );
}
