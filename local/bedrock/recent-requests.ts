const KEPT = 50;

/** The last Converse requests, so that tests can see what really left the product. */
export function createRecentRequests() {
  let requests: readonly { readonly model_id: string; readonly body: unknown }[] = [];
  return {
    add(modelId: string, body: unknown): void {
      requests = [...requests, { model_id: modelId, body }].slice(-KEPT);
    },
    clear(): void {
      requests = [];
    },
    /** The answer of `GET /_local/requests`: the last 50, oldest first, refused ones too; bodies as parsed JSON. */
    report: () => ({ requests }),
  };
}
