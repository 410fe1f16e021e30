import { addMonths, type Period } from '@luyue/kernel';

/** The months that a ranking averages, as the cards call them. */
export const monthsOf = ({ from, months }: Pick<Period, 'from' | 'months'>): string[] => Array.from({ length: months }, (_, i) => addMonths(from, i).slice(0, 7));
