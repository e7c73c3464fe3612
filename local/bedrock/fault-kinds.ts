import { BedrockError } from './bedrock-error.ts';
import { writeCarelessly } from './careless-model.ts';
import { type ConverseRequest, textOf } from './converse-request.ts';
import { drip, type Exchange, send, sendHalf, untilGone } from './deliveries.ts';
import { answerFromRecords } from './extract-summary.ts';
import type { Completion } from './local-llm.ts';
import { obey } from './obeying-model.ts';

/** What becomes of a call; a member that is missing leaves that part of it in good health. */
export interface Fault {
  /** Comes at once and instead of a text. */
  readonly refusal?: BedrockError;
  /** What the stand-in writes in place of its honest text; a model behind LOCAL_LLM_URL is not asked then. */
  readonly write?: (honest: string, request: ConverseRequest) => Completion;
  /** How the answer's JSON goes out; over when what it returns is settled. */
  readonly deliver?: (json: string, exchange: Exchange) => unknown;
}

const HTML = '<!doctype html><html><head><title>Bad Gateway</title></head></html>';
const GARBAGE = 'Sure! <b>The customer</b> seems fine, see https://example.com/more for the details.';
/** So little that not even the first sentence is whole. */
const CUT_AT_ONCE = 20;

/** What a client sees of each: docs/guides/local.md. */
const KINDS: Readonly<Record<string, Fault>> = {
  none: {},
  slow: {},
  throttle: refused('ThrottlingException', 'Too many tokens, please wait before trying again.'),
  not_ready: refused('ModelNotReadyException', 'The model is not ready for inference.'),
  error: refused('InternalServerException', 'The system encountered an unexpected error.'),
  unavailable: refused('ServiceUnavailableException', 'The service is not available.'),
  model_timeout: refused('ModelTimeoutException', 'The model took too long.'),
  model_error: refused('ModelErrorException', 'The model failed while it processed the request.'),
  access_denied: refused('AccessDeniedException', 'You have no access to the model with this id.'),
  not_found: refused('ResourceNotFoundException', 'Could not find the model.'),
  validation: refused('ValidationException', 'The input is not valid for this model.'),
  bad_gateway: { deliver: (_, exchange) => send(HTML, exchange, { status: 502, type: 'text/html' }) },
  html: { deliver: (_, exchange) => send(HTML, exchange, { type: 'text/html' }) },
  hang: { deliver: (_, exchange) => untilGone(exchange) },
  body_stall: { deliver: (json, exchange) => sendHalf(json, exchange).then(() => untilGone(exchange)) },
  drip: { deliver: drip },
  cut: { deliver: (json, exchange) => sendHalf(json, exchange).then(() => exchange.socket.end()) },
  reset: { deliver: (_, { socket }) => socket.resetAndDestroy() },
  empty_body: { deliver: (_, exchange) => send('', exchange) },
  empty: written('end_turn', () => ''),
  whitespace: written('end_turn', () => ' \n\t\u00a0\n'),
  truncated: written('max_tokens', (honest) => honest.slice(0, honest.lastIndexOf('\n') + CUT_AT_ONCE)),
  cut_at_once: written('max_tokens', (honest) => honest.slice(0, CUT_AT_ONCE)),
  filtered: written('content_filtered', (honest) => honest),
  guardrail: written('guardrail_intervened', (honest) => honest),
  refusal: written('end_turn', () => "I'm sorry, I can't help with that."),
  malformed: written('malformed_model_output', () => '{"lines": [{"label": "REASON", "sentence": "The'),
  garbage: written('end_turn', () => GARBAGE),
  english: written('end_turn', (_, request) => inEnglish(request)),
  careless: written('end_turn', writeCarelessly),
  obey: written('end_turn', (honest, request) => obey(honest, request, 'prompt')),
  obey_quietly: written('end_turn', (honest, request) => obey(honest, request, 'no prompt')),
};

export const FAULT_KINDS: ReadonlyMap<string, Fault> = new Map(Object.entries(KINDS));

function refused(...error: ConstructorParameters<typeof BedrockError>): Fault {
  return { refusal: new BedrockError(...error) };
}

function written(stopReason: string, text: (honest: string, request: ConverseRequest) => string): Fault {
  return { write: (honest, request) => ({ text: text(honest, request), stopReason }) };
}

/** Models fall back to English, whatever language was asked for. */
function inEnglish({ messages }: ConverseRequest): string {
  const message = textOf(messages.at(-1)?.content ?? []);
  return answerFromRecords(message.replace(/"write_in":"[^"]*"/, '"write_in":"en"'));
}
