import { defineChart } from '@luyue/ledger';
import type { Label } from '@luyue/kernel';
import { type Business, type Side, sideName } from '../deal-kinds.ts';

/**
 * The accounts of a deal's book. What lies in the trust account (debit) belongs to the seller, to the buyer, or is on its way to a payee (credit). Commission and taxes stay apart from
 * the parties' money until they are paid on to the company or the tax office; then they leave the book.
 */
export const DEAL_BOOK = defineChart({
  bank: { side: 'debit', floor: 0n, name: { zh: '代管专户', en: 'Trust account' } },
  held_seller: { side: 'credit', floor: 0n, name: { zh: '卖方代管款', en: 'Held for the seller' } }, held_buyer: { side: 'credit', floor: 0n, name: { zh: '买方代管款', en: 'Held for the buyer' } },
  tax_seller: { side: 'credit', floor: 0n, name: { zh: '卖方代收税费', en: 'Taxes of the seller' } }, tax_buyer: { side: 'credit', floor: 0n, name: { zh: '买方代收税费', en: 'Taxes of the buyer' } },
  commission_seller: { side: 'credit', floor: 0n, name: { zh: '卖方佣金', en: 'Commission of the seller' } }, commission_buyer: { side: 'credit', floor: 0n, name: { zh: '买方佣金', en: 'Commission of the buyer' } },
  in_payment: { side: 'credit', floor: 0n, name: { zh: '付款单占用', en: 'Reserved by payment slips' } },
});
export type Account = keyof typeof DEAL_BOOK;
export const ACCOUNTS = Object.keys(DEAL_BOOK) as Account[];

export const bookOf = (dealId: string) => ({ type: 'deal', id: dealId });

/** Whose money an account holds; null for what belongs to no side alone. */
export const ownerOf = (account: Account): Side | null => (account.endsWith('_seller') ? 'seller' : account.endsWith('_buyer') ? 'buyer' : null);

/** The account's name with the sides as this kind of deal calls them (PB-2). */
export function accountName(business: Business, account: Account): Label {
  const [name, owner] = [DEAL_BOOK[account].name!, ownerOf(account)];
  if (!owner) return name;
  const [sale, here] = [sideName('sale', owner), sideName(business, owner)];
  return { zh: name.zh.replace(sale.zh, here.zh), en: name.en.replace(sale.en, here.en) };
}
