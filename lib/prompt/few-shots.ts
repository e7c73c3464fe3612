import * as z from 'zod';

/** One example of a prompt: a document as the model is given it, and the answer to it. */
export interface FewShot {
  /** For people: what the example teaches. No model sees it. */
  readonly teaches: string;
  readonly document: ExampleDocument;
  readonly answer: readonly string[];
}

/** Whatever else a record has stands in the prompt as it is written. */
const recordSchema = z.looseObject({ ref: z.string().regex(/^i\d+$/) });
const documentSchema = z.looseObject({
  today: z.iso.date(),
  write_in: z.string().min(2),
  reason_given_to_ivr: z.string().min(1),
  last_agent: z.string().optional(),
  interactions: z.array(recordSchema).min(1),
});
type ExampleDocument = z.infer<typeof documentSchema>;

const LINE = /^([A-Z_]+): .+ \[(i\d+(?:,i\d+)*)\]$/;

/** @throws ZodError naming the example and the line that no reader could take, or that cites what is not there */
export function parseFewShots(json: unknown, labels: readonly string[]): readonly FewShot[] {
  return fewShotsSchema(labels).parse(json);
}

/** Each example as the prefix shows it, in their order, under a heading of its own. */
export function renderFewShots(examples: readonly FewShot[]): string {
  return examples
    .map(({ document, answer }, index) =>
      [`# Example ${index + 1}`, 'Document:', JSON.stringify(document), 'Answer:', ...answer].join('\n'),
    )
    .join('\n\n');
}

function fewShotsSchema(labels: readonly string[]) {
  const example = z
    .strictObject({
      teaches: z.string().min(1),
      document: documentSchema,
      answer: z.array(z.string()).min(1),
    })
    .superRefine(({ document, answer }, context) => {
      const refs = document.interactions.map(({ ref }) => ref);
      for (const [index, line] of answer.entries()) {
        const fault = faultOf(line, { labels, refs });
        if (fault !== null) context.addIssue({ code: 'custom', message: fault, path: ['answer', index] });
      }
      if (document.last_agent !== undefined && !refs.includes(document.last_agent)) {
        context.addIssue({ code: 'custom', message: 'is no ref', path: ['document', 'last_agent'] });
      }
    });
  return z.array(example).min(1);
}

function faultOf(line: string, known: { labels: readonly string[]; refs: readonly string[] }): string | null {
  const [, label = '', cited = ''] = LINE.exec(line) ?? [];
  if (label === '') return 'is not `LABEL: Sentence. [refs]`';
  if (!known.labels.includes(label)) return `has the label ${label}, which output-schema.json has not`;
  const unknown = cited.split(',').find((ref) => !known.refs.includes(ref));
  return unknown === undefined ? null : `cites ${unknown}, which its document has not`;
}
