import { askServer } from './ask-server.ts';
import type { Told } from './exchange-view.ts';

/** Told of every exchange with the API, as it ends. */
export const exchanges = new EventTarget();

interface ApexAnswer {
  readonly reply: object;
  readonly exchange: Told;
}

/** In the place of a call to Apex: the server of this desktop asks the API as the Apex class would. */
export async function callApex(method: string, parameters: object): Promise<object> {
  const asked = await askServer<ApexAnswer>(`/apex/${method}`, parameters);
  // Apex rejects with its words in `body`.
  if ('fault' in asked) throw { body: { message: asked.fault } };
  exchanges.dispatchEvent(new CustomEvent<Told>('exchange', { detail: asked.content.exchange }));
  return asked.content.reply;
}
