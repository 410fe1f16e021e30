import pino from 'pino';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { Problem, TenantTurns, type Context } from '@luyue/platform';
import { CalendarChanges } from './calendar-changes.ts';
import type { Duty } from './duty.ts';
import { ObligationHarness } from './obligations.harness.ts';
import { BreachSweep } from './sweep.ts';

let harness: ObligationHarness;
beforeAll(async () => { harness = await ObligationHarness.start(); });
afterAll(() => harness.stop());

const RECEIVED = new Date('2026-02-15T14:30:00.000Z'); // Sun 15 Feb 22:30 in Shanghai
const subject = () => ({ type: 'case', id: newId(), number: 'SL20260215-0001', title: '阀门井渗漏', place: '滨江一号' });
const duty = (more: Partial<Duty> = {}): Duty => ({ clauseId: 'UC-7.3a', parameter: 'uc.fault.network.handleHours', subject: subject(), unitId: newId(), startedAt: RECEIVED, ...more });
const sweep = (failed?: (work: string) => void): BreachSweep => new BreachSweep(harness.source, harness.database, harness.obligations, 'utility-care', new Set(), new TenantTurns(pino({ level: 'silent' }), failed));
const open = (ctx: Context, ...duties: Duty[]) => harness.write(ctx, (tx) => harness.obligations.open(tx, duties));

it('UC-7.3a and 7.3b, holiday night: met at 04:30:00.000 in time, repaired one second late is met_late with its breach at the due time', async () => {
  const ctx = await harness.tenant('2026-02-15T14:31:00Z');
  const about = subject();
  await open(ctx, duty({ subject: about }), duty({ clauseId: 'UC-7.3b', parameter: 'uc.fault.network.repairHours', subject: about }));
  await harness.write(ctx, (tx) => harness.obligations.meet(tx, { subjectId: about.id, clauses: ['UC-7.3a'] }, { at: new Date('2026-02-15T20:30:00.000Z') }));
  await harness.write(ctx, (tx) => harness.obligations.meet(tx, { subjectId: about.id, clauses: ['UC-7.3b'] }, { at: new Date('2026-02-16T14:30:01.000Z') }));
  const [handled, repaired] = await harness.all(ctx);
  expect(handled).toMatchObject({ clauseId: 'UC-7.3a', status: 'met', breachedAt: null, dueAt: new Date('2026-02-15T20:30:00.000Z') });
  expect(repaired).toMatchObject({ clauseId: 'UC-7.3b', status: 'met_late', breachedAt: new Date('2026-02-16T14:30:00.000Z') });
  expect(await harness.events(ctx)).toEqual(['opened', 'opened', 'met', 'breached', 'met']);
});

it('UC-7.4, agreed otherwise: the window replaces the due time, no pause is recorded, the old due time is kept', async () => {
  const ctx = await harness.tenant('2026-05-01T02:05:00Z');
  const about = subject();
  await open(ctx, duty({ clauseId: 'UC-7.4', parameter: 'uc.fault.equipment.dispatchMinutes', subject: about, startedAt: new Date('2026-05-01T02:00:00Z') }));
  await harness.write(ctx, (tx) => harness.obligations.agree(tx, { subjectId: about.id, clauses: ['UC-7.4'] }, { at: new Date('2026-05-01T02:12:00Z'), dueAt: new Date('2026-05-02T08:00:00Z'), windowFrom: new Date('2026-05-02T06:00:00Z'), agreedBy: '李桂兰', channel: 'phone' }));
  await harness.write(ctx, (tx) => harness.obligations.meet(tx, { subjectId: about.id, clauses: ['UC-7.4'] }, { at: new Date('2026-05-02T07:20:00Z') }));
  const [row] = await harness.all(ctx);
  expect(row).toMatchObject({ status: 'met', dueAt: new Date('2026-05-02T08:00:00Z') });
  expect(row!.explanation.pauses).toEqual([]);
  expect(row!.explanation.replacements[0]).toMatchObject({ previousDueAt: '2026-05-01T02:30:00.000Z', agreedBy: '李桂兰' });
});

