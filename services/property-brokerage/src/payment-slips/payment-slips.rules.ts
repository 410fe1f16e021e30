export const SLIP_STATUSES = ['draft', 'submitted', 'audited', 'paid', 'returned', 'withdrawn'] as const;
export type SlipStatus = (typeof SLIP_STATUSES)[number];
export const SLIP_PURPOSES = ['price', 'tax', 'commission', 'refund', 'other'] as const;
export type SlipPurpose = (typeof SLIP_PURPOSES)[number];
export const PURPOSE_NAMES: Record<SlipPurpose, { zh: string; en: string }> = {
  price: { zh: '房款', en: 'Price' }, tax: { zh: '税费', en: 'Taxes' }, commission: { zh: '佣金', en: 'Commission' }, refund: { zh: '退款', en: 'Refund' }, other: { zh: '其他', en: 'Other' },
};
/** What is paid without a condition of the contract: what a side gets back, and what it owes the company. */
export const FREE_PURPOSES = ['refund', 'commission'] as const;

/** The one table of a slip's moves. What was returned goes out again as a new round; finance returns what the bank would not pay. */
export const slipMoves: Record<SlipStatus, readonly SlipStatus[]> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['audited', 'returned', 'withdrawn'],
  returned: ['submitted', 'withdrawn'],
  audited: ['paid', 'returned'],
  paid: [],
  withdrawn: [],
};

/** Its money is set aside in the book: from the submission until it is paid or comes back. */
export const isReserved = (status: SlipStatus): boolean => status === 'submitted' || status === 'audited';
/** Its maker still writes it. */
export const isOpenToChange = (status: SlipStatus): boolean => status === 'draft' || status === 'returned';

export interface SlipField { key: string; name: { zh: string; en: string }; required: boolean }

/** What finance asks for on F3 until the tenant publishes a form of its own (PB-4.7). */
export const DEFAULT_FIELDS: SlipField[] = [
  { key: 'bank', name: { zh: '开户行', en: 'Bank' }, required: true }, { key: 'accountNumber', name: { zh: '账号', en: 'Account number' }, required: true },
  { key: 'invoiceNumber', name: { zh: '发票号', en: 'Invoice number' }, required: false }, { key: 'remark', name: { zh: '附言', en: 'Remark' }, required: false },
];

/** Required fields of the form that the slip leaves empty. */
export const missingFields = (form: readonly SlipField[], filled: Readonly<Record<string, string>>): SlipField[] => form.filter(({ key, required }) => required && !filled[key]?.trim());

/** Fields that the form does not have. */
export const unknownFields = (form: readonly SlipField[], filled: Readonly<Record<string, string>>): string[] => Object.keys(filled).filter((key) => !form.some((field) => field.key === key));

/** Keys that a form names twice. */
export const doubledKeys = (form: readonly SlipField[]): string[] => form.map(({ key }) => key).filter((key, i, all) => all.indexOf(key) < i);

/** The edition in force: the latest that has begun. */
export const formAt = <F extends { effectiveFrom: Date; edition: number }>(editions: readonly F[], at: Date): F | undefined =>
  editions.filter((form) => form.effectiveFrom <= at).toSorted((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime() || b.edition - a.edition)[0];

/** Who has had a hand in the slip does not pay it: maker, auditor and payer are three (PB-4.7, capability 4). */
export const mayNotPay = (slip: { makerId: string; auditorIds: readonly string[] }, userId: string | null): boolean => userId === null || slip.makerId === userId || slip.auditorIds.includes(userId);

/** A slip pays a side back out of its own money only, and takes commission out of what one side has paid in. */
export const sideOf = (account: string): 'seller' | 'buyer' => (account.endsWith('_seller') ? 'seller' : 'buyer');

/** The account number as those see it who neither make nor pay slips. */
export const maskAccount = (number: string): string => (number.length > 4 ? `${'*'.repeat(number.length - 4)}${number.slice(-4)}` : '****');
