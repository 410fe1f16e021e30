import pino from 'pino';
import { newId } from '@luyue/kernel';
import { type Context, TenantTurns } from '@luyue/platform';
import type { Obligation } from '../obligation.entity.ts';
import { ObligationHarness } from '../obligations.harness.ts';
import { stateOf } from '../state-events.ts';
import { PeriodOpener } from './period-opener.ts';
import { PeriodOpening } from './period-opening.ts';
import type { NewRecurringDuty, OneDuty } from './recurring-duties.ts';
import { occurrenceOf } from './recurring.rules.ts';

let harness: ObligationHarness;
beforeAll(async () => { harness = await ObligationHarness.start(); });
afterAll(() => harness.stop());

const shanghai = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);
const tenant = (now: string, regulation = 'outstation-channel'): Promise<Context> => harness.tenant(shanghai(now).toISOString(), regulation);
let moves = 1;
const moveTo = (ctx: Context, now: string): Promise<void> => harness.setClock(ctx, shanghai(now).toISOString(), moves += 1);
const opener = (opening = harness.opening): PeriodOpener => new PeriodOpener(harness.source, harness.database, opening, new Set(), new TenantTurns(pino({ level: 'silent' })));
const turn = (): Promise<number> => opener().turn();

const station = () => ({ type: 'station', id: newId(), number: 'ZD001', title: '城东授权站' });
const weekly = (more: Partial<NewRecurringDuty> = {}): NewRecurringDuty => ({ clauseId: 'OC-3.1.3', parameter: 'oc.weekly.weekday', every: 'week', partial: true, subject: { ...station(), type: 'posting', number: 'PZ01' }, unitId: newId(), beginsOn: '2026-02-09', ...more });
const check = (more: Partial<NewRecurringDuty> = {}): NewRecurringDuty => ({ clauseId: 'OC-3.1.2b', parameter: 'oc.station.check.everyMonths', every: { by: 'oc.station.check.everyMonths' }, subject: station(), unitId: newId(), beginsOn: '2026-01-01', ...more });
const plan = (more: Partial<NewRecurringDuty> = {}): NewRecurringDuty => ({ clauseId: 'DV-5', parameter: 'dv.plan.month.dueDays', every: { months: 1 }, strand: 'month', subject: { ...station(), type: 'business_unit' }, unitId: newId(), beginsOn: '2026-10-01', ...more });

const begin = (ctx: Context, ...duties: NewRecurringDuty[]): Promise<void> => harness.write(ctx, (tx) => harness.recurring.begin(tx, duties));
const complete = (ctx: Context, of: OneDuty & { on?: string }, at: string): Promise<Obligation[]> => harness.write(ctx, (tx) => harness.recurring.complete(tx, of, { at: shanghai(at) }));
const one = (duty: NewRecurringDuty): OneDuty => ({ subjectId: duty.subject.id, clauseId: duty.clauseId, strand: duty.strand });
const labels = (rows: Obligation[]): string[] => rows.map((o) => o.subjectNumber.split('/')[1]!);

it('OC-3.1.3, weekly: the week of 9 to 15 February is due on Monday of Spring Festival at 13:00:00, itself in time; nothing rolls', async () => {
  const ctx = await tenant('2026-02-09 08:00:00');
  const [punctual, late] = [weekly(), weekly()];
  await begin(ctx, punctual, late);
  const due = shanghai('2026-02-16 13:00:00');
  expect(await harness.all(ctx)).toMatchObject([{ dueAt: due, startedAt: shanghai('2026-02-09 00:00:00') }, { dueAt: due, subjectNumber: 'PZ01/2026-W07' }]);
  expect((await harness.all(ctx))[0]!.explanation).toMatchObject({ clock: 'date', weekday: 1, timeOfDay: '13:00', after: '2026-02-15' });
  await moveTo(ctx, '2026-02-16 13:00:02');
  await turn();
  // By then the next week runs: each fact meets its own.
  expect(labels(await harness.all(ctx))).toEqual(['2026-W07', '2026-W07', '2026-W08', '2026-W08']);
  const [met] = await complete(ctx, { ...one(punctual), on: '2026-02-12' }, '2026-02-16 13:00:00');
  const [missed] = await complete(ctx, { ...one(late), on: '2026-02-12' }, '2026-02-16 13:00:01');
  expect([met!.status, missed!.status, missed!.breachedAt]).toEqual(['met', 'met_late', due]);
  expect((await harness.all(ctx)).filter((o) => o.status === 'open').map((o) => o.subjectNumber)).toEqual(['PZ01/2026-W08', 'PZ01/2026-W08']);
});

