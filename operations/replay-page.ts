import type { CitedSentence } from '../lib/review/cited-sentences.ts';
import { outcomeInWords, removalInWords } from '../lib/review/in-words.ts';
import type { Replay, ReplaySide } from '../lib/review/replay-record.ts';
import { dollars, sectionName } from './answer-sections.ts';
import { count, type Page, paragraph, section, table } from './page.ts';

const SENTENCE_INDENT = 4;

/** What another prompt or model changes: the figures side by side, then the sentences, then what was taken out of both. */
export function replayPage({ requestId, before, now, sentences, same }: Replay): Page {
  const kinds = ['same', 'changed', 'only_before', 'only_now'] as const;
  const counted = kinds.map((kind) => {
    const number = sentences.filter((change) => change.kind === kind).length;
    return `${number} ${kind.replace('_', ' ')}`;
  });
  const verdict = same ? `all ${count(sentences.length, 'sentence')} are the same` : counted.join(', ');
  const failure = now.outcome === 'ok' ? [] : paragraph(`Now: ${outcomeInWords(now.outcome)}.`);
  const [, ...page] = [
    ...section(`Replay of ${requestId}: ${verdict}`, [
      ...table([['', 'before', 'now'], ...figures(before, now)]),
      ...failure,
    ]),
    ...section('Sentences', sentences.flatMap(changeLines)),
    ...section('Taken out before', removalLines(before)),
    ...section('Taken out now', removalLines(now)),
  ];
  return page;
}

function figures(before: ReplaySide, now: ReplaySide): readonly (readonly string[])[] {
  const row = (name: string, figureOf: (side: ReplaySide) => string | number) => [
    name,
    String(figureOf(before)),
    String(figureOf(now)),
  ];
  return [
    row('prompt', ({ promptVersion }) => promptVersion),
    row('model', ({ model }) => model),
    row('outcome', ({ outcome }) => outcome),
    row('words', ({ words }) => words),
    row('tokens in', ({ inputTokens }) => inputTokens),
    row('tokens out', ({ outputTokens }) => outputTokens),
    row('prompt cache', ({ cacheReadTokens: read, cacheWrittenTokens: written }) => {
      return `${read} read, ${written} written`;
    }),
    row('cost', ({ costUsd }) => dollars(costUsd)),
    row('time', ({ ms }) => `${ms} ms`),
  ];
}

function changeLines({ kind, before, now }: Replay['sentences'][number]): Page {
  if (kind === 'same') return sentenceLines('=', before);
  const otherSources = before?.text === now?.text;
  return [
    ...(before === null ? [] : sentenceLines('-', before, otherSources)),
    ...(now === null ? [] : sentenceLines('+', now, otherSources)),
  ];
}

/** With its sources where only they differ. */
function sentenceLines(sign: string, sentence: CitedSentence, withSources = false): Page {
  const sources = withSources ? ` (from ${sentence.interactions.join(', ') || 'nothing'})` : '';
  return paragraph(`${sectionName(sentence.section)}: ${sentence.text}${sources}`, {
    indent: SENTENCE_INDENT,
    mark: `  ${sign}`,
  });
}

function removalLines({ removed }: ReplaySide): Page {
  if (removed.length === 0) return paragraph('Nothing.');
  return removed.flatMap(({ text, reason, detail }) =>
    paragraph(`"${text}" ${reason}: ${removalInWords(reason)}${detail === null ? '' : ` (${detail})`}`),
  );
}
