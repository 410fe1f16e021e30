/** The contexts that have matters to approve, each with what whoever belongs there may read. */
const CONTEXTS = { 'property-brokerage': ['funds.read'], 'distributor-visits': ['giftItem.read', 'visitPlan.read'], 'outstation-channel': ['spare.read', 'outstationStaff.read', 'station.portal'] }
export type ApprovalContext = keyof typeof CONTEXTS

export const APPROVES: readonly string[] = Object.values(CONTEXTS).flat()

/** Where this person may have something to approve, or may have submitted something. */
export const contextsOf = (may: (permission: string) => boolean): ApprovalContext[] => (Object.keys(CONTEXTS) as ApprovalContext[]).filter((context) => CONTEXTS[context].some(may))
