import type { SummaryLine } from '../domain/summary.ts';
import type { DigestHistory } from './digest-history.ts';
import { digestLine } from './digest-line.ts';
import type { OpenMatter } from './open-matters.ts';
import { areRelated } from './related-intents.ts';

const MOST_OPEN_MATTERS = 3;

/** The likely reason of today's contact: the open matter that the menu was told of, or the newest one. */
export function reasonLine({ contact, interactions, words, open }: DigestHistory): SummaryLine {
  const { ivrIntent } = contact;
  const saysNothing = ivrIntent === 'misc';
  const told = saysNothing ? words.toldNothing : words.told(words.matter(ivrIntent));
  const likely = saysNothing ? open[0] : likeliest(open, ivrIntent);
  if (likely !== undefined) {
    const text = words.likelyAbout(sinceOf(likely, words), told);
    return digestLine('reason', {
      text,
      of: [likely.newest, likely.oldest].slice(0, likely.interactions.length),
    });
  }
  if (open.length > 0) {
    return digestLine('reason', { text: words.notAmongOpen(words.matter(ivrIntent)), of: [] });
  }
  // The turn that the request brings along is this contact, not the last one.
  const last = interactions.find(({ contactId }) => contactId !== contact.contactId) ?? interactions[0];
  if (last === undefined) return digestLine('reason', { text: told, of: [] });
  const { at, intent, channel } = last;
  const shown = { told, matter: words.matter(intent), by: words.by(channel), day: words.day(at) };
  return digestLine('reason', { text: words.nothingOpen(shown), of: [last] });
}

/** The three newest open matters, each with since when and how often the customer came with it. */
export function openMatterLines({ open, words }: DigestHistory): readonly SummaryLine[] {
  return open.slice(0, MOST_OPEN_MATTERS).map((matter) => {
    const since = sinceOf(matter, words);
    const contacts = words.count(matter.contacts, words.contacts);
    const [by, lastDay] = [words.by(matter.newest.channel), words.day(matter.newest.at)];
    const once = matter.interactions.length === 1;
    const text = once
      ? words.openOnce(since, { contacts, by })
      : words.openOften(since, { contacts, by, lastDay });
    return digestLine('openIssues', { text, of: matter.interactions });
  });
}

function likeliest(open: readonly OpenMatter[], ivrIntent: string): OpenMatter | undefined {
  return (
    open.find(({ intent }) => intent === ivrIntent) ??
    open.find(({ intent }) => areRelated(intent, ivrIntent))
  );
}

function sinceOf({ intent, oldest, mayBeOlder }: OpenMatter, words: DigestHistory['words']) {
  return { matter: words.matter(intent), day: words.day(oldest.at), atLeast: mayBeOlder };
}
