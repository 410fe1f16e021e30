const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** A resident identity number (GB 11643) in the form that is stored: 18 characters, X large. Null where the form, the birthday or the check digit is wrong. */
export function readIdCard(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return null;
  const birthday = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const day = new Date(`${birthday}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== birthday) return null;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return CHECKS[sum % 11] === text[17] ? text : null;
}

/** What a reader without permission to reveal sees of any identity or licence number: the first three and the last two. */
export const maskIdNumber = (number: string): string => (number.length < 8 ? '****' : `${number.slice(0, 3)}${'*'.repeat(number.length - 5)}${number.slice(-2)}`);
