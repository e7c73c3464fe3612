import { table, thousands } from './markdown.ts';
import type { KeepAliveResult } from './results.ts';
import type { RollingResult, RollingSummary } from './rolling/rolling-result.ts';

/** In few words: what restarts cost. */
export function restartsInShort({ as_it_is_done: done }: RollingResult): string {
  return `${done.restarts} rolling restarts with ${done.in_flight_at_signal.median} requests in flight: ${done.failed} of ${thousands(done.requests)} requests failed`;
}

/** What became of requests while tasks were replaced, and of connections that were about to be closed. */
export function restartsSection(rolling: RollingResult, keepAlive: KeepAliveResult): string {
  const [least = 0, most = 0] = rolling.model_ms;
  const columns = [
    rolling.as_it_is_done,
    rolling.control_balancer_does_not_look_at_readyz,
    rolling.control_tasks_are_killed,
  ];
  const row = (name: string, figure: (summary: RollingSummary) => number) => [
    name,
    ...columns.map((summary) => thousands(figure(summary))),
  ];
  return [
    'Two tasks stood behind a balancer that takes them in turn, keeps its connections and never tries again. Clients asked',
    `without a pause, and some of them sent their bodies slowly; models took ${least / 1_000} to ${most / 1_000} s. Each time a new task came, was ready,`,
    'and the oldest was told to stop (SIGTERM) and waited for. All of it ran on one small machine, so that tasks refused a request',
    '(503 with `Retry-After`) where the event loop was late.',
    '',
    table(
      ['', 'as it is done', 'control: the balancer does not look at `/readyz`', 'control: killed'],
      [
        row('restarts', ({ restarts }) => restarts),
        row('requests', ({ requests }) => requests),
        row('… with slow bodies', (summary) => summary.slow_requests),
        row('refused, as there was too much to do', ({ outcomes }) => outcomes['503 overloaded'] ?? 0),
        row('failed', ({ failed }) => failed),
        row('connections that broke under a request', (summary) => summary.connections_reset),
        row('requests for which no task was ready', (summary) => summary.requests_without_a_ready_task),
        row('in flight at the signal, median', (summary) => summary.in_flight_at_signal.median),
        row('… at the task itself', (summary) => summary.in_flight_of_task_at_signal.median),
        row('ms from the signal to the exit, most', (summary) => summary.exit_ms.most),
        row('tasks that cut connections at their deadline', (summary) => summary.cut_at_deadline),
      ],
    ),
    '',
    `Again: \`${rolling.command}\``,
    '',
    `Of ${thousands(keepAlive.reuses)} requests on connections that the balancer was about to close, ${keepAlive.resets} met one that the API had closed: it keeps them for`,
    `72 s, a load balancer in AWS for 60 s (tried with ${(1.2 * keepAlive.idleTimeoutMs) / 1_000} and ${keepAlive.idleTimeoutMs / 1_000} s; the other way round, some are reset).`,
  ].join('\n');
}
