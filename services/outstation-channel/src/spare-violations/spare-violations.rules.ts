import { dutyTable } from '@luyue/regulations';

export const VIOLATION_KINDS = ['borrowed', 'dismantled_sale', 'dismantled_spare', 'dismantled_faulty'] as const;
export type ViolationKind = (typeof VIOLATION_KINDS)[number];
export const KIND_NAMES: Record<ViolationKind, { zh: string; en: string }> = {
  borrowed: { zh: '借用局方销售机', en: "Borrowed the operator's sale unit" }, dismantled_sale: { zh: '拆用销售机', en: 'Dismantled a sale unit' }, dismantled_spare: { zh: '拆用备用机', en: 'Dismantled a spare unit' }, dismantled_faulty: { zh: '拆用故障机', en: 'Dismantled a faulty unit' },
};

export const VIOLATION_STATUSES = ['reported', 'consented', 'confirmed'] as const;
export type ViolationStatus = (typeof VIOLATION_STATUSES)[number];
/** The one table of a violation: the company had consented to it, or it stands. */
export const violationMoves: Record<ViolationStatus, readonly ViolationStatus[]> = { reported: ['consented', 'confirmed'], consented: [], confirmed: [] };

/** Reported within the hours from its discovery, however late (R6). */
export const dutiesOfViolation = dutyTable<{ discoveredAt: Date }>([{ clause: 'OC-3.2.3a', parameter: 'oc.violation.reportHours', when: () => true, from: ({ discoveredAt }) => discoveredAt }]);