it('R4, PF-16: two facts at once that begin the same duty begin it once; neither fails for the other', async () => {
  const ctx = await tenant('2026-02-09 08:00:00');
  const duty = weekly();
  await Promise.all([1, 2, 3, 4].map(() => begin(ctx, duty)));
  expect(await harness.all(ctx)).toMatchObject([{ subjectNumber: 'PZ01/2026-W07', status: 'open' }]);
});

it('OC-3.1.3, reading 11: one day of the week is enough, at its beginning and at its end', async () => {
  const ctx = await tenant('2026-02-15 20:00:00');
  const duty = weekly({ beginsOn: '2026-02-15' });
  await begin(ctx, duty);
  expect(await harness.all(ctx)).toMatchObject([{ subjectNumber: 'PZ01/2026-W07', startedAt: shanghai('2026-02-15 00:00:00'), dueAt: shanghai('2026-02-16 13:00:00') }]);
  await moveTo(ctx, '2026-02-17 09:00:00');
  await turn();
  await harness.write(ctx, (tx) => harness.recurring.end(tx, { subjectId: duty.subject.id }, { on: '2026-02-16', reason: '离任' }));
  await moveTo(ctx, '2026-03-20 09:00:00');
  await turn();
  expect((await harness.all(ctx)).map((o) => [o.subjectNumber, o.status])).toEqual([['PZ01/2026-W07', 'open'], ['PZ01/2026-W08', 'open']]);
});

it('OC-3.3.3: a due day inside its week is that of the week itself, Sunday 24:00', async () => {
  const ctx = await tenant('2026-02-09 08:00:00');
  await begin(ctx, weekly({ clauseId: 'OC-3.3.3', parameter: 'oc.exchange.weekday', within: true }));
  expect(await harness.all(ctx)).toMatchObject([{ subjectNumber: 'PZ01/2026-W07', dueAt: shanghai('2026-02-16 00:00:00') }]);
});

it('OC-3.1.2a: the clock of a call runs in the reach hours; outside them nothing is to open', async () => {
  const ctx = await tenant('2026-10-07 09:00:00');
  const runs = (at: string) => harness.write(ctx, (tx) => harness.obligations.runsAt(tx, 'oc.reach.answerMinutes', shanghai(at)));
  const ping = (at: string) => harness.write(ctx, (tx) => harness.obligations.open(tx, [{ clauseId: 'OC-3.1.2a', parameter: 'oc.reach.answerMinutes', subject: station(), unitId: newId(), startedAt: shanghai(at) }]));
  expect([await runs('2026-10-06 23:45:00'), await runs('2026-10-07 07:30:00')]).toEqual([true, false]);
  expect((await ping('2026-10-06 22:00:00'))[0]!.dueAt).toEqual(shanghai('2026-10-06 22:30:00'));
  const [late] = await ping('2026-10-06 23:45:00');
  expect(late).toMatchObject({ dueAt: shanghai('2026-10-07 08:15:00'), explanation: { clock: 'working_time', intervals: [{ from: '08:00', to: '24:00' }], weekdays: [1, 2, 3, 4, 5, 6, 7] } });
  await harness.write(ctx, (tx) => harness.obligations.meet(tx, { subjectId: late!.subjectId, clauses: ['OC-3.1.2a'] }, { at: shanghai('2026-10-07 08:15:01') }));
  expect((await harness.all(ctx)).find((o) => o.id === late!.id)!.status).toBe('met_late');
  // The tenant's own hours rule from when they begin.
  await harness.policy(ctx, 'oc.reach.from', '07:00', shanghai('2026-10-07 00:00:00').toISOString());
  expect(await runs('2026-10-07 07:30:00')).toBe(true);
});

