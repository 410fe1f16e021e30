import { addDays, addMonths, type DateText, type Label } from '@luyue/kernel';

export const ORDER_STATUSES = ['entered', 'mailed', 'returned', 'accepted', 'settled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
/** The one table of an order. What came back is corrected and mailed again; a settlement that is run again before it is paid lets its orders go. */
export const orderMoves: Record<OrderStatus, readonly OrderStatus[]> = { entered: ['mailed'], mailed: ['accepted', 'returned'], returned: ['entered'], accepted: ['settled'], settled: ['accepted'] };
/** From where an order may come to `to`: for changes of many at once. */
export const before = (to: OrderStatus): OrderStatus[] => ORDER_STATUSES.filter((from) => orderMoves[from].includes(to));
/** The station still writes it. */
export const isOpenToChange = (status: OrderStatus): boolean => status === 'entered' || status === 'returned';

/** 小修、中修、大修: what the labour fee goes by. */
export const REPAIR_LEVELS = ['minor', 'medium', 'major'] as const;
export type RepairLevel = (typeof REPAIR_LEVELS)[number];
export const LEVEL_NAMES: Record<RepairLevel, Label> = { minor: { zh: '小修', en: 'Minor' }, medium: { zh: '中修', en: 'Medium' }, major: { zh: '大修', en: 'Major' } };

export interface OrderPart { name: string; quantity: number }
export interface OrderFields {
  model: string | null; serial: string | null; fault: string | null; level: RepairLevel | null; parts: OrderPart[] | null; customerName: string | null; customerPhone: string | null; soldOn: DateText | null; repairedOn: DateText | null;
}
/** OC-3.2.2a: what a complete order says, in the order of the form. Parts may be none, but somebody has to say so. */
export const REQUIRED: Record<keyof OrderFields, Label> = {
  model: { zh: '机型', en: 'Model' }, serial: { zh: '串号', en: 'Serial number' }, fault: { zh: '故障', en: 'Fault' }, level: { zh: '维修级别', en: 'Level' }, parts: { zh: '配件', en: 'Parts used' }, customerName: { zh: '客户', en: 'Customer' },
  customerPhone: { zh: '客户电话', en: 'Phone' }, soldOn: { zh: '销售日期', en: 'Sold on' }, repairedOn: { zh: '维修日期', en: 'Repaired on' },
};
export const missingOf = (fields: OrderFields): string[] => (Object.keys(REQUIRED) as (keyof OrderFields)[]).filter((key) => fields[key] === null || fields[key] === '');

/** Which month an order belongs to. */
export const monthOf = (repairedOn: DateText | null, today: DateText): string => (repairedOn ?? today).slice(0, 7);

/** What is mailed on a day may be all of a month: from its last day on. */
export const isWhole = (month: string, on: DateText): boolean => on >= addDays(addMonths(`${month}-01`, 1), -1);

const NONE = /^(无|没有|none|-|—)$/i;
/** Parts as they stand in a cell: "电源板×2；排线" or "无"; null for an empty cell or one that is not understood (`bad`). */
export function partsOf(text: string | null): { parts: OrderPart[] | null; bad: boolean } {
  if (!text?.trim()) return { parts: null, bad: false };
  if (NONE.test(text.trim())) return { parts: [], bad: false };
  const parts = text.split(/[；;、,，\n]/).map((part) => part.trim()).filter(Boolean).map((part) => /^(.{1,60}?)\s*(?:[×xX*]\s*(\d{1,3}))?$/.exec(part)).map((found) => found && { name: found[1]!.trim(), quantity: Number(found[2] ?? 1) });
  return parts.every((part) => part && part.quantity > 0) ? { parts: parts as OrderPart[], bad: false } : { parts: null, bad: true };
}
export const partsText = (parts: readonly OrderPart[]): string => (parts.length ? parts.map(({ name, quantity }) => (quantity === 1 ? name : `${name}×${quantity}`)).join('；') : '无');
