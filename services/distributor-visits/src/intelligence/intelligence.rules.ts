export const INTELLIGENCE_KINDS = ['price', 'competitor_move', 'competitor_policy', 'new_product', 'useful_policy', 'other'] as const;
export type IntelligenceKind = (typeof INTELLIGENCE_KINDS)[number];
export const INTELLIGENCE_KIND_NAMES: Record<IntelligenceKind, { zh: string; en: string }> = {
  price: { zh: '市场价格', en: 'Market price' }, competitor_move: { zh: '竞争对手动向', en: "Competitor's move" }, competitor_policy: { zh: '同行销售政策', en: "Peer's sales policy" }, new_product: { zh: '同行新产品', en: "Peer's new product" },
  useful_policy: { zh: '对客户有用的政策', en: 'Policy useful to customers' }, other: { zh: '其他', en: 'Other' },
};

export const INTELLIGENCE_STATUSES = ['reported', 'confirmed', 'refuted'] as const;
export type IntelligenceStatus = (typeof INTELLIGENCE_STATUSES)[number];
/** The one table of an item: what was reported is checked; a check may turn out to have been wrong. */
export const intelligenceMoves: Record<IntelligenceStatus, readonly IntelligenceStatus[]> = { reported: ['confirmed', 'refuted'], confirmed: ['refuted'], refuted: ['confirmed'] };

export interface Gap { field: 'competitor' | 'product' | 'price'; message: { zh: string; en: string } }

/** What an item of a kind cannot do without (DV-3.1d): whose move it is, what has the price. */
export function gapsOf({ kind, competitor, product, price }: { kind: IntelligenceKind; competitor?: string; product?: string; price?: string }): Gap[] {
  const named = (text: string | undefined): boolean => Boolean(text?.trim());
  return [
    ...(['competitor_move', 'competitor_policy', 'new_product'].includes(kind) && !named(competitor) ? [{ field: 'competitor' as const, message: { zh: '要写明是哪家', en: 'needs the competitor' } }] : []),
    ...(['price', 'new_product'].includes(kind) && !named(product) ? [{ field: 'product' as const, message: { zh: '要写明是什么产品', en: 'needs the product' } }] : []),
    ...(kind === 'price' && price === undefined ? [{ field: 'price' as const, message: { zh: '要写明价格', en: 'needs the price' } }] : []),
  ];
}
