import { localDate } from '@luyue/kernel';

/**
 * Reading rule 19: the sample is chosen at closing by a hash of the case id, so that nobody can choose. `rate` in percent; FNV-1a over the
 * id, stable for ever, so that anyone can check a draw.
 */
export function isDrawn(caseId: string, rate: number): boolean {
  let hash = 0x811c9dc5;
  for (const char of caseId) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  // The upper bits mix better than the lower ones of FNV.
  return ((hash >>> 0) / 2 ** 32) * 100 < rate;
}

/** Attempts without answer, as many and on as many days as the keys say, meet the callback as `unreachable`. */
export function isUnreachable(attempts: { at: string; outcome: string }[], needed: { attempts: number; days: number }, zone: string): boolean {
  const tries = attempts.filter((a) => a.outcome === 'no_answer');
  return tries.length >= needed.attempts && new Set(tries.map((a) => localDate(new Date(a.at), zone))).size >= needed.days;
}
