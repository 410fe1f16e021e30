import { addMonths, type DateText, type Label } from '@luyue/kernel';

export type RegionClass = 1 | 2 | 3;
export interface ClassPolicy { class1Min: number; class2Min: number; class1HighFailureMin: number; highFailureShare: number }
/** What a class stands on; shown with it. */
export interface ClassReason { rule: 'sales' | 'high_failure'; unitsSold: number; highFailureUnits: number; sharePercent: number; from: string; to: string; months: number }
export interface SoldUnits { model: string; units: number }

/** A share of units in percent with two decimals. */
export const percentOf = (part: number, whole: number): number => (whole ? Math.round((part / whole) * 10_000) / 100 : 0);

/** OC-4.4: a boundary counts upward; "mainly" is a share over the tenant's. */
export function classOf(sold: readonly SoldUnits[], highFailure: ReadonlySet<string>, policy: ClassPolicy): { class: RegionClass; reason: Pick<ClassReason, 'rule' | 'unitsSold' | 'highFailureUnits' | 'sharePercent'> } {
  const sum = (of: readonly SoldUnits[]): number => of.reduce((total, { units }) => total + units, 0);
  const [unitsSold, highFailureUnits] = [sum(sold), sum(sold.filter(({ model }) => highFailure.has(model)))];
  // Unrounded: half of the units and one more is over 50 %.
  const mainly = unitsSold > 0 && highFailureUnits * 100 > policy.highFailureShare * unitsSold;
  const figures = { unitsSold, highFailureUnits, sharePercent: percentOf(highFailureUnits, unitsSold) };
  if (unitsSold >= policy.class1Min) return { class: 1, reason: { rule: 'sales', ...figures } };
  if (unitsSold >= policy.class1HighFailureMin && mainly) return { class: 1, reason: { rule: 'high_failure', ...figures } };
  return { class: unitsSold >= policy.class2Min ? 2 : 3, reason: { rule: 'sales', ...figures } };
}

const count = (units: number): string => units.toLocaleString('en-US');
/** The reason in words. */
export const reasonText = (of: RegionClass, { rule, unitsSold, highFailureUnits, sharePercent, from, to, months }: ClassReason): Label => ({
  zh: `${from} 至 ${to}（${months} 个月）销量 ${count(unitsSold)} 台${rule === 'high_failure' ? `，其中高故障率机型 ${count(highFailureUnits)} 台，占 ${sharePercent}%，为主要机型` : ''}：${['一', '二', '三'][of - 1]}类`,
  en: `${count(unitsSold)} units sold from ${from} to ${to} (${months} months)${rule === 'high_failure' ? `, mainly high-failure models: ${count(highFailureUnits)} units, ${sharePercent}%` : ''}: class ${of}`,
});

/** The last `count` months that end with `month`, the oldest first. */
export const windowOf = (month: string, count: number): { from: string; to: string } => ({ from: addMonths(`${month}-01`, 1 - count).slice(0, 7), to: month });
export const nextMonth = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);

/** Reading 7: the first date of a rotation round after a day. `dates` are "MM-DD". */
export function nextRound(after: DateText, dates: readonly string[]): DateText {
  const year = Number(after.slice(0, 4));
  return [year, year + 1].flatMap((y) => dates.toSorted().map((date) => `${y}-${date}`)).find((date) => date > after)!;
}
