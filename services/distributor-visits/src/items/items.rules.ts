export const ITEM_KINDS = ['sample', 'trial', 'promotional', 'gift'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export const ITEM_KIND_NAMES: Record<ItemKind, { zh: string; en: string }> = {
  sample: { zh: '样品', en: 'Samples' }, trial: { zh: '试用品', en: 'Trial goods' }, promotional: { zh: '宣传品', en: 'Promotional material' }, gift: { zh: '礼品', en: 'Gifts' },
};

export const HAND_OUT_STATUSES = ['handed_out', 'taken_back'] as const;
export type HandOutStatus = (typeof HAND_OUT_STATUSES)[number];
/** The one table of a hand-out: a mistake is taken back, once. */
export const handOutMoves: Record<HandOutStatus, readonly HandOutStatus[]> = { handed_out: ['taken_back'], taken_back: [] };

/** What the lines cost together, in fen. */
export const costOf = (lines: readonly { quantity: number; priceFen: bigint }[]): bigint => lines.reduce((sum, { quantity, priceFen }) => sum + BigInt(quantity) * priceFen, 0n);

/** By kind, since each kind has budgets of its own. */
export function costByKind(lines: readonly { kind: ItemKind; quantity: number; priceFen: bigint }[]): Map<ItemKind, bigint> {
  return new Map(ITEM_KINDS.map((kind): [ItemKind, bigint] => [kind, costOf(lines.filter((line) => line.kind === kind))]).filter(([, fen]) => fen > 0n));
}

/** Items that the lines name twice. */
export const doubled = (lines: readonly { itemId: string }[]): number[] => lines.flatMap(({ itemId }, i) => (lines.findIndex((line) => line.itemId === itemId) < i ? [i] : []));
