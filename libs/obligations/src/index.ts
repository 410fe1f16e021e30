export { CalendarChanges, type MovedDeadline } from './calendar-changes.ts';
export * from './duty.ts';
export { Obligation, type Evidence } from './obligation.entity.ts';
export { Obligations1700000000003 } from './obligation.migration.ts';
export { ObligationList } from './obligation-list.ts';
export { type Fulfilment, OBLIGATION_CONTEXT, Obligations, type OpeningRules, type Target } from './obligations.ts';
export { ObligationsModule } from './obligations.module.ts';
export { BreachSweep, HISTORY_LOCK } from './sweep.ts';
export * from './views.ts';
