export const SPARE_KINDS = ['part', 'unit'] as const;
export type SpareKind = (typeof SPARE_KINDS)[number];
/** What the stock ledger calls them. */
export const ITEM_TYPES: Record<SpareKind, string> = { part: 'spare_part', unit: 'spare_unit' };

export const APPLICATION_STATUSES = ['asked', 'approved', 'refused', 'withdrawn', 'shipped', 'received'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];
/** The one table of an application (capability 4). */
export const applicationMoves: Record<ApplicationStatus, readonly ApplicationStatus[]> = { asked: ['approved', 'refused', 'withdrawn'], approved: ['shipped'], refused: [], withdrawn: [], shipped: ['received'], received: [] };

export const RETURN_STATUSES = ['asked', 'approved', 'refused', 'withdrawn', 'returned'] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];
/** The one table of a return: nothing goes back before it is approved (OC-3.2.3b). */
export const returnMoves: Record<ReturnStatus, readonly ReturnStatus[]> = { asked: ['approved', 'refused', 'withdrawn'], approved: ['returned'], refused: [], withdrawn: [], returned: [] };

/** What the application shows of each item: how much is there, how much was used, and for how many months stock and application together last. */
export interface ApplicationLine { itemId: string; quantity: number; stock: number; usedPerMonth: number; months: number | null; serials: string[] }
/** `applicationId` is the application by which the part was issued. */
export interface ReturnLine { itemId: string; quantity: number; applicationId: string; serials: string[] }

/** What a paper is about, in a few words: three items, and how many kinds there are of more. */
export const contentsOf = (lines: readonly { name: string; quantity: number }[]): string => `${lines.slice(0, 3).map(({ name, quantity }) => `${name}×${quantity}`).join('、')}${lines.length > 3 ? `等 ${lines.length} 种` : ''}`;

/** Use is measured over so many days before the application. */
export const USE_DAYS = 90;
const DAYS_A_MONTH = 30;

/** Used a month with one decimal, and months that the stock with the application lasts; null where nothing has been used, which is more than any number. */
export function needOf({ stock, quantity, used }: { stock: number; quantity: number; used: number }): Pick<ApplicationLine, 'usedPerMonth' | 'months'> {
  const perMonth = (used * DAYS_A_MONTH) / USE_DAYS;
  return { usedPerMonth: Math.round(perMonth * 10) / 10, months: perMonth > 0 ? Math.round(((stock + quantity) / perMonth) * 10) / 10 : null };
}

/** OC-3.2.3a: how many more still last no longer than the tenant's months of use. */
export const fittingOf = ({ stock, used }: { stock: number; used: number }, mostMonths: number): number => Math.max(0, Math.floor((mostMonths * used * DAYS_A_MONTH) / USE_DAYS) - stock);
/** OC-3.2.3a: more than fits needs a reason; exactly as many do not. */
export const isAbove = ({ quantity, ...there }: { stock: number; quantity: number; used: number }, mostMonths: number): boolean => quantity > fittingOf(there, mostMonths);