it('R3, DV-5: the plan of a month is due 24:00 of its first day minus n, opens with the month before, and may be handed over ahead of that', async () => {
  const ctx = await tenant('2026-10-20 09:00:00', 'distributor-visits');
  const duty = plan();
  await begin(ctx, duty);
  // That of October was due before the unit began, so it owes none.
  expect((await harness.all(ctx)).map((o) => [o.subjectNumber, o.startedAt, o.dueAt])).toEqual([['ZD001/2026-11', shanghai('2026-10-01 00:00:00'), shanghai('2026-10-30 00:00:00')]]);
  const met = await complete(ctx, { ...one(duty), on: '2026-12-01' }, '2026-10-20 10:00:00');
  expect(met).toMatchObject([{ subjectNumber: 'ZD001/2026-12', status: 'met', dueAt: shanghai('2026-11-29 00:00:00') }]);
  await moveTo(ctx, '2026-11-05 09:00:00');
  await turn();
  expect(labels(await harness.all(ctx)).toSorted()).toEqual(['2026-11', '2026-12']);
  await moveTo(ctx, '2026-12-01 00:00:01');
  await turn();
  expect((await harness.all(ctx)).find((o) => o.subjectNumber.endsWith('2027-01'))).toMatchObject({ dueAt: shanghai('2026-12-30 00:00:00'), startedAt: shanghai('2026-12-01 00:00:00') });
});

it('R4: a subject that begins inside a period owes from the next whole one, due at its end', async () => {
  const ctx = await tenant('2026-01-15 09:00:00');
  await begin(ctx, check({ clauseId: 'OC-3.2.1', parameter: 'oc.station.attitude.everyMonths', every: { by: 'oc.station.attitude.everyMonths' }, strand: 'check', beginsOn: '2026-01-15' }), check({ beginsOn: '2026-01-01' }));
  expect(labels(await harness.all(ctx))).toEqual(['2026-01']);
  await moveTo(ctx, '2026-04-01 00:00:01');
  await turn();
  const rows = await harness.all(ctx);
  expect(rows.filter((o) => o.clauseId === 'OC-3.1.2b').map((o) => [o.subjectNumber.split('/')[1], o.dueAt])).toEqual([
    ['2026-01', shanghai('2026-02-01 00:00:00')], ['2026-02', shanghai('2026-03-01 00:00:00')], ['2026-03', shanghai('2026-04-01 00:00:00')], ['2026-04', shanghai('2026-05-01 00:00:00')],
  ]);
  expect(rows.filter((o) => o.clauseId === 'OC-3.2.1').map((o) => [o.subjectNumber.split('/')[1], o.dueAt])).toEqual([['2026-Q2', shanghai('2026-07-01 00:00:00')]]);
});

it('two duties of one clause are told apart by their strand', async () => {
  const ctx = await tenant('2026-01-02 09:00:00');
  const subject = station();
  const of = (strand: string) => check({ clauseId: 'OC-3.2.1', parameter: 'oc.station.attitude.everyMonths', every: { by: 'oc.station.attitude.everyMonths' }, strand, subject });
  await begin(ctx, of('check'), of('training'));
  await complete(ctx, one(of('training')), '2026-01-20 09:00:00');
  const rows = await harness.all(ctx);
  expect(rows.map((o) => o.id).toSorted()).toEqual([occurrenceOf(subject.id, 'OC-3.2.1', '2026-Q1', 'check'), occurrenceOf(subject.id, 'OC-3.2.1', '2026-Q1', 'training')].toSorted());
  expect(rows.find((o) => o.id === occurrenceOf(subject.id, 'OC-3.2.1', '2026-Q1', 'check'))!.status).toBe('open');
});

