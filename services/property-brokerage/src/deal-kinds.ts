export type Business = 'sale' | 'lease';
export type Side = 'seller' | 'buyer';
/** What a template is for; in a lease it is the lease itself. */
export type DealKind = 'full_payment' | 'mortgage' | 'lease';

export const kindOf = (deal: { business: Business; payment: 'full_payment' | 'mortgage' | null }): DealKind => (deal.business === 'lease' ? 'lease' : deal.payment ?? 'full_payment');

const SIDES: Record<Business, Record<Side, { zh: string; en: string }>> = {
  sale: { seller: { zh: '卖方', en: 'seller' }, buyer: { zh: '买方', en: 'buyer' } },
  lease: { seller: { zh: '出租方', en: 'lessor' }, buyer: { zh: '承租方', en: 'lessee' } },
};
/** PB-2: in a lease "seller and buyer" reads "lessor and lessee". */
export const sideName = (business: Business, side: Side): { zh: string; en: string } => SIDES[business][side];
