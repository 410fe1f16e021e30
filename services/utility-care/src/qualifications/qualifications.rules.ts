/** Kinds that the work of this product asks for; a tenant may record others beside them. */
export const QUALIFICATION_KINDS: Record<string, { zh: string; en: string }> = {
  intake_desk: { zh: '受理', en: 'intake desk' },
  network_repair: { zh: '管网检修', en: 'network repair' },
  equipment_repair: { zh: '燃气设备检修', en: 'equipment repair' },
  lpg_repair: { zh: 'LPG 检修', en: 'LPG repair' },
  alarm_rescue: { zh: '抢险救援', en: 'alarm and rescue' },
};

export const kindName = (kind: string): { zh: string; en: string } => QUALIFICATION_KINDS[kind] ?? { zh: kind, en: kind };

/** The refusal of UC-10a in words: whom it concerns and which qualification is missing. */
export function missingText(person: string | undefined, kind: string): { zh: string; en: string } {
  const { zh, en } = kindName(kind);
  // Latin letters stand apart from Chinese text.
  const what = `${/^[\x21-\x7e]/.test(zh) ? ' ' : ''}${zh}上岗资格`;
  return { zh: `${kind === 'intake_desk' ? '' : '不能派给'}${person ?? '这个人'}${kind === 'intake_desk' ? '不能受理' : ''}，缺${what}`, en: `${person ?? 'This person'} has no valid qualification for ${en}` };
}

/** Whether a qualification holds on a date (YYYY-MM-DD of the tenant's zone), both ends included. */
export const holdsOn = (q: { validFrom: string; validTo: string; revokedAt: Date | null }, date: string): boolean => q.revokedAt === null && q.validFrom <= date && date <= q.validTo;
