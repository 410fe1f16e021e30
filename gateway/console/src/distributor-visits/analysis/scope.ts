/** Of which unit, from which month to which. */
export interface Scope { unitId: string; from: string; to: string; /** Each of them, the earliest first. */ months: string[] }
/** What is asked of a service. */
export const asked = ({ unitId, from, to }: Scope) => ({ unitId, from, to })
