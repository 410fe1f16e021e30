export type CaseStatus = 'open' | 'in_progress' | 'handled' | 'repaired' | 'referred' | 'closed' | 'linked';
export type CaseKind = 'consultation' | 'repair' | 'alarm' | 'complaint';

/** What the clauses ask of a case. */
export interface CaseFacts {
  kind: CaseKind;
  faultScope: 'network' | 'equipment' | null;
  severity: 'general' | 'major';
  receivedAt: Date;
  linked: boolean;
}

/** The one table of a case's moves; everything else is refused with the allowed ones named. */
export const caseMoves: Record<CaseStatus, readonly CaseStatus[]> = {
  open: ['in_progress', 'handled', 'referred', 'linked', 'closed'],
  in_progress: ['handled', 'referred', 'linked', 'open', 'closed'],
  handled: ['repaired', 'referred', 'closed'],
  repaired: ['closed'],
  // `no_part`: the repair stays owed and goes on when the part is there (reading rule 7).
  referred: ['in_progress', 'repaired', 'closed'],
  linked: ['closed'],
  closed: ['open'],
};

/** What happened since the case was last reopened; what went before belongs to duties already fulfilled (R13). */
export const sinceReopened = <M extends { name: string }>(milestones: M[]): M[] => milestones.slice(milestones.findLastIndex((m) => m.name === 'reopened') + 1);

export interface ClosingFacts extends CaseFacts { status: CaseStatus; informed: boolean; replied: boolean; referralReason: string | null }
export interface Missing { clause: string; zh: string; en: string }

/** What is still missing before the case may be closed; empty when nothing is. */
export function missingForClosing(c: ClosingFacts): Missing[] {
  if (c.linked) return c.informed ? [] : [{ clause: 'UC-7.3b', zh: '还没告知来电人主单已修复', en: 'the caller has not been told of the repair' }];
  if (c.kind === 'complaint') return c.replied ? [] : [{ clause: 'UC-7.6b', zh: '还没答复投诉人', en: 'the complainant has no answer yet' }];
  if (c.status === 'referred' && !c.informed) return [{ clause: 'UC-7.3c', zh: '还没告知用户', en: 'the user has not been told' }];
  if (c.kind === 'repair' && c.status !== 'repaired' && !(c.status === 'referred' && c.referralReason !== 'no_part')) {
    return [{ clause: c.faultScope === 'network' ? 'UC-7.3b' : 'UC-7.4', zh: '还没登记修复', en: 'the repair is not recorded' }];
  }
  if (c.kind === 'alarm' && !['handled', 'repaired', 'referred'].includes(c.status)) return [{ clause: 'UC-5.1d', zh: '还没到场处理', en: 'nobody has dealt with it on site' }];
  return [];
}
