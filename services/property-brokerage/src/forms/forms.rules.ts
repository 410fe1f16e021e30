import type { ClauseId } from '@luyue/regulations';

export const FORMS = ['f1', 'f2', 'f3', 'f4'] as const;
export type FormCode = (typeof FORMS)[number];

/** PB-5: the official titles and full numbers; the numbers stand until the tenant sets its own. */
export const OFFICIAL: Record<FormCode, { title: string; en: string; number: string }> = {
  f1: { title: '租售业务手续办理跟进表', en: 'Follow-up form', number: 'vkwy7.5.1-j03-02-f1' },
  f2: { title: '租售业务成交报告', en: 'Deal report', number: 'vkwy7.5.1-j03-02-f2' },
  f3: { title: '付款单', en: 'Payment slip', number: 'vkwy7.5.1-j03-02-f3' },
  f4: { title: '房屋交接费用结算清单', en: 'Handover fee settlement list', number: 'vkwy7.5.1-j03-02-f4' },
};

/** Under which clauses the timeline says what changed on a form. */
export const HISTORY: Record<FormCode, readonly ClauseId[]> = { f1: ['PB-4.1a', 'PB-4.3b', 'PB-4.5', 'PB-4.5b'], f2: ['PB-4.3b', 'PB-4.5', 'PB-4.5b', 'PB-4.6'], f3: ['PB-4.7'], f4: ['PB-4.9a'] };

/** What is seen of the deal's money is seen by those who may see the money. */
export const READ_BY: Record<FormCode, 'deal.read' | 'funds.read'> = { f1: 'deal.read', f2: 'funds.read', f3: 'funds.read', f4: 'deal.read' };

/** PB-5: a full number, as it stands on paper: no blank in it, a digit at least. */
export const isFullNumber = (number: string): boolean => /^(?=.*\p{N})[\p{L}\p{N}][\p{L}\p{N}.\-_/()（）]{3,59}$/u.test(number);

export interface NumberEdition { form: FormCode; edition: number; number: string; effectiveFrom: Date }
/** The number in force: the latest edition that has begun, else the rulebook's. */
export function numberAt(editions: readonly NumberEdition[], form: FormCode, at: Date): { number: string; edition: number } {
  const begun = editions.filter((e) => e.form === form && e.effectiveFrom <= at).toSorted((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime() || b.edition - a.edition)[0];
  return begun ? { number: begun.number, edition: begun.edition } : { number: OFFICIAL[form].number, edition: 0 };
}

/** PB-4.3b: required steps of which nobody knows when they end: neither done nor expected on a day. */
export const openEnded = <S extends { required: boolean; state: string; expectedOn: string | null }>(steps: readonly S[]): S[] => steps.filter((s) => s.required && s.state !== 'done' && s.state !== 'not_applicable' && !s.expectedOn);

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '兆'];

/** An amount in the capitals of a Chinese payment slip: 叁佰贰拾捌万元整, 壹佰零伍元零贰分. Not below zero. */
export function inCapitals(fen: bigint): string {
  const [yuan, jiao, cent] = [fen / 100n, Number((fen / 10n) % 10n), Number(fen % 10n)];
  const whole = yuan ? `${capitalsOf(yuan)}元` : '';
  if (!jiao && !cent) return `${whole || '零元'}整`;
  const tenths = jiao ? `${DIGITS[jiao]}角` : whole ? '零' : '';
  return `${whole}${tenths}${cent ? `${DIGITS[cent]}分` : '整'}`;
}

/** One 零 stands for all that is empty between two digits, wherever the 万 falls. */
function capitalsOf(yuan: bigint): string {
  const digits = [...yuan.toString()].map(Number);
  let [text, gap, filled] = ['', false, false];
  for (const [i, digit] of digits.entries()) {
    const place = digits.length - 1 - i;
    if (digit) [text, gap, filled] = [`${text}${gap ? '零' : ''}${DIGITS[digit]}${PLACES[place % 4]}`, false, true];
    else gap = true;
    if (place % 4) continue;
    if (filled) text += GROUPS[place / 4];
    filled = false;
  }
  return text;
}
