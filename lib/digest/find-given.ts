import type { Interaction } from '../domain/interaction.ts';
import { anyOf } from './any-of.ts';
import { type Clause, quoteOf } from './split-clauses.ts';
import { widestQuotes } from './widest-quotes.ts';

const IDENTITY = anyOf(
  '(?:acct|account|id|ident|identity|caller|cust|customer)?\\s?(?:is |was )?(?:verified|verif\\.? (?:ok|w/)|verif:|authenticated)',
  '(?:pin|voice ?pin|auth|id|id&v|idv|dpa|security|secret word|zip) (?:is |was )?(?:ok|okay|passed|done|cleared|match(?:ed)?)|passed (?:security|id|dpa|verification)',
  '(?:identidad|cuenta|cliente|titular) (?:verificad|confirmad|validad)[oa]|verificad[oa] (?:c/|con|por)|(?:pin|dni) (?:correcto|ok)',
  'identité (?:vérifiée|confirmée)|client(?:e)? (?:vérifié|authentifié|identifié)e?|vérifiée? par',
  'identität (?:bestätigt|geprüft|verifiziert)|(?:kunde|kundin|kd) (?:verifiziert|legitimiert|authentifiziert)|legitimation ok|legitimiert',
  'identidade (?:verificada|confirmada|validada)|cliente (?:autenticad|validad|verificad|identificad)[oa]',
);
const DEVICE =
  '(?:modem|router|box|hub|cable|cabling|splitter|app|cache|cookies|browser|sim|phone|device|decoder|tv|ont|card|firmware|wifi|pc|laptop|x ?\\d|twice|again|already|2x)';
const TRIED = anyOf(
  `(?:re-?booted|rebtd|re-?started|power[- ]?cycled|reset|unplugged|re-?plugged|swapped|changed|replaced|re-?installed|cleared|tried|re-?seated|tested)(?: \\S{1,12}){0,4}? ${DEVICE}`,
  `${DEVICE} (?:\\S{1,10} )?(?:re-?booted|restarted|power[- ]?cycled|reset|swapped|replaced|changed|re-?installed)`,
  'fact(?:ory)? reset(?: done)?|(?:already )?(?:rebooted|restarted|power[- ]?cycled)|did that|speed ?test (?:done|run|ran)|ran (?:a )?speed ?test',
  'reinici(?:ó|o|ado|amos|é|aron)(?: \\S{1,10}){0,3}? (?:módem|modem|router|equipo|decodificador|móvil|teléfono)|(?:módem|modem|router|equipo) reiniciad[oa]|cambi(?:ó|ado|é) (?:el |de )?cable',
  '(?:modem|box|routeur|décodeur|téléphone) (?:déjà )?(?:redémarré|réinitialisé|débranché)e?|(?:a |ai |avons )?(?:déjà )?(?:redémarré|réinitialisé|débranché)(?: \\S{1,10}){0,2} (?:modem|box|routeur|décodeur|téléphone)|câble (?:changé|remplacé)',
  '(?:modem|router|box|gerät|receiver|fritz!?box)(?: \\S{1,12}){0,3}? (?:neu ?gestartet|zurückgesetzt|neugestartet|getauscht)|kabel (?:getauscht|gewechselt|geprüft)',
  'reinici(?:ou|ado|amos|ei|aram)(?: \\S{1,10}){0,3}? (?:modem|roteador|router|aparelho|decodificador|telefone)|(?:modem|roteador|aparelho) reiniciado|tro(?:cou|cado) (?:o )?cabo',
);
const PAPER =
  '(?:photos?|pics?|pictures?|receipts?|proof(?: of \\S{1,12})?|screenshots?|documents?|docs|form|id copy|contract|serial(?: no\\.?| number)?|imei|poa|bank statement|tracking(?: no\\.?| number)?)';
const HANDED =
  '(?:sent|rcvd|received|recd|attached|uploaded|on file|provided|given|emailed|supplied|faxed|legible)';