it('R8: UC-7.3a cannot be paused and says so; R9: UC-7.4 keeps the unused rest', async () => {
  const ctx = await harness.tenant('2026-05-01T02:00:00Z');
  const [a, b] = [subject(), subject()];
  await open(ctx, duty({ subject: a, startedAt: new Date('2026-05-01T02:00:00Z') }), duty({ clauseId: 'UC-7.4', parameter: 'uc.fault.equipment.arriveMinutes', subject: b, startedAt: new Date('2026-05-01T02:00:00Z') }));
  const refused = await harness.write(ctx, (tx) => harness.obligations.pause(tx, { subjectId: a.id, clauses: ['UC-7.3a'] }, new Date('2026-05-01T02:10:00Z'), '没人在')).catch((e: unknown) => e);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).options).toMatchObject({ code: 'pause_refused', clause: 'UC-7.3a' });
  await harness.write(ctx, (tx) => harness.obligations.pause(tx, { subjectId: b.id, clauses: ['UC-7.4'] }, new Date('2026-05-01T02:50:00Z'), '没人在'));
  expect((await harness.all(ctx)).find((o) => o.subjectId === b.id)).toMatchObject({ dueAt: null, pauseReason: '没人在', nextAlarmAt: null });
  await harness.write(ctx, (tx) => harness.obligations.resume(tx, { subjectId: b.id, clauses: ['UC-7.4'] }, new Date('2026-05-01T05:00:00Z')));
  expect((await harness.all(ctx)).find((o) => o.subjectId === b.id)!.dueAt).toEqual(new Date('2026-05-01T06:10:00Z'));
});

it('the sweep tells each threshold and the breach once, dated at the due time, also when several replicas and later sweeps run', async () => {
  const ctx = await harness.tenant('2026-02-15T14:31:00Z');
  const other = await harness.tenant('2026-02-15T14:31:00Z');
  await open(ctx, duty());
  await open(other, duty());
  await sweep().turn();
  expect(await harness.events(ctx)).toEqual(['opened']);
  await harness.setClock(ctx, '2026-02-16T01:00:00Z', 2);
  await Promise.all([sweep().turn(), sweep().turn(), sweep().turn()]);
  await sweep().turn();
  const [row] = await harness.all(ctx);
  expect(row).toMatchObject({ status: 'open', breachedAt: row!.dueAt, nextAlarmAt: null, escalatedPercent: 100 });
  expect(await harness.events(ctx)).toEqual(['opened', 'escalated', 'escalated', 'breached', 'escalated']);
  // Each tenant by its own clock.
  expect(await harness.events(other)).toEqual(['opened']);
});

it('what one tenant cannot be told of is counted, and keeps nobody else from being told', async () => {
  const [broken, ...others] = await Promise.all(Array.from({ length: 4 }, () => harness.tenant('2026-02-15T14:31:00Z')));
  for (const ctx of [broken!, ...others]) await open(ctx, duty());
  // Planted: nothing can be counted from facts that say nothing.
  await harness.write(broken!, (tx) => tx.manager.query(`UPDATE obligation SET facts = '{}'`));
  for (const ctx of [broken!, ...others]) await harness.setClock(ctx, '2026-02-16T01:00:00Z', 2);
  const failed: string[] = [];
  await sweep((work) => void failed.push(work)).turn();
  expect(failed).toEqual(['breach-sweep']);
  for (const ctx of others) expect((await harness.all(ctx))[0]).toMatchObject({ breachedAt: new Date('2026-02-15T20:30:00.000Z') });
  // Nothing of it is half-written; it comes again with the next pass, until it can be done.
  const [row] = await harness.all(broken!);
  expect([row!.breachedAt, row!.escalatedPercent, await harness.events(broken!)]).toEqual([null, 0, ['opened']]);
  await sweep((work) => void failed.push(work)).turn();
  expect(failed).toEqual(['breach-sweep', 'breach-sweep']);
});

it('R6: a fact entered after its due time is born overdue, its breach dated at the due time', async () => {
  const ctx = await harness.tenant('2026-02-17T00:00:00Z');
  const [row] = await open(ctx, duty({ origin: 'import' }));
  expect(row).toMatchObject({ status: 'open', breachedAt: new Date('2026-02-15T20:30:00.000Z'), origin: 'import' });
  expect(await harness.events(ctx)).toEqual(['opened', 'breached']);
  expect(await sweep().turn()).toBe(0);
});

it('R12, R14: an in-principle clause is waived with reason and approver, the breach stays; a strict one is refused', async () => {
  const ctx = await harness.tenant('2026-02-17T00:00:00Z');
  const approver = { ...ctx, userId: newId(), grants: [{ units: 'all' as const, permissions: ['obligation.waive'] }] };
  const [principle, strict] = await open(ctx, duty(), duty({ clauseId: 'UC-7.4', parameter: 'uc.fault.equipment.arriveMinutes' }));
  await harness.write(approver, (tx) => harness.obligations.waive(tx, principle!.id, '道路封闭'));
  expect((await harness.all(ctx)).find((o) => o.id === principle!.id)).toMatchObject({ status: 'waived', approver: '何静', outcomeNote: '道路封闭', breachedAt: principle!.breachedAt });
  await expect(harness.write(approver, (tx) => harness.obligations.waive(tx, strict!.id, '道路封闭'))).rejects.toMatchObject({ options: { code: 'waiver_strict', clause: 'UC-7.4' } });
  await expect(harness.write({ ...approver, grants: [] }, (tx) => harness.obligations.waive(tx, strict!.id, '道路封闭'))).rejects.toMatchObject({ options: { status: 403 } });
});

