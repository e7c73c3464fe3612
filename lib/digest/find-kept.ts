import { anyOf } from './any-of.ts';
import type { ReadInteraction } from './digest-history.ts';
import type { Clause } from './split-clauses.ts';

/** What may be promised, and how a later record says that it came. */
const KINDS = [
  {
    promised: anyOf(
      'call|calls|cb|callback|call ?back|ring|phone|llam\\S{1,8}|rappel\\S{0,6}|rückruf|zurückrufen|anrufen|ruft|lig\\S{2,6}|retorn\\S{1,4}',
    ),
    kept: anyOf(
      'called (?:cust |customer |him |her )?back|cb (?:made|done|completed)|callback (?:made|done|completed)|returned (?:the )?call|called back|se llamó|rappelée?|zurückgerufen|ligou de volta',
    ),
  },
  {
    promised: anyOf(
      'refund\\S{0,3}|rfnd|credit\\S{0,3}|waive\\S?|reimburs\\S{1,3}|abon\\S{1,6}|reembols\\S{1,6}|devol\\S{2,8}|rembours\\S{1,6}|crédit\\S{0,4}|gutgeschrieben|erstattet|gutschrift|estorn\\S{1,5}|creditad[oa]',
    ),
    kept: anyOf(
      '(?:refund|rfnd|credit|amount)(?: of)?(?: \\S{1,10}){0,2} (?:(?:has |have )?(?:been |was |is )?(?:issued|posted|applied|paid|processed|done|completed|received))|(?:refunded|credited|waived) (?:today|now|\\$?\\d|ok)|abonad[oa]|reembolsad[oa]|remboursée?|gutgeschrieben|erstattet|estornad[oa]',
    ),
  },
  {
    promised: anyOf(
      'tech|technician|visit|engineer|come|attend|visita|técnico|technicien|intervention|techniker|besuch|termin',
    ),
    kept: anyOf(
      '(?:tech|technician|engineer) (?:came|visited|attended|was here|replaced|fixed)|visit (?:done|completed)|técnico (?:vino|fue|veio)|technicien (?:est )?passé|techniker war',
    ),
  },
  {
    promised: anyOf(
      'send|sent|resend|resent|ship\\S{0,4}|reship\\S{0,4}|deliver\\S{0,3}|replacement|enviar\\S{0,3}|enverra|schickt|enviará',
    ),
    kept: anyOf(
      'delivered|arrived|received (?:the |it|replacement)|replacement (?:rcvd|received)|entregad[oa]|livrée?|geliefert|entregue',
    ),
  },
] as const;
const NOT_KEPT = anyOf(
  "not|n['’]t|never|none|no|nobody|missed|reversed|pending|when|will|would|nunca|não|pas|nicht|kein(?:e|en)?|waiting|yet|still",
);
const AMOUNT = /\d+(?:[.,]\d+)?/g;

/** Whether a later record says, in its words or its outcome, that what was promised came. Another amount is another matter. */
export function isKept(
  promise: string,
  { interaction, clauses }: Pick<ReadInteraction, 'interaction' | 'clauses'>,
): boolean {
  const outcome = interaction.disposition?.replaceAll('_', ' ') ?? '';
  return KINDS.some(
    ({ promised, kept }) =>
      promised.test(promise) &&
      (kept.test(outcome) || clauses.some((clause) => tells(clause, { kept, promise }))),
  );
}

function tells(
  { text, speaker, spoken, question }: Clause,
  { kept, promise }: { readonly kept: RegExp; readonly promise: string },
): boolean {
  if (speaker === 'customer' || spoken || question) return false;
  return kept.test(text) && !NOT_KEPT.test(text) && !hasOtherAmount(promise, text);
}

function hasOtherAmount(promise: string, text: string): boolean {
  const amounts = (from: string) =>
    (from.match(AMOUNT) ?? []).map((amount) => Number.parseFloat(amount.replace(',', '.')));
  const [promised, told] = [amounts(promise), amounts(text)];
  return promised.length > 0 && told.length > 0 && !told.some((amount) => promised.includes(amount));
}
