import { anyOf } from './any-of.ts';

const COMPANY =
  '(?:sup|supv|supervisor|mgr|manager|tech|technician|engineer|specialist|team|dept|department|back ?off(?:ice)?|billing|legal|logistics|warehouse|tier ?\\d|level ?\\d|desk|retention|agent|rep|advisor|adviser|colleague|someone|we|they|store|branch|company)';
const ACT =
  '(?:call|ring|phone|cb|contact|reach|email|e-mail|text|mail|send|resend|ship|reship|refund|credit|waive|remove|reverse|adjust|fix|repair|replace|swap|come|visit|attend|install|review|investigate|look into|get back|follow up|answer|reply|respond|confirm|process|issue|release|deliver|restore|reconnect|be (?:there|in touch|out|on site)|do it)';
const DONE =
  '(?:refunded|credited|called|contacted|sent|resent|shipped|waived|removed|reversed|replaced|fixed|repaired|restored|issued|applied|posted|adjusted|processed|delivered|rebilled|reconnected|informed|notified|corrected|reimbursed)';
const WHEN =
  '(?:(?:in|within) (?:\\d{1,3} ?\\S{0,8}|an? \\S{1,8}|one|two|three|few)|by \\S{1,12}|by \\d{1,2}|until \\S{1,12}|tmrw|tmr|tomorrow|today|tonight|next \\S{1,10}|on (?:(?:mon|tue|wed|thu|fri|sat|sun)\\S{0,6}|the \\d{1,2}|\\d{1,2}))';
const THING =
  '(?:cb|callback|call ?back|call-back|visit|tech visit|tech|technician|engineer|appt|appointment|repair|pick ?up|replacement|delivery|resend|refund|rfnd|credit)';
const BOOKED = '(?:re-?booked|booked|scheduled|arranged|set up|set for|confirmed for|planned for)';
const THEM = '(?:cust|customer|the customer|him|her|you|client|caller)';

