import { describe, expect, it } from 'vitest';
import { aRatedSummary } from '../../tests/fixtures/feedback.ts';
import type { SummaryReference } from '../domain/feedback.ts';
import type { RatedSummary } from './ports.ts';
import { resolveSummary } from './resolve-summary.ts';

const NO_IDS = { requestId: null, uniqueProcessId: null, accountNumber: null, contactId: null };
const newest = aRatedSummary({ contactId: 'contact-2' });
const older = aRatedSummary({ contactId: 'contact-1' });

describe('resolveSummary', () => {
  it('takes the newest summary when no other id is given', async () => {
    expect(await resolved({ uniqueProcessId: 'upi-1' })).toEqual({ kind: 'found', summary: newest });
  });

  it('takes the newest one that all ids agree with', async () => {
    const found = await resolved({ uniqueProcessId: 'upi-1', contactId: 'contact-1' });
    expect(found).toEqual({ kind: 'found', summary: older });
  });

  it.each([
    { requestId: '01JOTHER' },
    { uniqueProcessId: 'upi-other' },
    { accountNumber: '9999999999' },
    { contactId: 'contact-other' },
  ])('finds a contradiction when no summary has %o', async (ids) => {
    await expect(resolved(ids)).rejects.toMatchObject({ code: 'id_conflict', retryable: false });
  });

  it('knows nothing when there is none', async () => {
    expect(await resolved({ requestId: '01JEXAMPLE' }, [])).toEqual({ kind: 'unknown', otherTenant: false });
  });

  it('knows nothing of summaries of other tenants, also when the ids contradict them', async () => {
    const foreign = [aRatedSummary({ tenant: 'globex' }), aRatedSummary({ tenant: null })];
    for (const contactId of ['abc-123-xyz', 'contact-other']) {
      const ids = { requestId: '01JEXAMPLE', contactId };
      expect(await resolved(ids, foreign, 'acme')).toEqual({ kind: 'unknown', otherTenant: true });
    }
  });

  it("finds a tenant's own summary behind one of another", async () => {
    const own = aRatedSummary({ tenant: 'acme' });
    const all = [aRatedSummary({ tenant: 'globex' }), own];
    expect(await resolved({ uniqueProcessId: 'upi-1' }, all, 'acme')).toEqual({
      kind: 'found',
      summary: own,
    });
  });
});

function resolved(
  ids: Partial<SummaryReference>,
  summaries: readonly RatedSummary[] = [newest, older],
  tenant: string | null = null,
) {
  const find = async function* find() {
    yield* summaries;
  };
  return resolveSummary({ reference: { ...NO_IDS, ...ids }, tenant, find }, new AbortController().signal);
}
