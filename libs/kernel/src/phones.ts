/** Area codes of three digits; all others have four. */
const SHORT_AREA = /^(010|02\d)/;

/** 110, 119, 12345, 95598: who hands an alarm on has such a number, and is heard. */
const SERVICE_NUMBER = /^(1[12]\d|12\d{3}|9[56]\d{3,4})$/;

/**
 * A telephone number in the one form that is stored and compared: mobiles as 11 digits, landlines as area code, dash, number. Blanks, dashes and
 * +86 are no matter. Null for what is no number of this country; a number of seven or eight digits has no area code and stays as it is.
 */
export function readPhone(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s()-]/g, '').replace(/^(\+86|0086)/, '');
  if (/^1\d{10}$/.test(digits) || /^[2-9]\d{6,7}$/.test(digits)) return digits;
  if (/^400\d{7}$/.test(digits)) return `${digits.slice(0, 3)}-${digits.slice(3)}`;
  const area = SHORT_AREA.test(digits) ? 3 : 4;
  return /^0[1-9]\d{8,10}$/.test(digits) && digits.length - area >= 7 && digits.length - area <= 8 ? `${digits.slice(0, area)}-${digits.slice(area)}` : null;
}

/** The number of who calls: as above, or that of a service that hands a call on. No household has one of those. */
export function readCaller(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s()-]/g, '');
  return SERVICE_NUMBER.test(digits) ? digits : readPhone(typed);
}

/** What a reader without permission to reveal sees (UC-15c): the last four digits stay, so that the desk can still tell callers apart. */
export function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  if (SERVICE_NUMBER.test(phone)) return phone;
  const [, area = '', number = phone] = /^(\d{3,4}-)?(\d+)$/.exec(phone) ?? [];
  if (number.length < 7) return '****';
  return `${area}${number[0]}${'*'.repeat(number.length - 5)}${number.slice(-4)}`;
}

/** The key of a number in the index of phones: its digits backwards. */
export const tailOf = (phone: string): string => [...phone.replace(/\D/g, '')].toReversed().join('');
