import type { Explanation } from '../lib/review/explain-record.ts';
import { answerSections } from './answer-sections.ts';
import { count, fields, type Page, paragraph, section, table } from './page.ts';
import { promptSections } from './prompt-sections.ts';

/** Where the record is, as far as it could be asked. */
export interface RecordPlaces {
  readonly s3: string;
  readonly dynamodb: string;
}

/** A record on one page: what was asked, read, sent, answered, taken out, shown and paid, in the order of the request. */
export function explanationPage(explanation: Explanation, places: RecordPlaces): Page {
  const [, ...page] = [
    ...requestSection(explanation),
    ...historySection(explanation),
    ...promptSections(explanation),
    ...answerSections(explanation),
    ...section('Where it is kept', fields({ S3: places.s3, DynamoDB: places.dynamodb })),
  ];
  return page;
}

function requestSection({ request }: Explanation): Page {
  const { status, reason, reasonInWords, initialContactId } = request;
  const chain = initialContactId === null ? '' : `, first contact ${initialContactId}`;
  const because = reason === null ? '' : ` because of ${reason} (${reasonInWords})`;
  return section(
    `Request ${request.requestId}`,
    fields({
      status: `${status}${because}${request.cacheHit ? ', a stored text used again' : ''}`,
      made: `${instant(request.generatedAt)}, ${count(request.latencyMs, 'ms', 'ms')} after it came`,
      customer: `account ${request.account}, contact ${request.contactId}${chain}`,
      process: `${request.uniqueProcessId}, tenant ${request.tenant ?? 'none'}`,
      asked: `reason given to the IVR ${request.ivrIntent}, language ${request.language}, agent ${request.agentKey ?? 'not named'}`,
    }),
  );
}

function historySection({ history }: Explanation): Page {
  const { interactions, foundCapped } = history;
  const found = `${foundCapped ? 'at least ' : ''}${count(history.found, 'interaction')} found`;
  const rows = interactions.map(({ id, at, channel, intent, verdict, firstWords }) => [
    id,
    `${at.slice(0, 10)} ${at.slice(11, 16)}`,
    channel,
    intent,
    verdict,
    firstWords,
  ]);
  return [
    ...section(
      'History read',
      fields({
        window: `${history.from.slice(0, 10)} to ${history.to.slice(0, 10)} (${count(history.maxHistoryDays, 'day')}), ${channels(history.channelFilter)}`,
        'data as of': instant(history.dataAsOf),
        records: `${found}, ${history.used} used (at most ${history.maxInteractions} were wanted), ${history.skipped} skipped because they could not be read`,
      }),
    ),
    '',
    ...(rows.length === 0 ? paragraph('No interaction was used.') : table(rows)),
  ];
}

function channels(filter: readonly string[] | null): string {
  return filter === null ? 'all channels' : `channels ${filter.join(', ')}`;
}

function instant(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}
