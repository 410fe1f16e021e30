import type { ObligationEscalated } from '@luyue/contracts';

/** Where the subject of an obligation is seen in the console. */
export function linkOf(e: Pick<ObligationEscalated, 'subjectType' | 'subjectId' | 'obligationId'>): string {
  return e.subjectType === 'case' ? `/cases/${e.subjectId}` : `/obligations?id=${e.obligationId}`;
}

/** Headquarters read no case of a subsidiary: they are led to the cell of the compliance report. */
export const headquartersLink = (clauseId: string, tenantId: string): string => `/compliance?clause=${clauseId}&column=${tenantId}`;

/** At 100 % the breach is told, below it the share that is used up (R10). */
export const kindOf = (percent: number): 'obligation_overdue' | 'obligation_share' => (percent >= 100 ? 'obligation_overdue' : 'obligation_share');