it('R6: after five weeks of downtime all that was missed is opened in order, born overdue where it is; each tenant by its own clock, and a second look adds nothing', async () => {
  const [ctx, other] = [await tenant('2026-02-09 08:00:00'), await tenant('2026-02-09 08:00:00')];
  await begin(ctx, weekly(), check({ beginsOn: '2026-02-01' }));
  await begin(other, weekly());
  await moveTo(ctx, '2026-03-11 08:00:00');
  await turn();
  const rows = await harness.all(ctx);
  expect(rows.filter((o) => o.clauseId === 'OC-3.1.3').map((o) => [o.subjectNumber.split('/')[1], o.breachedAt !== null])).toEqual([['2026-W07', false], ['2026-W08', true], ['2026-W09', true], ['2026-W10', true], ['2026-W11', false]]);
  expect(rows.find((o) => o.subjectNumber.endsWith('W09'))!.breachedAt).toEqual(shanghai('2026-03-02 13:00:00'));
  expect(labels(rows.filter((o) => o.clauseId === 'OC-3.1.2b'))).toEqual(['2026-02', '2026-03']);
  expect((await harness.events(ctx)).filter((e) => e === 'opened')).toHaveLength(7);
  expect((await harness.events(ctx)).filter((e) => e === 'breached')).toHaveLength(3);
  expect(labels(await harness.all(other))).toEqual(['2026-W07']);
  expect(await turn()).toBe(0);
  expect(await harness.all(ctx)).toHaveLength(7);
});

it('what it opens is told as it stands, and in a story event by event, without those that concern nobody any more', async () => {
  const [ctx, told] = [await tenant('2026-02-09 08:00:00'), await tenant('2026-02-09 08:00:00')];
  const named = { subject: { ...station(), type: 'posting', number: '"PZ\\01"', title: '城东\n授权站', place: '江州' }, userId: newId() };
  const payloads = async (of: Context): Promise<Record<string, unknown>[]> => harness.write(of, async (tx) => (await tx.manager.query<{ payload: string }[]>('SELECT payload FROM outbox ORDER BY id')).map((e) => JSON.parse(e.payload) as Record<string, unknown>));
  await begin(ctx, weekly(named), weekly());
  await moveTo(ctx, '2026-02-24 08:00:00');
  await turn();
  const [rows, events] = [await harness.all(ctx), await payloads(ctx)];
  expect(events).toHaveLength(8);
  for (const row of rows) {
    const own = events.filter((e) => e['obligationId'] === row.id);
    for (const e of own) expect(e).toEqual(JSON.parse(JSON.stringify(stateOf('utility-care', row, new Date(e['at'] as string), e['byName'] as string))));
    expect(own.map((e) => e['breachedAt'])).toEqual(row.breachedAt ? [row.breachedAt.toISOString(), row.breachedAt.toISOString()] : [null]);
  }
  await harness.database.story(told, (type) => type.includes('breached'), () => harness.write({ ...told, at: shanghai('2026-02-24 08:00:00') }, (tx) => harness.recurring.begin(tx, [weekly(named)])));
  expect(await harness.all(told)).toHaveLength(3);
  expect(await harness.events(told)).toEqual(['breached', 'breached']);
  expect((await payloads(told))[0]).toMatchObject({ subjectTitle: '城东\n授权站', subjectNumber: '"PZ\\01"/2026-W07', place: '江州', ownerUserId: named.userId });
});

