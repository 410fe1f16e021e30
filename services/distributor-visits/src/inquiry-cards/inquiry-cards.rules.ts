import { dutyTable } from '@luyue/regulations';

export const INQUIRY_STATUSES = ['owed', 'given', 'answered'] as const;
export type InquiryStatus = (typeof INQUIRY_STATUSES)[number];
/** The one table of a card: the customer's answer is tracked without a clock (reading 9). */
export const inquiryMoves: Record<InquiryStatus, readonly InquiryStatus[]> = { owed: ['given'], given: ['answered'], answered: [] };

export const INQUIRY_WAYS = ['visit', 'mail', 'email', 'message'] as const;
export type InquiryWay = (typeof INQUIRY_WAYS)[number];

/** DV-3.2b, reading 9: from the customer's registration. What was taken over from a file was a customer before. */
export const dutiesOfRegistration = dutyTable<{ registeredAt: Date; origin: 'live' | 'import' }>([{ clause: 'DV-3.2b', parameter: 'dv.newCustomer.inquiryDays', when: (c) => c.origin === 'live', from: (c) => c.registeredAt }]);
