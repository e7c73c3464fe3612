import type { Answer } from './exchange.ts';
import { PUBLISHED_OPERATIONS } from './published-document.ts';

interface Seen {
  readonly operationId: string;
  readonly answer: Pick<Answer, 'status'>;
}

/** How many answers of each status were checked, and which documented ones never came. */
export function describeCoverage(seen: readonly Seen[]): string {
  const lines = PUBLISHED_OPERATIONS.map(({ operation: { operationId, responses } }) => {
    const own = seen.filter((one) => one.operationId === operationId);
    const counts = Object.entries(Object.groupBy(own, ({ answer }) => String(answer.status)));
    const never = Object.keys(responses).filter((status) => !counts.some(([other]) => other === status));
    const shown = counts.map(([status, answers = []]) => `${status}: ${answers.length}`).join(', ');
    return `  ${operationId} ${own.length} (${shown}); never seen: ${never.join(', ') || 'none'}`;
  });
  return [`Answers checked by docs/openapi.yaml: ${seen.length}`, ...lines, ''].join('\n');
}
