import { dutyTable } from '@luyue/regulations';

export const APPEAL_STATUSES = ['open', 'answered', 'withdrawn'] as const;
export type AppealStatus = (typeof APPEAL_STATUSES)[number];
/** The one table of an appeal (申诉). What the customer does not accept is open again, with a clock of its own (R13). */
export const appealMoves: Record<AppealStatus, readonly AppealStatus[]> = { open: ['answered', 'withdrawn'], answered: ['open'], withdrawn: [] };

/** DV-3.3a: from its entry, and once more from each time that it is opened again (R13). */
export const dutiesOfAppeal = dutyTable<{ status: AppealStatus; openedAt: Date }>([{ clause: 'DV-3.3a', parameter: 'dv.appeal.replyDays', when: (f) => f.status === 'open', from: (f) => f.openedAt }]);