it('R12: what is cancelled or waived after its due time keeps its breach, also before the sweep has come by; before the due time there is none', async () => {
  const ctx = await harness.tenant('2026-02-15T14:31:00Z');
  const approver = { ...ctx, userId: newId(), grants: [{ units: 'all' as const, permissions: ['obligation.waive'] }] };
  const [early, late] = [subject(), subject()];
  const [, , waived] = await open(ctx, duty({ subject: early }), duty({ subject: late }), duty());
  await harness.write(ctx, (tx) => harness.obligations.cancel(tx, { subjectId: early.id, clauses: ['UC-7.3a'] }, '误报'));
  await harness.setClock(ctx, '2026-02-15T21:00:00Z', 2);
  await harness.write(ctx, (tx) => harness.obligations.cancel(tx, { subjectId: late.id, clauses: ['UC-7.3a'] }, '误报'));
  await harness.write(approver, (tx) => harness.obligations.waive(tx, waived!.id, '道路封闭'));
  const rows = await harness.all(ctx);
  expect([early.id, late.id, waived!.subjectId].map((id) => rows.find((o) => o.subjectId === id))).toMatchObject([{ status: 'cancelled', breachedAt: null }, { status: 'cancelled', breachedAt: waived!.dueAt }, { status: 'waived', breachedAt: waived!.dueAt, nextAlarmAt: null }]);
  expect(await harness.events(ctx)).toEqual(['opened', 'opened', 'opened', 'cancelled', 'breached', 'cancelled', 'breached', 'waived']);
  expect(await sweep().turn()).toBe(0);
});

it('R18: a published calendar moves open working-day deadlines, previews them first, and voids a breach whose new due time lies ahead', async () => {
  const ctx = await harness.tenant('2026-12-30T02:00:00Z');
  await harness.write(ctx, async (tx) => { await replicas.calendar(tx, harness.calendarYear(2026, 1, [])); });
  const [row] = await open(ctx, duty({ clauseId: 'UC-5.2d', parameter: 'uc.transfer.answerWorkingDays', startedAt: new Date('2026-12-30T02:00:00Z') }));
  expect(row).toMatchObject({ provisional: true, dueAt: new Date('2027-01-04T16:00:00Z') });
  await harness.setClock(ctx, '2027-01-04T17:00:00Z', 3);
  await sweep().turn();
  const changes = new CalendarChanges(harness.database, harness.obligations, harness.directory, 'utility-care');
  const year = harness.calendarYear(2027, 1, ['2027-01-01', '2027-01-04']);
  const editor = { ...ctx, grants: [{ units: 'all' as const, permissions: ['calendar.write'] }] };
  const preview = await changes.preview(editor, year);
  expect(() => changes.preview(ctx, year)).toThrow('forbidden');
  await expect(changes.preview(editor, { year: 2027, restDays: ['2026-01-01'], workDays: [] })).rejects.toMatchObject({ options: { status: 400 } });
  expect(preview).toEqual([expect.objectContaining({ id: row!.id, from: '2027-01-04T16:00:00.000Z', to: '2027-01-06T16:00:00.000Z', voidsBreach: true })]);
  await harness.write(ctx, async (tx) => { await replicas.calendar(tx, year); await changes.calendarPublished(tx, year); });
  expect((await harness.all(ctx))[0]).toMatchObject({ provisional: false, dueAt: new Date('2027-01-06T16:00:00Z'), voidedByCalendar: true });
});

it('PF-4: another tenant neither sees nor moves an obligation', async () => {
  const [mine, theirs] = [await harness.tenant('2026-02-15T14:31:00Z'), await harness.tenant('2026-02-15T14:31:00Z')];
  const about = subject();
  await open(mine, duty({ subject: about }));
  expect(await harness.all(theirs)).toEqual([]);
  expect(await harness.write(theirs, (tx) => harness.obligations.meet(tx, { subjectId: about.id, clauses: ['UC-7.3a'] }, { at: RECEIVED }))).toEqual([]);
  expect((await harness.all(mine))[0]!.status).toBe('open');
});

it('UC-24: nothing opens for a fact before the regulation is in force', async () => {
  const ctx = await harness.tenant('2026-02-15T14:31:00Z');
  expect(await open(ctx, duty({ startedAt: new Date('2019-12-31T00:00:00Z') }))).toEqual([]);
});
