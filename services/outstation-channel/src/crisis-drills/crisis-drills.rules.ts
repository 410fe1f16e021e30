/** A crisis that is played, or questions that are answered (OC-2.5). */
export const DRILL_KINDS = ['drill', 'quiz'] as const;
export type DrillKind = (typeof DRILL_KINDS)[number];

export interface ResultFault { code: string; zh: string; en: string }

/** What the results lack, or have beside the point: a quiz is scored, a drill is not, and nobody stands there twice. */
export function faultOfResults(kind: DrillKind, results: readonly { staffId: string; score?: number }[]): ResultFault | null {
  if (new Set(results.map((r) => r.staffId)).size < results.length) return { code: 'twice', zh: '同一个人写了两次', en: 'the same person stands there twice' };
  if (kind === 'quiz' && results.some((r) => r.score === undefined)) return { code: 'score_required', zh: '测验要给每个人打分，0 到 100', en: 'a quiz gives everybody a score from 0 to 100' };
  if (kind === 'drill' && results.some((r) => r.score !== undefined)) return { code: 'no_quiz', zh: '演练不打分', en: 'a drill has no score' };
  return null;
}
