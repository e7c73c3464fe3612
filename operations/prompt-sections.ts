import type { ExplainedCompression } from '../lib/review/explain-compression.ts';
import type { ExplainedPrompt, Explanation } from '../lib/review/explain-record.ts';
import { count, fields, listed, type Page, paragraph, section } from './page.ts';

const MOST_IDS = 6;
const SUFFIX_INDENT = 4;
/** Where a line ends, and before each record of the document. */
const RECORD_OR_LINE = /\n|(?<=[,[])(?=\{"ref":)/;

/** What a model was given, and what became of the history on the way there. */
export function promptSections({ prompt }: Pick<Explanation, 'prompt'>): Page {
  if ('unknown' in prompt) return section('Prompt', paragraph(prompt.unknown));
  return [...compressionSection(prompt), ...promptSection(prompt)];
}

function compressionSection({ compression, asRecorded }: ExplainedPrompt): Page {
  const { tokens, truncated, entries } = compression;
  const outcome = truncated ? 'Some words are left out.' : 'Nothing is left out.';
  const changed =
    'The record says otherwise: the code that compresses has changed since, and this is how it works now.';
  return section('From the history to the prompt', [
    ...paragraph(
      `About ${count(tokens.from, 'token')} of interactions one by one, ${count(tokens.to, 'token')} in the prompt. ${outcome}`,
    ),
    ...(asRecorded ? [] : paragraph(changed)),
    '',
    ...entries.flatMap(entryLines),
  ]);
}

function entryLines({ ref, interactions, why }: ExplainedCompression['entries'][number]): Page {
  return paragraph(`${listed(interactions, MOST_IDS)}: ${why}`, { indent: 8, mark: `  ${ref}` });
}

function promptSection(prompt: ExplainedPrompt): Page {
  return section(`Prompt ${prompt.version}`, [
    ...fields({
      prefix: `${count(prompt.prefixCharacters, 'character')}, about ${count(prompt.prefixTokens, 'token')}; it stands in prompts/${prompt.version}/`,
      suffix: `about ${count(prompt.suffixTokens, 'token')}; as the model was given it, but for line breaks and for the zeros, which were random`,
    }),
    '',
    ...prompt.suffix.split(RECORD_OR_LINE).flatMap((line) => paragraph(line, { indent: SUFFIX_INDENT })),
  ]);
}