/** How commitments of a company are written down, in hurried notes too. */
export const PROMISED = anyOf(
  // English
  `${COMPANY}(?: \\S{1,20}){0,2}?(?: will|['’]ll| shall| would| to| is going to| are going to)(?: also| then| now)? ${ACT}`,
  `(?:will|['’]ll|would) be ${DONE}`,
  `(?:will|['’]ll) (?:call|ring|email|contact|text|send|update|notify|inform) ${THEM}`,
  "(?:will|['’]ll) (?:refund|credit|waive|reimburse|resend|reship|reverse)",
  'promise[ds]?|guaranteed|assured|committed to|pledged',
  `${THING}(?: visit)?(?: is| was)? ${BOOKED}`,
  `${BOOKED}(?: an?| the| new)? (?:free )?(?:\\S{1,12} )?${THING}`,
  `(?:cb|callback|call ?back) (?:promised|agreed|set|due|${WHEN})`,
  `(?:told|adv|advised|assured|agreed|confirmed|repeated|informed):?(?: \\S{1,20}){0,6}? (?:no (?:\\S{1,10} ){0,2}(?:charge|fee|cost)|free of charge)`,
  `(?:told|adv|advised|assured|informed)(?: \\S{1,20}){0,6}? (?:refund|rfnd|credit|cb|callback|call|replacement|tech|visit|resend|fixed|answer|reply)(?: \\S{1,20}){0,4}? ${WHEN}`,
  `${COMPANY} (?:calls?|sends?|do(?:es)? it|answers?|replies|refunds?|ships?|resends?|credits?)(?: \\S{1,12}){0,3}? ${WHEN}`,
  `(?:cust|customer|he|she|they|daughter|son|wife|husband|client)? ?gets (?:an? |the )?(?:call|cb|callback|refund|credit|replacement|answer)`,
  'pays? out (?:in|within|on|by)',
  `(?:refund|rfnd|credit|ans|answer|reply) ${WHEN}`,
  `${COMPANY} agreed to ${ACT}|agreed to (?:waive|refund|credit|replace|remove|reverse|honou?r)`,
  // Spanish
  '(?:supervisora?|técnic[oa]|tecnic[oa]|asesora?|agente|equipo|departamento|empresa|facturación|encargad[oa]|especialista|gerente|compañer[oa]|nosotros)(?: \\S{1,15}){0,3}? (?:llamará|enviará|mandará|devolverá|reembolsará|abonará|visitará|irá|vendrá|contactará|contestará|responderá|confirmará|revisará|resolverá|reparará|cambiará|llamara|enviara|va a (?:llamar|enviar|mandar|devolver|abonar|ir|venir|revisar|resolver))',
  '(?:le|les|te|lo|la) (?:llamaremos|enviaremos|mandaremos|devolveremos|abonaremos|reembolsaremos|contactaremos|vamos a (?:llamar|enviar|abonar|devolver))',
  'se (?:le |les )?(?:prometió|prometio|comprometió|garantizó|llamará|enviará|abonará|reembolsará|devolverá|contactará|cambiará)',
  'prometid[oa]s?|prometimos|prometí|se prometió',
  '(?:visita|cita|llamada|técnico|instalación)(?: \\S{1,12})? (?:agendad|programad|reservad|confirmad|reprogramad)[oa]',
  // French
  '(?:superviseure?|technicien(?:ne)?|agent|conseill(?:er|ère)|service|équipe|responsable|nous|on|spécialiste|facturation)(?: \\S{1,15}){0,3}? (?:(?:va|vont|allons) )?(?:rappellera|rappellerons|rappeler|enverra|enverrons|envoyer|remboursera|rembourserons|rembourser|créditera|passera|passer|viendra|venir|contactera|contacterons|répondra|répondrons|vérifiera|réparera|remplacera)',
  '(?:sera|seront) (?:remboursé|crédité|rappelé|envoyé|remplacé|contacté|réparé|livré|annulé)e?s?',
  "promise?s?(?= )|(?:a |avons |ai )?promis|s['’]est engagée? à|garanti",
  '(?:rdv|rendez-vous|visite|intervention|rappel)(?: \\S{1,12})? (?:fixé|prévu|programmé|confirmé|planifié|reporté)e?',
  // German
  '(?:teamleiter(?:in)?|techniker(?:in)?|vorgesetzte[rn]?|abteilung|fachabteilung|kolleg(?:e|in)|wir|team|buchhaltung|spezialist(?:in)?|berater(?:in)?|agent)(?: \\S{1,15}){0,2}? (?:ruft|rufen|kommt|kommen|schickt|schicken|sendet|senden|erstattet|erstatten|meldet|melden|prüft|prüfen|repariert)',
  '(?:wird|werden)(?: \\S{1,15}){0,6}? (?:erstattet|gutgeschrieben|zurückgerufen|zurückrufen|geschickt|gesendet|ersetzt|storniert|ausgetauscht|repariert|anrufen|melden|kommen|schicken|senden)',
  '(?:zugesagt|versprochen|zugesichert|garantiert)(?:e[nrs]?)?',
  '(?:rückruf|termin|technikertermin|besuch|lieferung)(?: \\S{1,12})? (?:\\S{1,20} )?(?:vereinbart|gebucht|geplant|bestätigt)|rückruf (?:bis|am|morgen|heute|in)',
  // Portuguese
  '(?:supervisora?|técnic[oa]|atendente|agente|equip[ea]|setor|departamento|gerente|especialista|financeiro|nós|empresa)(?: \\S{1,15}){0,3}? (?:(?:vai|vão|irá|irão|vamos) )?(?:ligará|ligar|retornará|retornar|enviará|enviar|reembolsará|reembolsar|devolverá|devolver|visitará|visitar|entrará|responderá|resolverá|creditará|creditar|trocará|estornará)',
  'será (?:reembolsad|creditad|enviad|estornad|contatad|contactad|devolvid|trocad|isent)[oa]',
  'prometeu|prometemos|prometi|garantiu|comprometeu-se|se comprometeu',
  '(?:visita|retorno|ligação|técnico|instalação)(?: \\S{1,12})? (?:agendad|marcad|confirmad|remarcad)[oa]',
);

