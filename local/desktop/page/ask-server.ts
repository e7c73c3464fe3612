/** What the desktop's server answered: its JSON, or why there is none, in its words. */
export type Asked<Content> = { readonly content: Content } | { readonly fault: string };

/** Asks the server that this page came from; with a body it is told something. */
export async function askServer<Content>(path: string, body?: object): Promise<Asked<Content>> {
  try {
    const answer = await fetch(path, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    });
    // What this server sends is what this page was built with.
    const content: Content & { readonly message?: string } = JSON.parse(await answer.text());
    return answer.ok ? { content } : { fault: content.message ?? 'The desktop cannot do that.' };
  } catch {
    return { fault: 'The local system does not answer: is npm start still running?' };
  }
}
