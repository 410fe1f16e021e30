import { localDate } from '@luyue/kernel';

export const CALLBACK_STATUSES = ['planned', 'done', 'unreachable'] as const;
export type CallbackStatus = (typeof CALLBACK_STATUSES)[number];
/** The one table of a callback: who could not be reached may call back later. */
export const callbackMoves: Record<CallbackStatus, readonly CallbackStatus[]> = { planned: ['done', 'unreachable'], unreachable: ['done'], done: [] };

export interface CallbackAttempt { at: string; outcome: 'reached' | 'no_answer'; by: string; note: string }

/** Calls without an answer, as many and on as many days as the keys say, end it as `unreachable`. */
export function isUnreachable(attempts: Pick<CallbackAttempt, 'at' | 'outcome'>[], needed: { attempts: number; days: number }, zone: string): boolean {
  const tries = attempts.filter((a) => a.outcome === 'no_answer');
  return tries.length >= needed.attempts && new Set(tries.map((a) => localDate(new Date(a.at), zone))).size >= needed.days;
}
