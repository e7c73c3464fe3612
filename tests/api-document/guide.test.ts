import { describe, expect, it } from 'vitest';
import { SCOPES } from '../../lib/auth/caller.ts';
import { insightsResponseSchema } from '../../lib/contract/summary-record.ts';
import { SUMMARY_USES } from '../../lib/domain/feedback.ts';
import { problemOf } from '../../lib/openapi/describe-answers.ts';
import { OPERATIONS } from '../../lib/openapi/operations.ts';
import { TEST_ACCOUNTS } from '../../lib/test-accounts/test-accounts.ts';
import { GUIDE, rowsOfTable } from './guide.ts';
import { RECORDED_EXAMPLES } from './recorded-examples.ts';

describe('docs/guides/api.md', () => {
  it('has every error that a caller can meet, with its status, and no other', () => {
    const rows = rowsOfTable('code').map(([code, status]) => `${code} ${status}`);
    const codes = new Set(OPERATIONS.flatMap((operation) => operation.codes));
    expect(rows.toSorted()).toEqual([...codes].map((code) => `${code} ${problemOf(code).status}`).toSorted());
  });

  it('has every status of a summary, and no other', () => {
    expect(rowsOfTable('`status`').map(([status]) => status)).toEqual(
      insightsResponseSchema.shape.status.options,
    );
  });

  it('tells by the status what may succeed later, as the recorded problems do', () => {
    const problems = RECORDED_EXAMPLES.filter(({ type }) => type === 'application/problem+json');
    const wrong = problems.filter(
      ({ status, body }) => JSON.stringify(body).includes('"retryable":true') !== [429, 503].includes(status),
    );
    expect(problems.length).toBeGreaterThan(15);
    expect(wrong).toEqual([]);
  });

  it('has every test account, and no other', () => {
    expect(
      rowsOfTable('account number')
        .map(([account]) => account)
        .toSorted(),
    ).toEqual(TEST_ACCOUNTS.toSorted());
  });

  it('names every scope and every use', () => {
    for (const word of [...SCOPES, ...SUMMARY_USES]) expect(GUIDE).toContain(`\`${word}\``);
  });
});
