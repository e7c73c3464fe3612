import { OmniError } from '../domain/errors.ts';
import type { SummaryReference } from '../domain/feedback.ts';
import type { FindSummaries, RatedSummary } from './ports.ts';

export type ResolvedSummary =
  | { readonly kind: 'found'; readonly summary: RatedSummary }
  | { readonly kind: 'unknown'; readonly otherTenant: boolean };

/**
 * The newest summary of the tenant that all ids agree with. A process has a summary for each of its contacts, so the newest
 * one of the process need not be the one that was on the agent's screen.
 * @throws OmniError id_conflict when there are summaries by the first id and none that the others agree with; store_failed
 */
export async function resolveSummary(
  { reference, tenant, find }: ResolveOptions,
  signal: AbortSignal,
): Promise<ResolvedSummary> {
  let isContradicted = false;
  let otherTenant = false;
  for await (const summary of find(reference, signal)) {
    if (summary.tenant !== tenant) otherTenant = true;
    else if (agrees(reference, summary)) return { kind: 'found', summary };
    else isContradicted = true;
  }
  if (isContradicted) {
    throw new OmniError('id_conflict', {
      details: 'The ids are not those of one summary. Send the request_id alone.',
    });
  }
  return { kind: 'unknown', otherTenant };
}

interface ResolveOptions {
  readonly reference: SummaryReference;
  readonly tenant: string | null;
  readonly find: FindSummaries;
}

/** The ids of a summary, in full. */
export function referenceTo({ identity, accountNumber, contactId }: RatedSummary): SummaryReference {
  const { requestId, uniqueProcessId } = identity;
  return { requestId, uniqueProcessId, accountNumber, contactId };
}

function agrees(reference: SummaryReference, summary: RatedSummary): boolean {
  const own = referenceTo(summary);
  return [
    [reference.requestId, own.requestId],
    [reference.uniqueProcessId, own.uniqueProcessId],
    [reference.accountNumber, own.accountNumber],
    [reference.contactId, own.contactId],
  ].every(([given, found]) => given === null || given === found);
}
