import { type DateText, parseDate } from '@luyue/kernel';

type GradeCode = 'A' | 'B' | 'C' | 'D';
/** `grades` in the order of their months. */
export interface Frequency { grades: readonly { grade: GradeCode; from: string }[]; registeredOn: DateText; perYear: Readonly<Record<GradeCode, number>> }

const gradeOf = (grades: Frequency['grades'], month: string): GradeCode | null => grades.findLast((g) => g.from <= month)?.grade ?? null;
const monthOf = (year: number, index: number): string => `${year}-${String(index + 1).padStart(2, '0')}`;
const NOISE = 1e-9;

/** What each month asks for: a twelfth of the year's visits of the grade that counts in it (reading 7), none before the customer was registered. */
const rates = ({ grades, registeredOn, perYear }: Frequency, year: number): number[] =>
  Array.from({ length: 12 }, (_, i) => {
    const month = monthOf(year, i);
    const grade = gradeOf(grades, month);
    return grade && month >= registeredOn.slice(0, 7) ? perYear[grade] / 12 : 0;
  });

/** Reading 7: visits owed in a calendar year, pro rata from the registration, rounded up; a new grade counts from its month. */
export function owedInYear(customer: Frequency, year: number): number {
  const share = (i: number): number => {
    if (monthOf(year, i) !== customer.registeredOn.slice(0, 7)) return 1;
    const days = parseDate(i === 11 ? `${year + 1}-01-01` : `${monthOf(year, i + 1)}-01`) - parseDate(`${monthOf(year, i)}-01`);
    return (days - Number(customer.registeredOn.slice(8)) + 1) / days;
  };
  return Math.max(0, Math.ceil(rates(customer, year).reduce((sum, rate, i) => sum + rate * share(i), 0) - NOISE));
}

/**
 * Reading 7: the visits of each month, January first: what is owed spread evenly over the months from the registration on, so that twelve are one in each. `phase`, from 0 to 1, moves a customer's
 * months along, so that not everybody's fall together.
 */
export function spread(customer: Frequency, year: number, phase: number): number[] {
  const months = rates(customer, year);
  const total = months.reduce((sum, rate) => sum + rate, 0);
  const scale = total ? owedInYear(customer, year) / total : 0;
  let reached = 0;
  let counted = Math.floor(phase + NOISE);
  return months.map((rate) => {
    reached += rate * scale;
    const now = Math.floor(reached + phase + NOISE);
    const visits = now - counted;
    counted = now;
    return visits;
  });
}

/** Between 0 and 1 and the same for the same id: the random end of it. */
export const phaseOf = (id: string): number => Number.parseInt(id.slice(-8), 16) / 2 ** 32;
