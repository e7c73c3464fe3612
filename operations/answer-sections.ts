import type { Section } from '../lib/domain/summary.ts';
import type { CitedSentence } from '../lib/review/cited-sentences.ts';
import type { Explanation } from '../lib/review/explain-record.ts';
import { count, fields, type Page, paragraph, section } from './page.ts';

const MOST_SOURCES = 4;

const SECTION_NAMES: Readonly<Record<Section, string>> = {
  reason: 'reason',
  openIssues: 'open issue',
  sinceLastAgent: 'since last agent',
  promises: 'promise',
  dontAskAgain: "don't ask again",
  history: 'history',
  sentiment: 'sentiment',
  nextBestAction: 'next best action',
};

/** What came back, what of it was taken out, what was shown, and what it cost. */
export function answerSections(explanation: Explanation): Page {
  return [
    ...section('Models asked', attemptLines(explanation)),
    ...section("Taken out of the models' answers", removalLines(explanation)),
    ...section('Summary', summaryLines(explanation)),
    ...section('Tokens and cost', usageLines(explanation)),
  ];
}

export function sectionName(name: Section): string {
  return SECTION_NAMES[name];
}

function attemptLines({ attempts }: Explanation): Page {
  if (attempts.calls.length === 0) return paragraph('None.');
  return attempts.calls.flatMap(({ model, outcome, ms, inWords }, index) =>
    paragraph(`${model}: ${outcome} after ${count(ms, 'ms', 'ms')}, ${inWords}`, {
      indent: 5,
      mark: `  ${index + 1}`,
    }),
  );
}

function removalLines({ removed: { count: number, sentences } }: Explanation): Page {
  if (number === 0) return paragraph('Nothing.');
  if (sentences.length === 0) {
    return paragraph(`${count(number, 'sentence')}; the record is of before their words were kept.`);
  }
  return sentences.flatMap(({ model, text, reason, detail, inWords }) => [
    ...paragraph(`"${text}"`, { indent: 4, mark: '  -' }),
    ...paragraph(`${model}, ${reason}: ${inWords}${detail === null ? '' : ` (${detail})`}`, { indent: 4 }),
  ]);
}

function summaryLines({ sentences, history }: Explanation): Page {
  const interactions = new Map(history.interactions.map((interaction) => [interaction.id, interaction]));
  const source = (id: string) => {
    const { at, channel, intent } = interactions.get(id) ?? {
      at: '',
      channel: 'not in the record',
      intent: '',
    };
    return `${id} (${[at.slice(0, 10), channel, intent].filter((part) => part !== '').join(' ')})`;
  };
  return sentences.flatMap((sentence, index) => [
    ...paragraph(`${sectionName(sentence.section)}: ${sentence.text}`, { indent: 5, mark: `  ${index}` }),
    ...paragraph(sourcesOf(sentence, source), { indent: 5 }),
  ]);
}

function sourcesOf({ interactions }: CitedSentence, source: (id: string) => string): string {
  if (interactions.length === 0) return 'cites nothing';
  const shown = interactions.slice(0, MOST_SOURCES).map(source).join(', ');
  const more = interactions.length - MOST_SOURCES;
  return `from ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

function usageLines({ usage }: Explanation): Page {
  return fields({
    model:
      usage.modelId === null
        ? 'none; the text is made from the records alone'
        : `${usage.model} (${usage.modelId})`,
    tokens: `${number(usage.inputTokens)} in, ${number(usage.outputTokens)} out, of all models asked`,
    'prompt cache': `${number(usage.cacheReadTokens)} tokens read, ${number(usage.cacheWrittenTokens)} written`,
    cost: dollars(usage.costUsd),
  });
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

export function dollars(costUsd: number): string {
  return `$${costUsd.toFixed(6)}`;
}
