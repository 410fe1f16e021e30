export const MAILING_STATUSES = ['draft', 'issued', 'dropped'] as const;
export type MailingStatus = (typeof MAILING_STATUSES)[number];
/** The one table of a mailing. */
export const mailingMoves: Record<MailingStatus, readonly MailingStatus[]> = { draft: ['issued', 'dropped'], issued: [], dropped: [] };

export const RECEIPT_STATES = ['owed', 'delivered', 'received'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];
/** Each step is taken once; a customer may confirm what they were handed without anybody having noted it. */
export const receiptMoves: Record<ReceiptState, readonly ReceiptState[]> = { owed: ['delivered', 'received'], delivered: ['received'], received: [] };