it('openers at once share the work and double nothing', async () => {
  const ctx = await tenant('2026-02-09 08:00:00');
  await begin(ctx, ...Array.from({ length: 40 }, () => weekly()));
  await moveTo(ctx, '2026-03-04 08:00:00');
  await Promise.all([turn(), turn(), turn()]);
  await turn();
  const rows = await harness.all(ctx);
  expect(rows).toHaveLength(160);
  expect(new Set(rows.map((o) => o.subjectNumber)).size).toBe(4);
  expect((await harness.events(ctx)).filter((e) => e === 'opened')).toHaveLength(160);
});

it('an opener that dies between two periods leaves whole ones; the next goes on where it stopped', async () => {
  const ctx = await tenant('2026-02-09 08:00:00');
  await begin(ctx, weekly(), weekly());
  await moveTo(ctx, '2026-03-04 08:00:00');
  let rounds = 0;
  class Dying extends PeriodOpening {
    override async round(...args: Parameters<PeriodOpening['round']>): Promise<void> {
      await super.round(...args);
      rounds += 1;
      if (rounds === 2) throw new Error('killed');
    }
  }
  await opener(new Dying(harness.obligations, harness.directory, 'utility-care')).turn();
  expect(labels(await harness.all(ctx))).toEqual(['2026-W07', '2026-W07', '2026-W08', '2026-W08']);
  await turn();
  expect(labels(await harness.all(ctx))).toEqual(['2026-W07', '2026-W07', '2026-W08', '2026-W08', '2026-W09', '2026-W09', '2026-W10', '2026-W10']);
});

it('R17: the interval in force when a period begins decides how long it is; between them there is neither a gap nor a double', async () => {
  const ctx = await tenant('2026-01-01 09:00:00');
  await begin(ctx, check());
  await harness.policy(ctx, 'oc.station.check.everyMonths', 3, shanghai('2026-02-10 00:00:00').toISOString());
  await harness.policy(ctx, 'oc.station.check.everyMonths', 1, shanghai('2026-05-20 00:00:00').toISOString(), 2);
  await moveTo(ctx, '2026-08-01 00:00:01');
  await turn();
  // March lies in a quarter whose first two months had their own: it opens on 1 March and is due at the quarter's end. The quarter to June keeps its length (R17).
  expect((await harness.all(ctx)).map((o) => [o.subjectNumber.split('/')[1], o.startedAt, o.dueAt, o.policyVersion])).toEqual([
    ['2026-01', shanghai('2026-01-01 00:00:00'), shanghai('2026-02-01 00:00:00'), 0], ['2026-02', shanghai('2026-02-01 00:00:00'), shanghai('2026-03-01 00:00:00'), 0],
    ['2026-Q1', shanghai('2026-03-01 00:00:00'), shanghai('2026-04-01 00:00:00'), 1], ['2026-Q2', shanghai('2026-04-01 00:00:00'), shanghai('2026-07-01 00:00:00'), 1],
    ['2026-07', shanghai('2026-07-01 00:00:00'), shanghai('2026-08-01 00:00:00'), 2], ['2026-08', shanghai('2026-08-01 00:00:00'), shanghai('2026-09-01 00:00:00'), 2],
  ]);
});

it('an interval that nobody has set owes nothing until somebody does', async () => {
  const ctx = await tenant('2026-01-05 09:00:00', 'distributor-visits');
  await begin(ctx, { clauseId: 'DV-3.3d', parameter: 'dv.newProduct.everyMonths', every: { by: 'dv.newProduct.everyMonths' }, subject: station(), unitId: newId(), beginsOn: '2026-01-01' });
  await moveTo(ctx, '2026-03-05 09:00:00');
  await turn();
  expect(await harness.all(ctx)).toEqual([]);
  await harness.policy(ctx, 'dv.newProduct.everyMonths', 3, shanghai('2026-03-20 00:00:00').toISOString());
  await moveTo(ctx, '2026-04-02 09:00:00');
  await turn();
  expect(labels(await harness.all(ctx))).toEqual(['2026-Q2']);
});

