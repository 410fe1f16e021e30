// What several rooms say of a customer.

export const CUSTOMER_TYPES = ['distributor', 'retailer', 'processing_factory', 'consumer'] as const;
export const CUSTOMER_STATUSES = ['active', 'closed'] as const;
/** DV-4.1 */
export const GRADES = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof GRADES)[number];
/** `none`: customers that have no grade yet. */
export const GRADES_OR_NONE = [...GRADES, 'none'] as const;
