import { randomUUID } from 'node:crypto';
import type { AwsClients } from '../../../lib/aws/clients.ts';
import { encodeRecord } from '../../../lib/contract/summary-record.ts';
import { composeSummary } from '../../../lib/domain/summary.ts';
import { SUMMARY_TTL_DAYS } from '../../../lib/domain/summary-record.ts';
import { summaryCache } from '../../../lib/dynamo/summary-cache.ts';
import { TABLES } from '../../../local/local-aws.ts';
import { aContact, aRecord } from '../../fixtures/domain.ts';
import { recordedLog } from '../../fixtures/recorded-log.ts';
import type { Target } from './sent-click.ts';

const DAY_MS = 86_400_000;
const PUT_TIMEOUT_MS = 30_000;

export type NewTarget = (tenant: string | null, state: Target['state']) => Promise<Target>;

/** Stores summaries of two sentences as the product does, of now or of more than a week ago, or only makes up their ids. */
export function newTargets({ documents: client }: AwsClients): NewTarget {
  const observer = { log: recordedLog(), addMetric: () => undefined, now: Date.now };
  const cache = summaryCache({ client, tableName: TABLES.summaryCache, ...observer });
  const run = randomUUID().slice(0, 8);
  let made = 0;

  return async (tenant, state) => {
    made += 1;
    const ids = {
      uniqueProcessId: `upi-clicks-${run}-${made}`,
      accountNumber: String(8_000_000_000 + made),
      contactId: `contact-clicks-${run}-${made}`,
    };
    const requestId = `CLICKS-${run}-${made}`;
    const ageMs = state === 'expired' ? SUMMARY_TTL_DAYS * DAY_MS + 1_000 : 0;
    const record = aRecord({
      requestId,
      tenant,
      generatedAt: new Date(Date.now() - ageMs).toISOString(),
      contact: aContact(ids),
      summary: composeSummary([
        { section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] },
        { section: 'history', text: 'Called twice.', interactionIds: [] },
      ]),
    });
    if (state !== 'unknown')
      await cache.put(record, encodeRecord(record), AbortSignal.timeout(PUT_TIMEOUT_MS));
    return { ...ids, requestId, tenant, state };
  };
}