it('UC-2, UC-24: what began before the rulebook binds opens nothing for that time', async () => {
  const ctx = await tenant('2026-01-05 09:00:00', 'utility-care');
  await begin(ctx, check());
  expect(await harness.all(ctx)).toEqual([]);
});

it('a duty that ends no longer owes the period that is not whole; what was owed before stays owed; begun again it owes from its next whole one', async () => {
  const ctx = await tenant('2026-01-02 09:00:00');
  const duty = check();
  await begin(ctx, duty);
  await moveTo(ctx, '2026-02-10 09:00:00');
  await turn();
  await harness.write(ctx, (tx) => harness.recurring.end(tx, { subjectId: duty.subject.id }, { on: '2026-02-10', reason: '授权终止' }));
  expect((await harness.all(ctx)).map((o) => [o.subjectNumber.split('/')[1], o.status, o.outcomeNote])).toEqual([['2026-01', 'open', null], ['2026-02', 'cancelled', '授权终止']]);
  await moveTo(ctx, '2026-04-10 09:00:00');
  await turn();
  expect(await harness.all(ctx)).toHaveLength(2);
  await begin(ctx, { ...duty, beginsOn: '2026-04-10' });
  await moveTo(ctx, '2026-05-01 09:00:00');
  await turn();
  expect(labels(await harness.all(ctx))).toEqual(['2026-01', '2026-02', '2026-05']);
});

it('a next beginning that is known before the end has come leaves no period out and opens none twice', async () => {
  const ctx = await tenant('2026-02-09 08:00:00');
  const [moved, paused] = [weekly(), weekly()];
  await begin(ctx, moved, paused);
  for (const duty of [moved, paused]) await harness.write(ctx, (tx) => harness.recurring.end(tx, { subjectId: duty.subject.id }, { on: '2026-02-24', reason: '调动' }));
  await begin(ctx, { ...moved, beginsOn: '2026-02-25' }, { ...paused, beginsOn: '2026-03-18' });
  await moveTo(ctx, '2026-03-17 08:00:00');
  await turn();
  const of = async (duty: NewRecurringDuty): Promise<string[]> => {
    const ids = new Set(['2026-W07', '2026-W08', '2026-W09', '2026-W10', '2026-W11', '2026-W12'].map((label) => occurrenceOf(duty.subject.id, 'OC-3.1.3', label)));
    return labels((await harness.all(ctx)).filter((o) => ids.has(o.id)));
  };
  expect([await of(moved), await of(paused)]).toEqual([['2026-W07', '2026-W08', '2026-W09', '2026-W10', '2026-W11', '2026-W12'], ['2026-W07', '2026-W08', '2026-W09']]);
  await moveTo(ctx, '2026-03-18 08:00:00');
  await turn();
  expect(await of(paused)).toEqual(['2026-W07', '2026-W08', '2026-W09', '2026-W12']);
  expect((await complete(ctx, { ...one(paused), on: '2026-02-24' }, '2026-03-18 08:00:00')).map((o) => o.subjectNumber)).toEqual(['PZ01/2026-W09']);
});

it('an end that the opener learns of late still leaves the whole periods before it', async () => {
  const ctx = await tenant('2026-01-02 09:00:00');
  const duty = check({ endsOn: '2026-03-31' });
  await begin(ctx, duty);
  await moveTo(ctx, '2026-07-01 09:00:00');
  await turn();
  expect(labels(await harness.all(ctx))).toEqual(['2026-01', '2026-02', '2026-03']);
});

it('begun twice is owed once, under its newer name', async () => {
  const ctx = await tenant('2026-01-02 09:00:00');
  const duty = check();
  await begin(ctx, duty);
  await begin(ctx, { ...duty, subject: { ...duty.subject, title: '城东新站' } });
  await moveTo(ctx, '2026-02-01 09:00:00');
  await turn();
  expect((await harness.all(ctx)).map((o) => o.subjectTitle)).toEqual(['城东授权站', '城东新站']);
});

