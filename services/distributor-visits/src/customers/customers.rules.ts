import type { Label } from '@luyue/kernel';
import type { CUSTOMER_STATUSES, CUSTOMER_TYPES, Grade } from '../customer-kinds.ts';

export const CUSTOMER_TYPE_NAMES: Record<(typeof CUSTOMER_TYPES)[number], Label> = {
  distributor: { zh: '经销商', en: 'Distributor' }, retailer: { zh: '零售商', en: 'Retailer' }, processing_factory: { zh: '委托加工工厂', en: 'Processing factory' }, consumer: { zh: '消费者', en: 'Consumer' },
};
/** The one table of a customer's record. */
export const customerMoves: Record<(typeof CUSTOMER_STATUSES)[number], readonly (typeof CUSTOMER_STATUSES)[number][]> = { active: ['closed'], closed: ['active'] };

interface GradeFrom { grade: Grade; from: string }

/** DV-4.1: the grade that counts in a month (YYYY-MM); null before the first. */
export const gradeIn = (grades: readonly GradeFrom[], month: string): GradeFrom['grade'] | null => grades.filter((g) => g.from <= month).toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.grade ?? null;

/** What is shown of a customer in a month: the grade that counts in it, and before the first one counts that one. */
export const gradeShown = (grades: readonly GradeFrom[], month: string): GradeFrom['grade'] | null => gradeIn(grades, month) ?? grades[0]?.grade ?? null;

/** Another grade from a month on; one of the same month takes its place. */
export const withGrade = (grades: readonly GradeFrom[], next: GradeFrom): GradeFrom[] => [...grades.filter((g) => g.from !== next.from), next].toSorted((a, b) => (a.from < b.from ? -1 : 1));

/** Which fields differ, in the order of `after`. */
export function changedFields<T extends object>(before: T, after: Partial<T>): { field: string; before: unknown; after: unknown }[] {
  const was = (field: string): unknown => before[field as keyof T] ?? null;
  return Object.entries(after).filter(([field, value]) => JSON.stringify(was(field)) !== JSON.stringify(value ?? null)).map(([field, value]) => ({ field, before: was(field), after: value ?? null }));
}
