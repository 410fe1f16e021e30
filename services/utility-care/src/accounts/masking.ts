/** 138****1234; a short or landline number keeps its last four digits (UC-15c). */
export function maskPhone(phone: string): string {
  return phone.length >= 8 ? `${phone.slice(0, phone.length - 8)}****${phone.slice(-4)}` : `****${phone.slice(-4)}`;
}
