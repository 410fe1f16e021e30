import type { Label } from '@luyue/kernel';

export const FRAUD_KINDS = ['repeat_serial', 'before_sale', 'phone_repeated', 'volume_outlier', 'fee_outlier', 'sequence_gap', 'reported'] as const;
export type FraudKind = (typeof FRAUD_KINDS)[number];
export const KIND_NAMES: Record<FraudKind, Label> = {
  repeat_serial: { zh: '同一串号短期内再次维修', en: 'Same serial repaired again' }, before_sale: { zh: '维修早于销售', en: 'Repaired before it was sold' }, phone_repeated: { zh: '同一客户电话多张工单', en: 'One phone on many orders' },
  volume_outlier: { zh: '工单量远超同类站', en: "Volume far above the peers'" }, fee_outlier: { zh: '单均费用远超同类站', en: "Fee far above the peers'" }, sequence_gap: { zh: '工单号不连续', en: 'Gap in the numbers' }, reported: { zh: '人工上报', en: 'Reported by a person' },
};

export const FRAUD_STATUSES = ['open', 'dismissed', 'confirmed', 'closed'] as const;
export type FraudStatus = (typeof FRAUD_STATUSES)[number];
/** The one table of a case: confirmed with evidence and reported to the company, closed once the station was educated (OC-3.2.2b). */
export const fraudMoves: Record<FraudStatus, readonly FraudStatus[]> = { open: ['dismissed', 'confirmed'], dismissed: [], confirmed: ['closed'], closed: [] };

/** From how many orders of different devices on, in a month and at a station, one phone is a sign. */
export const PHONE_ORDERS = 5;
/** Peers are the stations of the department with orders of the month; with fewer than these nobody is compared. */
export const PEERS = 4;
/** Times the median of the peers, and orders above it, from which a volume is far off. */
export const VOLUME = { times: 3, above: 20 };
/** Times the median fee of an order, and orders of the month, from which a fee is far off. */
export const FEE = { times: 1.5, orders: 20 };
/** A longer jump is another block of forms, not a gap. */
export const LONGEST_GAP = 1_000;
