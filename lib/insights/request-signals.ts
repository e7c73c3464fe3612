/** Why work on a request may end before it is done. */
export interface RequestSignals {
  /** Its time is up: the digest answers. */
  readonly deadline: AbortSignal;
  /** Whoever asked has left: the models need not go on. */
  readonly clientGone: AbortSignal;
}
