/** Kinds that the work of this product asks for; a tenant may record others beside them. */
export const QUALIFICATION_KINDS: Record<string, { zh: string; en: string }> = {
  intake_desk: { zh: '受理上岗', en: 'intake desk' },
  network_repair: { zh: '管网检修', en: 'network repair' },
  equipment_repair: { zh: '燃气设备检修', en: 'equipment repair' },
  lpg_repair: { zh: 'LPG 检修', en: 'LPG repair' },
  alarm_rescue: { zh: '抢险救援', en: 'alarm and rescue' },
};

export const kindName = (kind: string): { zh: string; en: string } => QUALIFICATION_KINDS[kind] ?? { zh: kind, en: kind };

/** Whether a qualification holds on a date (YYYY-MM-DD of the tenant's zone). */
export const holdsOn = (q: { validFrom: string; validTo: string; revokedAt: Date | null }, date: string): boolean => q.revokedAt === null && q.validFrom <= date && date <= q.validTo;
