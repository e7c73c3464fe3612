/** Where a match stands, and some of the text on both sides of it. */
export interface Place {
  readonly index: number;
  readonly before: string;
  readonly after: string;
}

type ReadMatch<Mention> = (
  groups: readonly [string, ...(string | undefined)[]],
  place: Place,
) => readonly Mention[];

const CONTEXT_LENGTH = 60;
/** What stands in the place of what was taken. No word character, so that nothing reads across it. */
export const TAKEN = '\u0001';

/** The part of a text that no finder has taken yet, so that nothing is read twice. */
export class Unread {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** What the matches of a pattern mention. A match without a mention stays; the others are taken out. */
  take<Mention>(pattern: RegExp, read: ReadMatch<Mention>): readonly Mention[] {
    const text = this.#text;
    const mentions: Mention[] = [];
    let rest = '';
    let end = 0;
    for (const found of text.matchAll(pattern)) {
      const [match, ...groups] = found;
      const behind = found.index + match.length;
      const said = read([match, ...groups], {
        index: found.index,
        before: text.slice(Math.max(0, found.index - CONTEXT_LENGTH), found.index),
        after: text.slice(behind, behind + CONTEXT_LENGTH),
      });
      if (said.length === 0) continue;
      mentions.push(...said);
      rest += text.slice(end, found.index) + TAKEN.repeat(match.length);
      end = behind;
    }
    this.#text = rest + text.slice(end);
    return mentions;
  }
}
