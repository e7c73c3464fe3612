import * as z from 'zod';
import { BedrockError } from './bedrock-error.ts';
import { type ConverseRequest, textOf } from './converse-request.ts';

const choice = z.object({ message: z.object({ content: z.string() }), finish_reason: z.string().nullish() });
const completion = z.object({ choices: z.tuple([choice]) });

/** What a model wrote, and why it stopped, in Converse's words. */
export interface Completion {
  readonly text: string;
  readonly stopReason: string;
}

export type AskLlm = (request: ConverseRequest, signal: AbortSignal) => Promise<Completion>;

/**
 * Asks a real model behind `{url}/v1/chat/completions`, the API of OpenAI; `url` may end in `/v1`. Rejects with
 * ServiceUnavailableException, naming the URL, when that server fails or is not there.
 */
export function createLocalLlm({ url, model }: { readonly url: string; readonly model: string }): AskLlm {
  const endpoint = `${url.replace(/\/+(v1\/*)?$/, '')}/v1/chat/completions`;
  return async (request, signal) => {
    try {
      const body = JSON.stringify({ model, ...chatRequest(request) });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(endpoint, { method: 'POST', headers, body, signal });
      const text = await response.text();
      if (!response.ok) throw new Error(`status ${response.status}, ${text.slice(0, 200)}`);
      const [{ message, finish_reason: reason }] = completion.parse(JSON.parse(text)).choices;
      return { text: message.content, stopReason: reason === 'length' ? 'max_tokens' : 'end_turn' };
    } catch (error) {
      // fetch says only "fetch failed"; what happened is in its cause.
      const cause = error instanceof Error && error.cause ? `, ${error.cause}` : '';
      const message = `The model server at ${endpoint} failed: ${error}${cause}`;
      // The product logs a code only, so the server's own log has to say what to mend.
      if (!signal.aborted) process.stderr.write(`${message}\n`);
      throw new BedrockError('ServiceUnavailableException', message);
    }
  };
}

function chatRequest({ system, messages, inferenceConfig }: ConverseRequest) {
  const turns = [...(system.length > 0 ? [{ role: 'system', content: system }] : []), ...messages];
  return {
    messages: turns.map(({ role, content }) => ({ role, content: textOf(content) })),
    max_tokens: inferenceConfig.maxTokens,
    temperature: inferenceConfig.temperature,
    stream: false,
  };
}
