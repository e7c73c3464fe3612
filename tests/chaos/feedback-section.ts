import type { ClickFigures } from './clicks/judge-clicks.ts';
import { table, thousands } from './markdown.ts';
import type { ClickControlFigures, ClickRunFigures } from './results.ts';

/** In few words: what was lost, and what was wrong at the end. */
export function lossOfClicks({ missing, swallowed, overtaken, outOfOrder, ...others }: ClickFigures): string {
  const { disagreeing, doubled, joined } = others;
  return [
    `${missing + swallowed} acknowledged and not in S3`,
    `${overtaken + outOfOrder} out of order`,
    `${disagreeing} summaries of which table and S3 disagree`,
    `${doubled} stored twice`,
    `${joined} joined to a summary of another tenant`,
  ].join(', ');
}

/** What became of the clicks of a run, beside those of a function that answers first. */
export function feedbackSection(run: ClickRunFigures, control: ClickControlFigures): string {
  return [
    'Agents clicked on summaries of their own, several at once on the same one, and on unknown and expired ones and those',
    'of another tenant, through the gateway and straight into the function. They repeated themselves, changed their minds and',
    'gave reasons. The process of the function was killed (SIGKILL) at a named moment of a call, and most of the clicks that',
    'got no answer were sent again. Every click was then looked up in S3 and held against what the agent had been told, and',
    'the last click of every summary against the table. `In turn` is a click while which no other was under way: of all that',
    'was sent by then, it has to be the last.',
    '',
    table(
      ['', 'the function', 'control: answers before it stores'],
      [
        row('deaths and refusals', ({ strikes }) => strikes),
        row('clicks', ({ clicks }) => clicks),
        row('… acknowledged as new', ({ ended }) => ended.stored ?? 0),
        row('… acknowledged as repeated', ({ ended }) => ended.repeated ?? 0),
        row('… acknowledged without a summary', ({ ended }) => ended.unmatched ?? 0),
        row('… never acknowledged', ({ ended }) => ended.failed ?? 0),
        row('acknowledged, and not in S3', ({ missing }) => missing),
        row('left out as repeated, and they were not', ({ swallowed }) => swallowed),
        row('in S3 with other words', ({ different }) => different),
        row('in S3 twice', ({ doubled }) => doubled),
        row('before one that was acknowledged earlier', ({ outOfOrder }) => outOfOrder),
        row('in turn', ({ inTurn }) => inTurn),
        row('… and not the last', ({ overtaken }) => overtaken),
        row('joined to what their sender may not see', ({ joined }) => joined),
        row('summaries', ({ summaries }) => summaries),
        row('… of which table and S3 agree', ({ agreeing }) => agreeing),
        row('… of which they disagree', ({ disagreeing }) => disagreeing),
        row('… whose last click is not confirmed', ({ unconfirmed }) => unconfirmed),
      ],
    ),
    '',
    'Where the last click is not confirmed, the last one in S3 counts, and the next click is stored whatever it says.',
    '',
    table(
      ['struck', 'times'],
      Object.entries(run.struck).map(([name, times]) => [name, String(times)]),
    ),
  ].join('\n');

  function row(name: string, figure: (figures: ClickControlFigures) => number): string[] {
    return [name, thousands(figure(run)), thousands(figure(control))];
  }
}
