import type { MiddlewareObj } from '@middy/core';
import { OmniError } from '../../lib/domain/errors.ts';
import { decodeUtf8, repeatsMembers } from '../../lib/http/strict-json.ts';
import type { GatewayAnswer, GatewayEvent } from './gateway-event.ts';

const BODY_LIMIT_BYTES = 32 * 1_024;
const JSON_TYPE = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

type Middleware = MiddlewareObj<GatewayEvent, GatewayAnswer>;

/**
 * Bodies are one JSON text in UTF-8 of at most 32 KiB, by the rules of the API. What the parser between these two repairs
 * without a word is refused before it or after it. For headers with names in lower case.
 */
export function readText(): Middleware {
  return {
    before: ({ event }) => {
      const text = textOf(event);
      Object.assign(event, { body: text, rawBody: text, isBase64Encoded: false });
    },
  };
}

/** A value no longer tells what its text named twice. */
export function refuseRepetition(): Middleware {
  return {
    before: ({ event }) => {
      if (repeatsMembers(event.rawBody ?? '', event.body))
        throw new OmniError('malformed_json', { details: 'Send each member once.' });
    },
  };
}

/** @throws OmniError unsupported_media_type, payload_too_large, malformed_json */
function textOf({ body, headers, isBase64Encoded }: GatewayEvent): string {
  if (!JSON_TYPE.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined)
    throw new OmniError('unsupported_media_type');
  const sent = typeof body === 'string' ? body : '';
  const bytes = Buffer.from(sent, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > BODY_LIMIT_BYTES) throw new OmniError('payload_too_large');
  const text = decodeUtf8(bytes);
  if (text === null) throw new OmniError('malformed_json');
  // One byte order mark is passed over, as the API's parser does.
  return text.replace(/^\uFEFF/, '');
}
