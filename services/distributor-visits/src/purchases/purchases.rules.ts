import { Money, newId } from '@luyue/kernel';
import type { Text } from '@luyue/platform';
import type { ImportColumns, Mapped } from '@luyue/reports';

const MOST_QUANTITY = 100_000_000;
const MOST_AMOUNT = Money.parse('999999999999.99');
/** What an import reads. */
export const COLUMNS = {
  customer: { zh: '客户编号或名称', en: 'customer', kind: 'text', required: true, max: 100 }, boughtOn: { zh: '进货日期', en: 'bought on', kind: 'date', required: true }, product: { zh: '产品', en: 'product', kind: 'text', required: true, max: 80 },
  quantity: { zh: '数量', en: 'quantity', kind: 'number', required: true, min: 0.001, max: MOST_QUANTITY }, amount: { zh: '金额（元）', en: 'amount (yuan)', kind: 'money', required: true }, note: { zh: '备注', en: 'note', kind: 'text', max: 300 },
} as const satisfies ImportColumns;
export type Row = Mapped<typeof COLUMNS>;

/** A number as it is written, whatever the hand that typed it. */
export const numberOf = (typed: string): string => typed.normalize('NFKC').trim().toUpperCase();
export const purchaseOf = ({ boughtOn, product, quantity, amount, note }: Row) => ({ id: newId(), boughtOn, product, quantity: String(quantity), amountFen: amount.fen.toString(), note: note ?? '' });

/** What hinders a row that can be read. */
export function reasonsOf({ boughtOn, quantity, amount }: Row, today: string): Text[] {
  const reasons: Text[] = [];
  if (boughtOn > today) reasons.push({ zh: '进货日期不能晚于今天', en: 'bought on: not later than today' });
  if (Number(quantity.toFixed(3)) !== quantity) reasons.push({ zh: '数量最多三位小数', en: 'quantity: three decimals at most' });
  if (amount.isNegative) reasons.push({ zh: '金额不能是负数', en: 'amount: must not be negative' });
  if (amount.compare(MOST_AMOUNT) > 0) reasons.push({ zh: '金额太大', en: 'amount: is too large' });
  return reasons;
}
