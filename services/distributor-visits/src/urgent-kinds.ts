import type { Label } from '@luyue/kernel';

/** The five kinds of an urgent report (DV-11). */
export const URGENT_KINDS = ['policy_change', 'new_product', 'new_move', 'own_defect', 'other'] as const;
export type UrgentKind = (typeof URGENT_KINDS)[number];
export const URGENT_KIND_NAMES: Record<UrgentKind, Label> = {
  policy_change: { zh: '同行销售政策的重大变化', en: "Major change of a peer's sales policy" }, new_product: { zh: '同行的新产品', en: "A peer's new product" }, new_move: { zh: '同行销售或服务的新动向', en: "New move in a peer's sales or service" },
  own_defect: { zh: '本公司产品的重大缺陷或问题', en: 'Major defect or problem of our own product' }, other: { zh: '其他紧急事项', en: 'Other urgent matter' },
};
