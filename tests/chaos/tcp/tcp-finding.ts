/** What became of the requests while one fault, or the same at two dependencies, was on. */
export interface TcpFinding {
  readonly of: readonly string[];
  readonly words: string;
  readonly requests: number;
  /** How often, by status and code. */
  readonly answers: Readonly<Record<string, number>>;
  /** Answered later than the deadline and its grace. */
  readonly late: number;
  readonly worstMs: number;
  /** How often the fault struck. */
  readonly strikes: number;
  /** Sentences shown as a model's that differ from what it says when nothing is wrong. */
  readonly altered: number;
  /** From the end of the fault to the first good summary. */
  readonly wellAgainMs: number;
}
