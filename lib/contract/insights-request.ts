import * as z from 'zod';
import { type ContactRequest, deriveUniqueProcessId } from '../domain/contact.ts';
import { CHANNELS } from '../domain/interaction.ts';
import { accountNumberSchema, idSchema, text } from './ids.ts';

const channelSchema = z.enum(CHANNELS, { error: `send one of ${CHANNELS.join(', ')}` });

const intentSchema = text(
  /^[\p{L}\p{N} ._:/-]{1,64}$/u,
  'send 1 to 64 letters, digits, spaces or . _ : / -, as a string',
);

const currentInteractionSchema = z.strictObject({
  channel: channelSchema,
  intent: intentSchema,
  text: text(/^[\s\S]{0,8000}$/u, 'send a string of at most 8000 characters'),
});

/** Body of `POST /omni-channel-insights`. Unknown members are refused and nothing is coerced. */
export const insightsRequestSchema = z.strictObject({
  unique_process_id: idSchema.optional(),
  account_number: accountNumberSchema,
  initial_contact_id: idSchema.optional(),
  contact_id: idSchema,
  ivr_intent: intentSchema.default('misc'),
  max_history_days: wholeNumber(1, 365).default(90),
  max_interactions: wholeNumber(1, 100).default(10),
  channel_filter: z
    .array(channelSchema, { error: `send a list of ${CHANNELS.join(', ')}` })
    .min(1, 'send at least one channel, or leave it out for all channels')
    .max(CHANNELS.length, `send at most ${CHANNELS.length} channels`)
    .optional(),
  current_interaction: currentInteractionSchema.optional(),
  language: text(
    /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/,
    'send a BCP 47 language tag such as en or es-MX',
  ).default('en'),
  agent_key: idSchema.optional(),
});

export type InsightsRequest = z.infer<typeof insightsRequestSchema>;

/** Path of `GET /omni-channel-insights/{unique_process_id}`. */
export const insightsPathSchema = z.strictObject({ unique_process_id: idSchema });

/** Query of the same route. Seconds; not more than 10, because a drain has to outlast them. */
export const insightsQuerySchema = z.strictObject({
  wait: text(/^(?:\d|10)$/, 'send a whole number of seconds from 0 to 10, once')
    .transform(Number)
    .default(0),
});

/** @param derivation what the id is made with when the request brings none */
export function toContactRequest(
  body: InsightsRequest,
  derivation: { readonly tenant: string | null; readonly key: string },
): ContactRequest {
  const chain = {
    accountNumber: body.account_number,
    contactId: body.contact_id,
    initialContactId: body.initial_contact_id ?? null,
  };
  return {
    ...chain,
    uniqueProcessId: body.unique_process_id ?? deriveUniqueProcessId(chain, derivation),
    ivrIntent: body.ivr_intent,
    maxHistoryDays: body.max_history_days,
    maxInteractions: body.max_interactions,
    channelFilter: body.channel_filter ?? null,
    language: body.language,
    agentKey: body.agent_key ?? null,
    currentInteraction: body.current_interaction ?? null,
  };
}

function wholeNumber(lowest: number, highest: number) {
  const message = `send a whole number from ${lowest} to ${highest}`;
  return z.int({ error: message }).min(lowest, message).max(highest, message);
}
