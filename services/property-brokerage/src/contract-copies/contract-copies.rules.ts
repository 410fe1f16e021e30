import { dutyTable } from '@luyue/regulations';

export type CopyStatus = 'handed_over' | 'checked' | 'objected';
/** The one table of a handing over: it is checked or objected to, and stays so. */
export const copyMoves: Record<CopyStatus, readonly CopyStatus[]> = { handed_over: ['checked', 'objected'], checked: [], objected: [] };

/** PB-4.4: the head's check is an obligation of its own under the same clause (reading 4). */
export const dutiesOfHandingOver = dutyTable<{ handedAt: Date }>([{ clause: 'PB-4.4', parameter: 'pb.contract.reviewWorkingDays', when: () => true, from: (f) => f.handedAt }]);

/** What was objected to is handed over again, as long again from the objection (R13). */
export const dutiesOfObjection = dutyTable<{ objectedAt: Date }>([{ clause: 'PB-4.4', parameter: 'pb.contractCopy.workingDays', when: () => true, from: (f) => f.objectedAt }]);