const SENT = anyOf(
  `${PAPER} (?:(?:was|were|is|are|already|in|by|from|cust|email|mail|all) ){0,3}${HANDED}`,
  `(?:sent|emailed|uploaded|attached|provided|gave|supplied|submitted|faxed|resent)(?: (?:in|us|the|her|his|a|all|both|\\d{1,2}|my|old|new|clear|copy|of)){0,4} ${PAPER}`,
  '(?:returned|sent back|shipped back) (?:the |her |his |old |my )*(?:modem|router|box|equipment|equip|phone|parcel|item)',
  '(?:addr|address|e-?mail|dob|number|details) (?:confirmed|given|updated|read back)|(?:gave|confirmed|provided) (?:her |his |new |the )*(?:addr|address|email|dob|details|meter reading)',
  '(?:fotos?|recibo|factura|comprobante|formulario|documentos?|documentación)(?: \\S{1,12}){0,2}? (?:enviad|recibid|adjuntad|subid)[oa]s?|(?:envió|envio|mandó|adjuntó|ya envió)(?: \\S{1,8}){0,2}? (?:fotos?|recibo|factura|comprobante|formulario|documentos?|documentación)',
  '(?:photos?|reçu|facture|justificatif|formulaire|documents?|pièces?)(?: \\S{1,12}){0,2}? (?:envoyé|reçu|transmis|joint)e?s?|(?:a |ai )(?:déjà )?(?:envoyé|transmis|joint)(?: \\S{1,8}){0,2}? (?:photos?|reçu|facture|justificatif|formulaire|documents?)',
  '(?:fotos?|beleg|quittung|rechnung|formular|unterlagen|dokumente|nachweis|zählerstand)(?: \\S{1,12}){0,3}? (?:geschickt|gesendet|erhalten|eingegangen|eingereicht|hochgeladen|liegt vor|liegen vor)',
  '(?:fotos?|recibo|comprovante|nota fiscal|formulário|documentos?)(?: \\S{1,12}){0,2}? (?:enviad|recebid|anexad)[oa]s?|(?:enviou|mandou|anexou|já enviou)(?: \\S{1,8}){0,2}? (?:fotos?|recibo|comprovante|nota|formulário|documentos?)',
);
const NOT_GIVEN = anyOf(
  "not|n['’]t|never|cannot|cant|unable|un-?verified|missing|pending|awaiting|await|waiting|refused|refuses|declined|fail(?:ed|s|ure)?|unreadable|illegible|expired|rejected|wrong|incorrect|mismatch|no (?:photos?|receipts?|proof|match|docs|pin)|without",
  'please|pls|plz|asked (?:cust |her |him |customer )?(?:to|for|if)|needs?|must|has to|have to|should|will|would|could|can you|if|try|next step|wants?|requested|request|until|once|before|to (?:send|be)|whether',
  '(?:sent|emailed|mailed)(?: \\S{1,12}){0,4} to (?:the )?(?:cust|customer|him|her|client|you)|sent (?:him|her|cust|customer|you)|(?:we|i|agent|tech) (?:sent|emailed)|to cust|pw|password',
  'no (?:se|está|pudo|ha|pasó|coincide|envi|recib)\\S{0,6}|sin (?:verificar|comprobante|recibo|fotos?|enviar)|falta|pendiente|debe|tiene que|favor|ilegible|rechazad[oa]|pide|pidió',
  'pas|doit|merci de|veuillez|manque|manquante?|refusée?|en attente|à (?:envoyer|fournir)|illisible',
  'nicht|kein(?:e|en)?|bitte|muss|soll|fehlt|fehlen|abgelehnt|noch (?:nicht|aus|zu)|unleserlich|gebeten',
  'não|nao|sem (?:comprovante|fotos?|enviar|recibo)|falta|pendente|deve|precisa|favor|recusad[oa]|ilegível|pediu|pede',
);
const BELONGS_TO_GIVEN = /^(?:no change|still|same|twice|sin resultado|ohne erfolg|sans succès|sem sucesso)/i;
/** Only their records are the company's word that somebody was verified. */
const COMPANY_WRITES: ReadonlySet<string> = new Set(['agent', 'ivr']);

interface GivenOptions {
  /** Whether the record belongs to the contact that begins now: for another one, who calls has to be proved again. */
  readonly ofThisContact: boolean;
}

export interface Given {
  readonly text: string;
  /** Whether it says who the customer is. */
  readonly isProof: boolean;
}

/** What the customer has given, proved or tried according to a record, in its words, in order. */
export function findGiven(
  { channel, clauses }: Pick<Interaction, 'channel'> & { readonly clauses: readonly Clause[] },
  { ofThisContact }: GivenOptions,
): readonly Given[] {
  const given = clauses.flatMap((clause): readonly Given[] => {
    const { text, question, spoken, speaker } = clause;
    if (question) return [];
    const isCompanyWord = COMPANY_WRITES.has(channel) && speaker !== 'customer' && !spoken;
    const isProof = ofThisContact && isCompanyWord && IDENTITY.test(text);
    if (!isProof && !TRIED.test(text) && !SENT.test(text)) return [];
    if (NOT_GIVEN.test(text)) return [];
    const quote = quoteOf(clause, BELONGS_TO_GIVEN);
    return quote === null ? [] : [{ text: quote, isProof }];
  });
  return widestQuotes(given);
}
