import { dutyTable } from '@luyue/regulations';

export const ISSUE_STATUSES = ['reported', 'in_work', 'closed'] as const;
export type IssueStatus = (typeof ISSUE_STATUSES)[number];

/** The one table of an issue. */
export const issueMoves: Record<IssueStatus, readonly IssueStatus[]> = { reported: ['in_work', 'closed'], in_work: ['closed'], closed: ['in_work'] };

export const MARKET_KINDS = ['quality', 'competitor'] as const;
export type MarketKind = (typeof MARKET_KINDS)[number];

/** The hours of the report run from the discovery. */
export const dutiesOfDiscovery = dutyTable<{ discoveredAt: Date }>([{ clause: 'OC-3.5.1', parameter: 'oc.quality.reportHours', when: () => true, from: (f) => f.discoveredAt }]);