/** Words of whom the sentence is about, and who claims, asks or promises for themselves: no commitment of a company. */
export const NOT_PROMISED = anyOf(
  // English
  "(?:cust|customer|cx|cu|caller|client|user|i|you|he|she|husband|wife|daughter|son|mother|father|neighbou?r|landlord|employer|bank|carrier)(?: also| now| then)?(?: will|['’]ll| shall| would| to| promise[ds]?| agree[ds]?| assured| is going to)(?! be (?:called|contacted|refunded|credited|informed|notified|sent|reimbursed))(?! (?:call|ring|email|contact|text|update|send) (?:the )?(?:cust|customer|him|her|client))(?! (?:an? )?(?:\\$|€|£)?\\d{0,6} ?(?:credit|refund|cb|callback|replacement))",
  '(?:cust|customer|cx|cu|caller|client|he|she|they|user|mother|wife|husband)(?: also| now)? (?:says?|said|claims?|claimed|states?|thinks?|believes?|expects?|wants?|wanted|demands?|demanded|asks?|asked|requests?|requested|hopes?|insists?|quotes?|complains?|was told|were told|was promised|been promised|needs?)',
  '(?:was|were|been|being|are|is) (?:promised|told|assured|guaranteed)|told (?:by|that by)|promised (?:by|me|us)|(?:prev|previous|last|first|other|earlier) (?:agent|rep|advisor)',
  '(?:wants?|asked|asks|requests?|requested|demands?|needs?|expects?|hopes?|waiting|wishes) (?:\\S{1,20} ){0,4}?(?:to|for|that|if|when|a|an|cb|callback)',
  "not|n['’]t|never|cannot|cant|wont|didnt|doesnt|isnt|unable|without promis\\S{1,4}|none|nobody|nothing|denied|declined|refused|impossible|unfortunately",
  'no (?:new |such |further )?(?:promises?|guarantees?|commitments?|cb|callback|call ?back|refund|credit|visit|tech|answer)|no[- ]show|missed|failed',
  'might|maybe|perhaps|possibly|hopefully|probably|hope|may be|should|could|whether|wonder(?:s|ing)?|as promised|promises? (?:was |were )?kept|kept (?:the |our |its )?promise|promise to pay|promised to pay|would have|compromised?|to be (?:fixed|sent) by cust|by (?:the )?(?:cust|customer|caller)',
  '(?:will|would) (?:you|the|my|a|it|this|they|we|there)',
  '(?:my|our|your|ur) (?:refund|credit|money|order|parcel|bill|modem|router)',
  '(?:payment|pmt|pymt|photos?|pics?|documents?|docs|proof|receipt|form|box|modem) (?:will|to) be (?:sent|made|posted)',
  // Spanish
  'client[ea] (?:se )?(?:dice|dijo|afirma|pide|pidió|solicita|quiere|reclama|exige|pregunta|espera|insiste|promete|prometió|prometio|pagará|llamará|enviará|mandará|va a|devolverá)',
  'no (?:se|le|les|lo|la|hay|ha|puede|podemos|pudo|fue|es|está|llam|envi|promet|tiene|vino)\\S{0,8}|sin (?:promesa|respuesta)|nunca|ningun[oa]?|dice que|según (?:el )?cliente|prometid[oa]s? por|me (?:prometieron|prometió|dijeron)|quizás?|tal vez|ojalá|promesa de pago|pide|pidió|como prometido',
  // French
  'client(?:e)? (?:dit|affirme|demande|souhaite|veut|réclame|exige|promet|a promis|rappellera|enverra|paiera|va|attend|espère|insiste)',
  "ne (?:\\S{1,15} ){1,3}(?:pas|plus|jamais)|n['’]\\S{1,12} (?:pas|plus|jamais)|aucune?|jamais|pas de|sans promesse|on (?:lui|m['’]) ?(?:a|avait) (?:promis|dit)|selon (?:le |la )?client|peut-être|comme promis|promesse de paiement|compromis|pas",
  // German
  '(?:kunde|kundin|kd) (?:sagt|sagte|behauptet|möchte|will|verlangt|fragt|fragte|bittet|bat|erwartet|hofft|wünscht|verspricht|zahlt|meldet|ruft|schickt|wird|hat)',
  'nicht|kein(?:e|en|er|em)?|nie|niemand|leider|vielleicht|eventuell|laut (?:kunde|kundin|kd)|angeblich|ob|wie versprochen|wie zugesagt|zahlungszusage|(?:wurde|worden) (?:mir|ihm|ihr) (?:versprochen|zugesagt)',
  // Portuguese
  'client[ea] (?:diz|disse|afirma|pede|pediu|solicita|quer|reclama|exige|pergunta|espera|insiste|promete|prometeu|pagará|vai|ligará|enviará)',
  'não|nao|nunca|nenhuma?|ninguém|sem (?:promessa|resposta)|segundo (?:o |a )?cliente|me prometeram|talvez|promessa de pagamento|conforme prometido|como prometido|caso queira|pede|pediu',
);

/** A question, also without its mark. */
export const ASKED =
  /^(?:and |so |but |ok )?(?:(?:when|what|why|how|who|where|which) |(?:do|does|did|can|could|will|would|is|are) (?:you|the|my|i|we|they|it|your|this)(?![\p{L}]))/iu;

/** Parts of a sentence that belong to the promise before them. */
export const BELONGS_TO_PROMISE =
  /^(?:\d|by |within |in |on |before |until |at |case |tkt |ticket |ref |no charge|no fee|free|up to |latest|sin coste|sin coste|gratis|sans frais|gratuit|kostenlos|sem custo)/i;
