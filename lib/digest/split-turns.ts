export interface Turn {
  /** Whose words they are; `unknown` where the text does not label them. */
  readonly speaker: 'customer' | 'company' | 'unknown';
  readonly text: string;
}

const CUSTOMER =
  'customer|cust|cx|client|caller|user|member|said|speech|dijo|dit|sagte|disse|cliente|kunde|kundin|usuario|post|form text|customer says|cust writes|cust says|from cust(?: [\\p{L}.]{1,20}){0,3}|usuário';
const COMPANY =
  'agent|agente|rep|advisor|adviser|bot|auto|system|replied|reply|supervisor|asesora?|conseill(?:er|ère)|atendente|berater(?:in)?|mitarbeiter(?:in)?|operador(?:a)?|support|clerk';
const LABEL = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?<customer>${CUSTOMER})|(?<company>${COMPANY})):(?=\\s)`,
  'giu',
);

/** The turns of a chat or a transcript, each without its label; a text without labels is one turn. */
export function splitTurns(text: string): readonly Turn[] {
  if (!text.includes(':')) return [{ speaker: 'unknown', text }];
  const labels = [...text.matchAll(LABEL)];
  const head: Turn = { speaker: 'unknown', text: text.slice(0, labels[0]?.index) };
  return [
    head,
    ...labels.map((label, index): Turn => {
      const speaker = label.groups?.customer === undefined ? 'company' : 'customer';
      return { speaker, text: text.slice(label.index + label[0].length, labels[index + 1]?.index) };
    }),
  ];
}
