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
