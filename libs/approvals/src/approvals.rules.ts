import { HOUR_MS, InvalidValue, type Label, Money, type WorkCalendar } from '@luyue/kernel';
import { workingStretches } from '@luyue/kernel/run';

export type ApprovalStatus = 'pending' | 'approved' | 'returned' | 'withdrawn';

/** The one table of a request's moves. What was returned or withdrawn is submitted anew, as a round of its own. */
export const approvalMoves: Record<ApprovalStatus, readonly ApprovalStatus[]> = { pending: ['approved', 'returned', 'withdrawn'], approved: [], returned: [], withdrawn: [] };

/** One step of a chain (PF-12): who decides, and from which amount on. */
export interface Step {
  roles: readonly string[];
  /** `all`: each of the roles has to approve. `any`: one of them is enough. One holder decides for a role. */
  mode: 'all' | 'any';
  /** The holders for this org unit and upwards; the requester's unit when left out. */
  unitId?: string;
  /** The holders for the unit above that one: the superior in charge, also where the unit itself has somebody of the role. */
  above?: boolean;
  /** Yuan: the step applies from this amount on, and to requests without an amount; to all when left out. */
  fromAmount?: string;
  /** Then it passes to the superior. On the wall clock, or in the working hours of working days; never both. */
  timeoutHours?: number;
  timeoutWorkingHours?: number;
}

/** The steps that a request of this amount goes through. An amount that nobody gave is judged as the highest. */
export const stepsFor = (steps: readonly Step[], amount: Money | null): Step[] =>
  steps.filter(({ fromAmount }) => fromAmount === undefined || amount === null || amount.compare(Money.parse(fromAmount)) >= 0);

/** When a step that begins at `from` passes to the superior; null for one that waits for ever. Working hours are those of working days (R10). */
export function timeoutOf({ timeoutHours, timeoutWorkingHours }: Step, from: Date, calendar: WorkCalendar): Date | null {
  if (timeoutHours !== undefined) return new Date(from.getTime() + timeoutHours * HOUR_MS);
  if (timeoutWorkingHours === undefined) return null;
  let left = timeoutWorkingHours * HOUR_MS;
  for (const [begin, end] of workingStretches(from.getTime(), Infinity, { intervals: calendar.workingHours }, calendar, true)) {
    if (left <= end - begin) return new Date(begin + left);
    left -= end - begin;
  }
  throw new InvalidValue('timeoutWorkingHours', 'clock.amount', 'more working time than ten years hold');
}

/** Whether a step is through, by what was decided for each of its roles. */
export const isThrough = (mode: Step['mode'], seats: readonly { outcome: string | null }[]): boolean => {
  const approved = seats.filter((s) => s.outcome === 'approved').length;
  return mode === 'all' ? approved === seats.length : approved > 0;
};

export interface ChainFault { field: string; code: string; message: Label }

/**
 * Why a chain cannot be published; empty when it can. Numbers and lengths are the form's business. Every amount meets a step: a chain that lets small amounts
 * pass unseen would approve them in nobody's name.
 */
export function chainFaults(steps: readonly Step[], known: { role: (code: string) => boolean; unit: (id: string) => boolean }): ChainFault[] {
  const faults = steps.flatMap((step, i): ChainFault[] => [
    ...step.roles.flatMap((role, r) => (known.role(role) ? [] : [{ field: `steps.${i}.roles.${r}`, code: 'unknown_role', message: { zh: `没有这个角色：${role}`, en: `no such role: ${role}` } }])),
    ...(step.unitId === undefined || known.unit(step.unitId) ? [] : [{ field: `steps.${i}.unitId`, code: 'unknown_unit', message: { zh: '没有这个单位', en: 'no such org unit' } }]),
    ...(step.timeoutHours !== undefined && step.timeoutWorkingHours !== undefined ? [{ field: `steps.${i}.timeoutWorkingHours`, code: 'two_clocks', message: { zh: '小时和工作小时只能填一个', en: 'either hours or working hours, not both' } }] : []),
  ]);
  if (steps.some(({ fromAmount }) => fromAmount === undefined || Money.parse(fromAmount).isZero)) return faults;
  return [...faults, { field: 'steps', code: 'amount_gap', message: { zh: '至少要有一步不限金额，否则小额没有人审批', en: 'one step has to apply to every amount, or small ones are approved by nobody' } }];
}

/** Whether the chain ends with the steps that its matter may not lose; their time-outs are the tenant's own. */
export function endsWith(steps: readonly Step[], kept: readonly Step[]): boolean {
  const last = steps.slice(-kept.length);
  const same = (a: Step, b: Step): boolean => a.mode === b.mode && Boolean(a.above) === Boolean(b.above) && a.unitId === b.unitId && a.fromAmount === b.fromAmount && a.roles.toSorted().join() === b.roles.toSorted().join();
  return last.length === kept.length && kept.every((step, i) => same(step, last[i]!));
}

/** From when on the maker may remind again: at most once an hour. Null: now. */
export function nextReminder(remindedAt: Date | null, now: Date): Date | null {
  const next = remindedAt && new Date(remindedAt.getTime() + HOUR_MS);
  return next && next > now ? next : null;
}
