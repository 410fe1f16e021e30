import type { ObligationState } from '@luyue/contracts';
import { MODULES } from '@luyue/regulations';

/** How an obligation stands in the report. `open` is split by the clock when it is read: running, or missed once its due time has passed. */
export type Standing = 'open' | 'in_time' | 'late' | 'waived' | 'waived_after_breach' | 'cancelled' | 'cancelled_after_breach';

/**
 * R12: waived or cancelled after the breach stands in a column of its own. R18: a breach that the calendar voided does not count, so the
 * fulfilment alone decides.
 */
export function standingOf(o: Pick<ObligationState, 'status' | 'breachedAt' | 'voidedByCalendar'>): Standing {
  if (o.status === 'open') return 'open';
  if (o.status === 'met') return 'in_time';
  if (o.status === 'met_late') return 'late';
  return o.breachedAt && !o.voidedByCalendar ? `${o.status}_after_breach` : o.status;
}

/** R26: clocks run on in a suspended tenant or an unsubscribed module, but a breach of that time is marked and left out of assessments. The platform's own duties depend on no subscription. */
export function isSuspendedBreach(o: Pick<ObligationState, 'context' | 'breachedAt'>, tenant: { status: string; modules: string[] } | undefined): boolean {
  if (!o.breachedAt || !tenant) return false;
  return tenant.status === 'suspended' || ((MODULES as readonly string[]).includes(o.context) && !tenant.modules.includes(o.context));
}

/** One event per obligation, the newest: a batch may bring several, and a statement changes a row only once. */
export function newestOfEach<S extends Pick<ObligationState, 'obligationId' | 'version'>>(states: S[]): S[] {
  const newest = new Map<string, S>();
  for (const state of states) {
    const known = newest.get(state.obligationId);
    if (!known || known.version <= state.version) newest.set(state.obligationId, state);
  }
  return [...newest.values()];
}

/** Of an explanation what a due time follows from beside its clock and start: pauses, agreed windows, the period it is of; `{}` for most. */
export function clockFactsOf({ explanation }: Pick<ObligationState, 'explanation'>): string {
  const { pauses, replacements, before, after } = explanation as { pauses?: unknown[]; replacements?: unknown[]; before?: string; after?: string };
  return JSON.stringify({ ...(pauses?.length && { pauses }), ...(replacements?.length && { replacements }), before, after });
}
