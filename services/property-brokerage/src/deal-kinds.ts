export type Business = 'sale' | 'lease';
export type Side = 'seller' | 'buyer';
/** What a template is for; in a lease it is the lease itself. */
export type DealKind = 'full_payment' | 'mortgage' | 'lease';

export const kindOf = (deal: { business: Business; payment: 'full_payment' | 'mortgage' | null }): DealKind => (deal.business === 'lease' ? 'lease' : deal.payment ?? 'full_payment');

export type Utility = 'gas' | 'cable' | 'water' | 'power';
export const UTILITY_NAMES: Record<Utility, { zh: string; en: string }> = { gas: { zh: '燃气', en: 'Gas' }, cable: { zh: '有线电视', en: 'Cable TV' }, water: { zh: '水费', en: 'Water' }, power: { zh: '电费', en: 'Power' } };
/** The step that transfers it (PB-4.9b). */
export const utilityStepName = (utility: Utility): { zh: string; en: string } => ({ zh: `${UTILITY_NAMES[utility].zh}过户`, en: `${UTILITY_NAMES[utility].en} transfer` });

const SIDES: Record<Business, Record<Side, { zh: string; en: string }>> = {
  sale: { seller: { zh: '卖方', en: 'seller' }, buyer: { zh: '买方', en: 'buyer' } },
  lease: { seller: { zh: '出租方', en: 'lessor' }, buyer: { zh: '承租方', en: 'lessee' } },
};
/** PB-2: in a lease "seller and buyer" reads "lessor and lessee". */
export const sideName = (business: Business, side: Side): { zh: string; en: string } => SIDES[business][side];

/** What the money of a deal is for: expected by the contract, and received. */
export const MONEY_KINDS = ['deposit', 'balance', 'tax', 'commission', 'other'] as const;
export type MoneyKind = (typeof MONEY_KINDS)[number];
/** As people write them in messages, on forms and on the timeline. */
export const MONEY_NAMES: Record<MoneyKind, { zh: string; en: string }> = {
  deposit: { zh: '定金', en: 'Deposit' }, balance: { zh: '房款', en: 'Price' }, tax: { zh: '代收税费', en: 'Taxes' }, commission: { zh: '佣金', en: 'Commission' }, other: { zh: '其他款项', en: 'Other money' },
};
const LEASE_NAMES: Partial<typeof MONEY_NAMES> = { deposit: { zh: '押金', en: 'Security deposit' }, balance: { zh: '租金', en: 'Rent' } };
/** PB-2: on the forms of a lease the deposit secures it, and the price is its rent. */
export const moneyName = (business: Business, kind: MoneyKind): { zh: string; en: string } => (business === 'lease' ? LEASE_NAMES[kind] : undefined) ?? MONEY_NAMES[kind];
