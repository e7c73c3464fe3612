import { firstOfEach, openIssues } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';

/** A matter that is not resolved, as far as the records go. */
export interface OpenMatter {
  readonly intent: string;
  /** Its records since it was first recorded as unresolved, newest first, at least one. */
  readonly interactions: readonly Interaction[];
  readonly newest: Interaction;
  readonly oldest: Interaction;
  /** Whether it may be open for longer than the records given tell. */
  readonly mayBeOlder: boolean;
  /** How many times the customer came with it: a turn in the menu and the call behind it are one contact. */
  readonly contacts: number;
}

interface Options {
  /** Whether the window holds more records than these. */
  readonly isCut: boolean;
}

/** The matters that are open, the newest first. @param interactions newest first */
export function openMatters(interactions: readonly Interaction[], { isCut }: Options): readonly OpenMatter[] {
  return openIssues(interactions).map((issue) => {
    const ofIntent = interactions.filter(({ intent }) => intent === issue.intent);
    const resolvedAt = ofIntent.findIndex(({ resolved }) => resolved === true);
    const since = resolvedAt === -1 ? ofIntent : ofIntent.slice(0, resolvedAt);
    const open = since.slice(0, since.findLastIndex(({ resolved }) => resolved === false) + 1);
    const [newest = issue] = open;
    return {
      intent: issue.intent,
      interactions: open,
      newest,
      oldest: open.at(-1) ?? issue,
      mayBeOlder: isCut && resolvedAt === -1,
      contacts: firstOfEach(
        open,
        ({ initialContactId, contactId, id }) => initialContactId ?? contactId ?? id,
      ).length,
    };
  });
}
