import { type ClockKind, type ClockSpec, computeDeadline, isInTime, type Pause, type Replacement, startClock, type WorkCalendar } from '@luyue/kernel';
import { type ClockOptions, clockSpec, type Parameter, parameter, type ParameterKey, type ParameterValue, type PolicyVersion, resolvePolicy } from '@luyue/regulations';

/** The window of due times that is judged again. */
export const REPLAY_DAYS = 90;
/** At most so many obligations are judged for one answer: past it each tenant gives its newest, in proportion to what it has. */
export const MOST_JUDGED = 100_000;

/** One obligation of the ledger as the replay reads it; instants are epoch milliseconds. */
export interface Ran {
  startedAt: number;
  /** Null while it is open: it is then past its due time. */
  settledAt: number | null;
  standing: 'in_time' | 'late' | 'open';
  /** As they stand in the explanation. */
  pauses?: { from: string; to: string | null; reason: string }[];
  /** Of a period's obligation: the day that its days count back from (R3), or after which its due day comes (R4). */
  before?: string;
  after?: string;
  replacements?: { at: string; dueAt: string; windowFrom?: string; agreedBy: string; channel: string; reason?: string }[];
}

/** What it would have been under the new value. `running`: it would not be due yet. */
export type Verdict = 'in_time' | 'late' | 'running';

export interface Counts { due: number; inTimeBefore: number; inTimeAfter: number; newlyLate: number; noLongerLate: number; runningAfter: number }

export const noCounts = (): Counts => ({ due: 0, inTimeBefore: 0, inTimeAfter: 0, newlyLate: 0, noLongerLate: 0, runningAfter: 0 });

/** Why a parameter has nothing to replay: it is no time, or its value is set case by case. */
export const isReplayable = ({ clock, default: byDefault }: Pick<Parameter, 'clock' | 'default'>): boolean => clock !== 'none' && byDefault !== null;

/** A value as it comes in an address. */
export const valueOf = (key: ParameterKey, text: string): ParameterValue => (['time', 'date'].includes(parameter(key).type) ? text : text.trim() === '' ? NaN : Number(text));

export interface Proposal { key: ParameterKey; value: ParameterValue; origin: 'headquarters' | 'own'; mayTighten: boolean; at: Date }

/**
 * The value that a tenant would have if the proposal took effect (R19). Anything but the proposed one stays: a tighter own value below a
 * release, or the value of headquarters above a tenant that may not move it.
 */
export function valueUnder({ key, value, origin, mayTighten, at }: Proposal, versions: readonly PolicyVersion[]): ParameterValue | null {
  // As the version after all that there are: it would take their place.
  const proposed: PolicyVersion = { key, value, origin, mayTighten, version: Number.MAX_SAFE_INTEGER, effectiveFrom: at, setBy: '' };
  return resolvePolicy(key, [...versions, proposed], at).value;
}

/** These fall due at 24:00 of a day that follows from the day of the start alone, so that each day is counted once. */
const DAY_CLOCKS: readonly ClockKind[] = ['working_days', 'calendar_days', 'months'];

interface Day { from: number; until: number; dueAt: Date | null }

/** Due times by the day of the start. They come in the order of their due times, so that mostly the next is of the same day as the last. */
function byDay(spec: ClockSpec, calendar: WorkCalendar): (startedAt: number) => Date | null {
  const days = new Map<number, Day>();
  let last: Day = { from: 0, until: 0, dueAt: null };
  return (startedAt) => {
    if (startedAt >= last.from && startedAt < last.until) return last.dueAt;
    const day = calendar.localDay(startedAt);
    last = days.get(day) ?? { from: calendar.instantAt(day, '00:00'), until: calendar.instantAt(day, '24:00'), dueAt: dueOfPlain(spec, calendar, startedAt) };
    days.set(day, last);
    return last.dueAt;
  };
}

const dueOfPlain = (spec: ClockSpec, calendar: WorkCalendar, startedAt: number): Date | null => computeDeadline(startClock(spec, new Date(startedAt)), calendar).dueAt;

/**
 * Judges obligations as if they had run under `value`. Pauses and appointments stay as they were: a pause keeps its rest (R9), and a due time
 * agreed with the user stands in place of the clock's own, so that it does not move (R8). In time is R1.
 * @param companion the values in force of the parameters that the clock asks beside
 */
export function judgeUnder(key: ParameterKey, value: ParameterValue, calendar: WorkCalendar, now: Date, companion?: ClockOptions['companion']): (ran: Ran) => Verdict {
  const specOf = ({ before, after }: Pick<Ran, 'before' | 'after'>): ClockSpec => clockSpec(key, value, { companion, before, after });
  const { clock, before: countsBack } = parameter(key);
  const ofDay = DAY_CLOCKS.includes(clock) && !countsBack ? byDay(specOf({}), calendar) : undefined;
  const dueOf = (ran: Ran): Date | null => {
    if (!ran.pauses?.length && !ran.replacements?.length) return ofDay ? ofDay(ran.startedAt) : dueOfPlain(specOf(ran), calendar, ran.startedAt);
    return computeDeadline({ spec: specOf(ran), startedAt: new Date(ran.startedAt), pauses: pausesOf(ran), replacements: (ran.replacements ?? []).map(replacementOf) }, calendar).dueAt;
  };
  return (ran) => {
    const dueAt = dueOf(ran);
    if (ran.settledAt === null) return dueAt === null || now <= dueAt ? 'running' : 'late';
    return dueAt === null || isInTime(new Date(ran.settledAt), dueAt) ? 'in_time' : 'late';
  };
}

/** A fulfilment during a pause counts as if the clock had been resumed at that moment. */
const pausesOf = ({ pauses, settledAt }: Ran): Pause[] => (pauses ?? []).map(({ from, to, reason }) => {
  const end = to === null ? settledAt && Math.max(settledAt, Date.parse(from)) : Date.parse(to);
  return { from: new Date(from), ...(end !== null && { to: new Date(end) }), reason };
});

const replacementOf = ({ at, dueAt, windowFrom, ...rest }: NonNullable<Ran['replacements']>[number]): Replacement =>
  ({ ...rest, at: new Date(at), dueAt: new Date(dueAt), ...(windowFrom && { windowFrom: new Date(windowFrom) }) });

/** Adds one obligation. What was missed and is still open counts as late before, as in the compliance report. */
export function count(counts: Counts, standing: Ran['standing'], verdict: Verdict): void {
  const before = standing === 'in_time';
  counts.due += 1;
  if (before) counts.inTimeBefore += 1;
  if (verdict === 'in_time') counts.inTimeAfter += 1;
  if (verdict === 'running') counts.runningAfter += 1;
  if (before && verdict === 'late') counts.newlyLate += 1;
  if (!before && verdict !== 'late') counts.noLongerLate += 1;
}

export const sum = (all: Counts[]): Counts => all.reduce((total, each) => {
  for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += each[key];
  return total;
}, noCounts());

/** Shares 0 to 1, null where nothing was due; what would still be running is in neither. */
export const ratesOf = ({ due, inTimeBefore, inTimeAfter, runningAfter }: Counts): { rateBefore: number | null; rateAfter: number | null } =>
  ({ rateBefore: due ? inTimeBefore / due : null, rateAfter: due - runningAfter ? inTimeAfter / (due - runningAfter) : null });

/** How many of each tenant's obligations are judged, so that no answer takes longer than the bound allows. */
export function shares(found: number[], most = MOST_JUDGED): number[] {
  const all = found.reduce((total, n) => total + n, 0);
  return all <= most ? found : found.map((n) => Math.floor((n / all) * most));
}