it('R15: another owner has what is open and what is to come; starts, due times and what was met stay', async () => {
  const ctx = await tenant('2026-01-02 09:00:00');
  const [former, next] = [newId(), newId()];
  const duty = check({ userId: former });
  await begin(ctx, duty);
  await complete(ctx, one(duty), '2026-01-03 09:00:00');
  await moveTo(ctx, '2026-02-03 09:00:00');
  await turn();
  await harness.write(ctx, (tx) => harness.recurring.reassign(tx, { subjectId: duty.subject.id, clauses: ['OC-3.1.2b'] }, { userId: next }));
  await moveTo(ctx, '2026-03-03 09:00:00');
  await turn();
  expect((await harness.all(ctx)).map((o) => [o.status, o.ownerUserId])).toEqual([['met', former], ['open', next], ['open', next]]);
});

it('R4, anniversary: the first from the beginning, each next one from the last completion', async () => {
  const ctx = await tenant('2026-05-15 10:00:00', 'utility-care');
  const duty: NewRecurringDuty = { clauseId: 'UC-7.5b', parameter: 'uc.inspection.resident.everyMonths', every: 'anniversary', subject: station(), unitId: newId(), beginsOn: '2026-05-15' };
  await begin(ctx, duty);
  expect((await harness.all(ctx))[0]).toMatchObject({ dueAt: shanghai('2028-05-16 00:00:00'), subjectNumber: 'ZD001' });
  await moveTo(ctx, '2026-08-20 10:00:00');
  await complete(ctx, one(duty), '2026-08-20 09:00:00');
  expect((await harness.all(ctx)).map((o) => [o.status, o.dueAt])).toEqual([['met', shanghai('2028-05-16 00:00:00')], ['open', shanghai('2028-08-21 00:00:00')]]);
  await harness.write(ctx, (tx) => harness.recurring.end(tx, { subjectId: duty.subject.id }, { on: '2026-08-21', reason: '销户' }));
  expect((await harness.all(ctx)).map((o) => o.status)).toEqual(['met', 'cancelled']);
  expect(await complete(ctx, one(duty), '2026-09-01 09:00:00')).toEqual([]);
});

it('what is open for a subject is found, whatever its period, the oldest first', async () => {
  const ctx = await tenant('2026-01-02 09:00:00');
  const [duty, other] = [check(), check()];
  const attitude = check({ clauseId: 'OC-3.2.1', parameter: 'oc.station.attitude.everyMonths', every: { by: 'oc.station.attitude.everyMonths' }, strand: 'check', subject: duty.subject });
  await begin(ctx, duty, attitude, other);
  await moveTo(ctx, '2026-03-02 09:00:00');
  await turn();
  await complete(ctx, { ...one(duty), on: '2026-02-03' }, '2026-03-02 09:00:00');
  const open = await harness.write(ctx, (tx) => harness.recurring.openOf(tx, [duty.subject.id, newId()]));
  expect([...open].map(([id, rows]) => [id, rows.map((o) => `${o.clauseId} ${o.subjectNumber.split('/')[1]}`).toSorted()])).toEqual([[duty.subject.id, ['OC-3.1.2b 2026-01', 'OC-3.1.2b 2026-03', 'OC-3.2.1 2026-Q1'].toSorted()]]);
});

it('PF-4: another tenant neither sees a duty nor moves it', async () => {
  const [mine, theirs] = [await tenant('2026-01-02 09:00:00'), await tenant('2026-01-02 09:00:00')];
  const duty = check();
  await begin(mine, duty);
  expect(await complete(theirs, one(duty), '2026-01-03 09:00:00')).toEqual([]);
  await harness.write(theirs, (tx) => harness.recurring.end(tx, { subjectId: duty.subject.id }, { on: '2026-01-01', reason: '别家' }));
  expect((await harness.all(mine)).map((o) => o.status)).toEqual(['open']);
  expect(await harness.all(theirs)).toEqual([]);
});
