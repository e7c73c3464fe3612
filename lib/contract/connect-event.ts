import * as z from 'zod';
import { idSchema } from './ids.ts';
import { type InsightsRequest, insightsRequestSchema } from './insights-request.ts';
import { parseInput } from './parse-input.ts';

/** Flows send an empty text for what they do not know. */
const given = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

const attributes = z.object({ account_number: given, ivr_intent: given });

/** How the flow's block invokes the function, as it is called there. */
export const EXECUTION_MODES = ['synchronous', 'asynchronous'] as const;
export type ExecutionMode = (typeof EXECUTION_MODES)[number];

/**
 * What the block "AWS Lambda function" of a contact flow sends, as far as this product reads it. Everything else is dropped
 * when it is parsed, the customer's phone number first of all.
 */
export const connectEventSchema = z.object({
  Details: z.object({
    ContactData: z.object({
      ContactId: idSchema,
      InitialContactId: idSchema.nullish(),
      LanguageCode: given,
      Attributes: attributes.nullish(),
    }),
    Parameters: attributes
      .extend({
        execution_mode: z
          .enum(EXECUTION_MODES, { error: `send one of ${EXECUTION_MODES.join(', ')}` })
          .optional(),
      })
      .nullish(),
  }),
});

export interface ConnectRequest {
  /** `asynchronous` unless the block's parameters say otherwise. */
  readonly executionMode: ExecutionMode;
  /** Body of `POST /omni-channel-insights`. */
  readonly body: InsightsRequest;
}

/**
 * The request that an event of a contact flow stands for. The block's own parameters go before the contact's attributes.
 * @throws OmniError invalid_request with one fault for each thing to change; no fault repeats a value that was sent
 */
export function readConnectEvent(event: unknown): ConnectRequest {
  const { ContactData: contact, Parameters: parameters } = parseInput(connectEventSchema, event).Details;
  return {
    executionMode: parameters?.execution_mode ?? 'asynchronous',
    body: parseInput(insightsRequestSchema, {
      account_number: parameters?.account_number ?? contact.Attributes?.account_number,
      contact_id: contact.ContactId,
      initial_contact_id: contact.InitialContactId ?? undefined,
      ivr_intent: parameters?.ivr_intent ?? contact.Attributes?.ivr_intent,
      language: contact.LanguageCode,
    }),
  };
}
