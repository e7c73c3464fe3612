import type { InsightsRequest } from '../contract/insights-request.ts';
import type { InsightsResponse } from '../contract/summary-record.ts';
import type { Words } from './words.ts';

export const SUMMARY_REQUEST_WORDS: Words<InsightsRequest> = {
  unique_process_id:
    'Names the process, so that its summary can be read again. Made from account and chain when left out, the same each time; always in the answer.',
  account_number: 'The customer.',
  initial_contact_id: 'The first contact of the chain, when this one is a transfer.',
  contact_id: 'The contact that is in the queue now.',
  ivr_intent: 'What the IVR took as the reason for the call.',
  max_history_days: 'How many days back the history is read.',
  max_interactions: 'How many interactions are used at most, the newest ones.',
  channel_filter: 'Only interactions of these channels; all channels when left out.',
  current_interaction: {
    is: 'The turn that has just ended and is not in the history yet.',
    members: {
      channel: 'Where it took place.',
      intent: 'What it was about.',
      text: 'What was said.',
    },
  },
  language: 'Language of the summary, as a BCP 47 tag.',
  agent_key: 'An opaque id of the agent, for figures of adoption.',
};

export const SUMMARY_WORDS: Words<InsightsResponse> = {
  unique_process_id: 'The id to read this summary again by; the one of the request when it had one.',
  request_id:
    'Names this summary: feedback is given by it. On an answer that is given again, that of the first request. That of a preliminary answer is the summary’s too, unless that is waited for together with others.',
  contact_id: 'As in the request.',
  account_number: 'As in the request.',
  status:
    '`ok`: a model wrote the text. `no_interactions`: there is no history, no model was asked. `degraded`: no model gave a valid text in time, the text is the digest of the records, and `reason` says why. `preliminary`: the digest, while the summary is being made, because the request preferred not to wait for that.',
  reason: 'Why the summary is degraded; null otherwise.',
  summary: 'The text for the agent. Never empty.',
  sections: {
    is: 'The same sentences, by what they are about. A text without sentences is empty, a list too.',
    members: {
      reason: 'Why the customer is here.',
      open_issues: 'What is not resolved.',
      history: 'What happened before.',
      promises: 'What the customer was promised.',
      dont_ask_again: 'What the customer has answered or proved already.',
      sentiment: 'How the customer feels.',
      next_best_action: 'What to do first.',
      since_last_agent: 'What is new since the last agent; null when this is no transfer.',
    },
  },
  sentences: {
    is: 'The sentences of `summary`, in its order.',
    members: { section: 'The section that it stands in.', text: 'The sentence.' },
  },
  citations: {
    is: 'What the sentences rest on. A sentence without records has none.',
    members: {
      sentence: 'Index in `sentences`, from 0.',
      interactions: 'Ids of the interactions that say so.',
    },
  },
  customer: {
    is: 'Counted from the records; no model is involved.',
    members: {
      contacts_7d: 'Contacts of the last 7 days.',
      contacts_30d: 'Contacts of the last 30 days.',
      by_channel: 'Contacts of the last 30 days, by the channel that each of them touched last.',
      last_contact_at: 'When the last contact was (ISO 8601, UTC); null when there is none.',
      last_channel: 'Its channel.',
      open_issues: 'Subjects that are still open.',
    },
  },
  date_range: 'First to last day of the interactions that were used, as `2026-10-24 to 2026-11-23`.',
  coverage: {
    is: 'How much of the history is in the summary.',
    members: {
      found: 'Interactions in the time that was asked for.',
      found_capped: 'Whether there are more than were counted.',
      used: 'Interactions that the summary was made of.',
      skipped: 'Records that could not be read.',
      truncated: 'Whether something was shortened or left out for the model.',
    },
  },
  data_as_of: 'When the history was read (ISO 8601, UTC).',
  model_used: 'The model that wrote the text; `none` when no model did.',
  model_id: 'Its id on Amazon Bedrock.',
  prompt_version: 'The version of the prompt.',
  cache_hit:
    'Whether the text was made for another request: an earlier one, or one that was waited for together.',
  prompt_cache: {
    is: 'How much of the prompt the model had in its cache.',
    members: {
      tokens_read: 'Tokens that were read from it.',
      tokens_written: 'Tokens that were written into it.',
    },
  },
  latency_ms: 'Milliseconds from the arrival of the request to the answer.',
  generated_at: 'When the summary was made (ISO 8601, UTC).',
  max_history_days: 'As in the request.',
  max_interactions: 'As in the request.',
  channel_filter: 'As in the request; null for all channels.',
  stored: 'Whether at least one store has acknowledged the record.',
};
