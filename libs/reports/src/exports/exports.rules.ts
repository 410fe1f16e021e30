import { DAY_MS } from '@luyue/kernel';
import { refuse } from '@luyue/platform';

export type ExportStatus = 'queued' | 'running' | 'done' | 'failed' | 'expired';

/** The one table of a job's moves. A running one runs again when its lease has run out, and waits again when its process is asked to stop. */
export const exportMoves: Record<ExportStatus, readonly ExportStatus[]> = {
  queued: ['running', 'failed'],
  running: ['running', 'queued', 'done', 'failed'],
  done: ['expired'],
  failed: [],
  expired: [],
};

/** The new status. Throws 409 for a move that the table does not have. */
export function moveTo(from: ExportStatus, to: ExportStatus): ExportStatus {
  if (!exportMoves[from].includes(to)) throw refuse.transition(from, to, [...exportMoves[from]], 'PF-15');
  return to;
}

/** Runs of one job: a third that is killed will not fare better a fourth time. */
export const MAX_ATTEMPTS = 3;
/** Jobs of one person that are not finished yet. */
export const MAX_WAITING = 5;
/** A sheet of Excel ends a little above. */
export const MAX_ROWS = 1_000_000;
export const MAX_FILE_BYTES = 512 * 1_048_576;

/** A file is kept for seven days. */
export const expiryOf = (finishedAt: Date): Date => new Date(finishedAt.getTime() + 7 * DAY_MS);
