import type { Evidence } from './evidence.ts';
import { plainForm } from './plain-form.ts';

const QUOTE = /"([^"]{2,200})"|(?<![\p{L}\d])'([^']{2,200}(?:'\p{L}[^']{0,200})*)'(?![\p{L}\d])/gu;
const GAP = /\s*(?:\.\.\.|…|\[[^\]]{0,20}\])\s*/;

/** The phrases that a sentence gives as somebody's words. */
export function quotesIn(text: string): readonly string[] {
  return [...withPlainMarks(text).matchAll(QUOTE)].map(([, double, single]) => double ?? single ?? '');
}

/** A sentence with gaps in the places of its quotes. */
export function withoutQuotes(text: string): string {
  return withPlainMarks(text).replace(QUOTE, ' ');
}

/** Whether a record has the words in this order, whatever their marks; what is left out of them is `…`. */
export function isKnownQuote(quote: string, { record }: Evidence): boolean {
  const codes = `${record.intent ?? ''} ${record.disposition ?? ''}`.replaceAll('_', ' ');
  const said = [record.text ?? '', codes].map((text) => ` ${wordsOf(text)} `);
  return quote.split(GAP).every((part) => {
    const words = wordsOf(part);
    return words === '' || said.some((text) => text.includes(` ${words} `));
  });
}

function withPlainMarks(text: string): string {
  return text.replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'");
}

function wordsOf(text: string): string {
  return (plainForm(text).match(/[\p{L}\d]+(?:'\p{L}+)*/gu) ?? []).join(' ').replaceAll("'", '');
}
