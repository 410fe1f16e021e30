/** Of customers, the best first (DV-5). */
export const GRADES = ['A', 'B', 'C', 'D'] as const
/** With those that nobody has graded yet. */
export const GRADES_AND_NONE = [...GRADES, 'none'] as const
