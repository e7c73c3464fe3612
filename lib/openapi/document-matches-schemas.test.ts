import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedbackBodies } from '../../tests/api-document/feedback-bodies.ts';
import { DOCUMENT, documentValidator } from '../../tests/api-document/published-document.ts';
import { toObject } from '../../tests/fuzz/member.ts';
import { memberChanges } from '../../tests/fuzz/member-changes.ts';
import { bodyMembers } from '../../tests/fuzz/valid-members.ts';
import { clickRequestSchema, isMeantAsUse, useRequestSchema } from '../contract/feedback-request.ts';
import { insightsRequestSchema } from '../contract/insights-request.ts';

const validatorOf = documentValidator({ coerceTypes: false });

function schemaOfBody(path: string) {
  const schema = DOCUMENT.paths[path]?.post?.requestBody?.content['application/json']?.schema;
  if (schema === undefined) throw new Error(`The document has no body of POST ${path}.`);
  return validatorOf(schema);
}

/** How often each was met, so that a generator that makes only one of them is seen. */
function judge(texts: fc.Arbitrary<string>, isEqual: (body: unknown) => boolean) {
  const counts = { true: 0, false: 0 };
  fc.assert(
    fc.property(texts, (text) => {
      const body = parsed(text);
      if (body === undefined) return;
      counts[`${isEqual(body)}`] += 1;
    }),
    { numRuns: 2_000, seed: 1 },
  );
  return counts;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('a body', () => {
  it('of POST /omni-channel-insights is taken by the document when the API takes it, and by no other', () => {
    const isDocumented = schemaOfBody('/omni-channel-insights');
    const bodies = fc
      .tuple(bodyMembers(), memberChanges())
      .map(([members, change]) => toObject(change(members)));
    const counts = judge(bodies, (body) => {
      const isTaken = insightsRequestSchema.safeParse(body).success;
      expect(isDocumented(body)).toBe(isTaken);
      return isTaken;
    });
    expect(Math.min(counts.true, counts.false)).toBeGreaterThan(200);
  });

  it('of POST /feedback is taken by the document when the function takes it, but for two accounts that differ', () => {
    const isDocumented = schemaOfBody('/feedback');
    const known = { requestId: '01JKNOWN', uniqueProcessId: 'upi-known' };
    const counts = judge(feedbackBodies(known), (body) => {
      const schema = isMeantAsUse(body) ? useRequestSchema : clickRequestSchema;
      const { success: isTaken, error } = schema.safeParse(body);
      const isContradiction = error?.issues.every(
        ({ message }) => message === 'send the same value as account_number, or leave it out',
      );
      expect(isDocumented(body)).toBe(isTaken || isContradiction === true);
      return isTaken;
    });
    expect(Math.min(counts.true, counts.false)).toBeGreaterThan(200);
  });
});
