import { anyOf } from './any-of.ts';

const INSTRUCTION = anyOf(
  '(?:ignore|disregard|forget|override|bypass)\\s+(?:\\S{1,20}\\s+){0,3}(?:rules?|instructions?|above|previous|prior|prompts?|everything)',
  '(?:system|developer|assistant)(?:\\s+(?:notice|prompt|message|override|instructions?))?\\s*:',
  'system\\s+(?:notice|prompt|override|instructions?)',
  'you are (?:now|an? (?:ai|assistant|language model))',
  'as (?:an? |the )?(?:ai|assistant|language model)',
  'agents? (?:must|have to)',
  '(?:tell|instruct|inform) (?:the |every |all )?(?:agents?|reader|operator)',
  '(?:write|say|state|summari[sz]e|respond|reply|answer|output) (?:only |that |in |as )(?:the |this )?(?:customer|account|caller|french|english|json)',
  '(?:the )?summar(?:y|ies) (?:must|should|has to)',
  '(?:reveal|repeat|print|show) (?:your|the) (?:prompt|instructions?|rules?)',
  'new (?:rule|instruction)s?',
  'maintenance mode',
  'jailbreak',
  'prompt',
  'ignor(?:a|e|ez|ieren?|iere) (?:\\S{1,20} ){0,3}(?:instrucciones|instructions|instruções|anweisungen|reglas|règles|regeln|regras|consignes)',
);
const MARKER = /\[\/?inst\]|"role"|###|<\/?[a-z]|\$\{|\{\{/i;

/** Whether a text speaks to a machine rather than of a customer. Such a text is never quoted, whoever wrote it. */
export function isMachineInstruction(text: string): boolean {
  return MARKER.test(text) || INSTRUCTION.test(text);
}
