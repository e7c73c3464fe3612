import type { Interaction } from '../domain/interaction.ts';
import { toPlainText } from '../domain/plain-text.ts';
import type { Section, SummaryLine } from '../domain/summary.ts';

/** @param of the records it rests on; none for what the request says */
export function digestLine(
  section: Section,
  { text, of }: { readonly text: string; readonly of: readonly Interaction[] },
): SummaryLine {
  // Codes and notes are other people's words: none of them reaches a screen as a link or as markup.
  // A month may end with the point that ends the sentence.
  return { section, text: toPlainText(text).replace(/\.\.$/, '.'), interactionIds: of.map(({ id }) => id) };
}
