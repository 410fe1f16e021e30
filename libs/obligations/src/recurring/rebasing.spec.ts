import pino from 'pino';
import { newId } from '@luyue/kernel';
import { type Context, TenantTurns } from '@luyue/platform';
import type { ParameterKey, PolicyVersion } from '@luyue/regulations';
import type { Obligation } from '../obligation.entity.ts';
import { ObligationHarness } from '../obligations.harness.ts';
import { PeriodOpener } from './period-opener.ts';
import { earliestDay, nextWhole, targetOf } from './rebasing.rules.ts';
import type { NewRecurringDuty } from './recurring-duties.ts';

let harness: ObligationHarness;
beforeAll(async () => { harness = await ObligationHarness.start(); });
afterAll(() => harness.stop());

const shanghai = (text: string): Date => new Date(`${text.replace(' ', 'T')}+08:00`);
const SPARES = 'oc.station.spares.everyMonths' as const;
const ATTITUDE = 'oc.station.attitude.everyMonths' as const;
let moves = 1;
const moveTo = (ctx: Context, now: string): Promise<void> => harness.setClock(ctx, shanghai(now).toISOString(), moves += 1);
const turn = (): Promise<number> => new PeriodOpener(harness.source, harness.database, harness.opening, new Set(), new TenantTurns(pino({ level: 'silent' }))).turn();
/** A training of stations on spares, owed every half year. */
const training = (more: Partial<NewRecurringDuty> = {}): NewRecurringDuty => ({ clauseId: 'OC-3.2.3c', parameter: SPARES, every: { by: SPARES }, subject: { type: 'station', id: newId(), number: 'ZD001', title: '城东授权站' }, unitId: newId(), beginsOn: '2026-01-01', ...more });
/** Whoever may write the policies of the whole tenant. */
const chief = (ctx: Context): Context => ({ ...ctx, grants: [{ units: 'all', permissions: ['policy.write'] }] });

async function opened(now: string, ...duties: NewRecurringDuty[]): Promise<Context> {
  const ctx = chief(await harness.tenant(shanghai(now).toISOString(), 'outstation-channel'));
  await harness.write(ctx, (tx) => harness.recurring.begin(tx, duties));
  return ctx;
}
const publish = (ctx: Context, months: number, from: string, key: ParameterKey = SPARES, version = 1): Promise<void> => harness.policy(ctx, key, months, shanghai(from).toISOString(), version);
const offers = (ctx: Context, key: ParameterKey = SPARES) => harness.rebasing.offers(ctx, { key });
const dueOf = async (ctx: Context): Promise<string[]> => (await harness.all(ctx)).map((o) => `${o.subjectNumber.split('/')[1]} ${o.status} ${o.dueAt!.toISOString()}`);
const midnight = (day: string): string => shanghai(`${day} 00:00:00`).toISOString();

describe('R17 what is offered', () => {
  const version = (months: number, from: string, n: number): PolicyVersion => ({ key: SPARES, value: months, version: n, effectiveFrom: shanghai(from), origin: 'own', mayTighten: false, setBy: '管理员' });

  test('the interval is that of all that is published, also ahead of its day; nobody has published any: none', () => {
    expect(targetOf(SPARES, [], shanghai('2026-02-01 00:00:00'))).toBeNull();
    const versions = [version(3, '2026-01-01 00:00:00', 1), version(1, '2026-05-01 00:00:00', 2)];
    expect(targetOf(SPARES, versions, shanghai('2026-02-01 00:00:00'))).toMatchObject({ months: 1, from: shanghai('2026-05-01 00:00:00'), policy: { version: 2 } });
  });

  test('the grace counts from the later of effective day and day of the re-basing', () => {
    expect([earliestDay('2026-02-01', '2026-01-10', 30), earliestDay('2026-02-01', '2026-02-01', 30), earliestDay('2026-02-01', '2026-02-15', 30)]).toEqual(['2026-03-03', '2026-03-03', '2026-03-17']);
  });

  test.each([['2026-04-01', 3, '2026-04-01'], ['2026-04-02', 3, '2026-07-01'], ['2026-03-31', 1, '2026-04-01'], ['2026-04-20', 6, '2026-07-01']])('the first whole period from %s, of %i months, begins on %s', (day, months, first) => expect(nextWhole(day, months)).toBe(first));
});

test('R17: a shorter interval moves nothing by itself; re-based, the half year ends with its first quarter, keeps both versions, and the next quarter follows without gap or double', async () => {
  const duty = training();
  const ctx = await opened('2026-01-05 09:00:00', duty);
  expect((await offers(ctx))).toMatchObject({ months: null, items: [] });
  await publish(ctx, 3, '2026-02-01 00:00:00');
  expect(await dueOf(ctx)).toEqual([`2026-H1 open ${midnight('2026-07-01')}`]);
  const { items: [offer], ...rest } = await offers(ctx);
  expect(rest).toEqual({ months: 3, version: 1, effectiveFrom: midnight('2026-02-01'), earliest: midnight('2026-03-04'), nextCursor: null });
  expect(offer).toMatchObject({ clauseId: 'OC-3.2.3c', subjectNumber: 'ZD001/2026-H1', from: midnight('2026-07-01'), to: midnight('2026-04-01') });
  expect(await harness.rebasing.accept(ctx, { key: SPARES })).toEqual({ moved: 1 });
  const [row] = await harness.all(ctx);
  expect(row).toMatchObject({ dueAt: shanghai('2026-04-01 00:00:00'), startedAt: shanghai('2026-01-01 00:00:00'), policyVersion: 1, explanation: { replacements: [{ channel: 'policy', agreedBy: '何静', previousDueAt: midnight('2026-07-01') }] } });
  expect(row!.history.at(-1)).toMatchObject({ what: 'rescheduled', text: { zh: '间隔改为 3 个月（第 1 版，原第 0 版），重新起算' } });
  expect((await harness.events(ctx)).at(-1)).toBe('rescheduled');
  // Once moved it is on offer no more.
  expect([(await offers(ctx)).items, await harness.rebasing.accept(ctx, { key: SPARES })]).toEqual([[], { moved: 0 }]);
  await moveTo(ctx, '2026-04-01 00:00:01');
  await turn();
  expect(await dueOf(ctx)).toEqual([`2026-H1 open ${midnight('2026-04-01')}`, `2026-Q2 open ${midnight('2026-07-01')}`]);
  // A training in the second quarter is that of the second quarter; the first one stays owed.
  const met = await harness.write(ctx, (tx) => harness.recurring.complete(tx, { subjectId: duty.subject.id, clauseId: duty.clauseId }, { at: shanghai('2026-04-02 09:00:00') }));
  expect(met.map((o: Obligation) => o.subjectNumber)).toEqual(['ZD001/2026-Q2']);
});

test('R17: nothing moves to before the effective day plus the grace, and no later than it was; the next period is the first whole one after that', async () => {
  const ctx = await opened('2026-01-05 09:00:00', training());
  // 30 days after 20 March is 19 April, past the end of the quarter.
  await publish(ctx, 3, '2026-03-20 00:00:00');
  expect((await offers(ctx)).items).toMatchObject([{ to: midnight('2026-04-20') }]);
  await harness.policy(ctx, 'pf.policy.rebaseGraceDays', 0, shanghai('2026-01-01 00:00:00').toISOString());
  expect((await offers(ctx)).items).toMatchObject([{ to: midnight('2026-04-01') }]);
  await harness.policy(ctx, 'pf.policy.rebaseGraceDays', 200, shanghai('2026-01-01 00:00:00').toISOString(), 2);
  expect((await offers(ctx)).items).toEqual([]);
  await harness.policy(ctx, 'pf.policy.rebaseGraceDays', 30, shanghai('2026-01-01 00:00:00').toISOString(), 3);
  await harness.rebasing.accept(ctx, { key: SPARES });
  await moveTo(ctx, '2026-07-01 00:00:01');
  await turn();
  expect(await dueOf(ctx)).toEqual([`2026-H1 open ${midnight('2026-04-20')}`, `2026-Q3 open ${midnight('2026-10-01')}`]);
});

test('R17, R4: the months from the last completion become fewer, also for clocks of 24 months', async () => {
  const INSPECTION = 'uc.inspection.resident.everyMonths' as const;
  const ctx = chief(await harness.tenant(shanghai('2026-05-15 09:00:00').toISOString()));
  await harness.write(ctx, (tx) => harness.recurring.begin(tx, [{ clauseId: 'UC-7.5b', parameter: INSPECTION, every: 'anniversary', subject: { type: 'account', id: newId(), number: 'HH01', title: '江湾城 7-2203' }, unitId: newId(), beginsOn: '2026-05-15' }]));
  const [{ dueAt }] = (await harness.all(ctx)) as [Obligation];
  await publish(ctx, 6, '2026-06-01 00:00:00', INSPECTION);
  const { items } = await offers(ctx, INSPECTION);
  expect(items).toMatchObject([{ from: dueAt!.toISOString(), to: midnight('2026-11-16') }]);
  await harness.rebasing.accept(ctx, { key: INSPECTION });
  expect((await harness.all(ctx)).map((o) => [o.dueAt!.toISOString(), o.policyVersion])).toEqual([[midnight('2026-11-16'), 1]]);
});

test('R17: a longer interval offers nothing, nor does what is overdue; only what is named moves; another tenant has none of it', async () => {
  const [one, two] = [training(), training()];
  const ctx = await opened('2026-01-05 09:00:00', one, two);
  const other = await opened('2026-01-05 09:00:00', training());
  await publish(ctx, 12, '2026-02-01 00:00:00');
  expect((await offers(ctx)).items).toEqual([]);
  await publish(ctx, 3, '2026-02-01 00:00:00', SPARES, 2);
  const { items } = await offers(ctx);
  expect(items).toHaveLength(2);
  expect((await offers(other)).items).toEqual([]);
  expect(await harness.rebasing.accept(other, { key: SPARES, obligationIds: items.map((each) => each.id) })).toEqual({ moved: 0 });
  expect(await harness.rebasing.accept(ctx, { key: SPARES, obligationIds: [items[0]!.id] })).toEqual({ moved: 1 });
  expect((await offers(ctx)).items.map((each) => each.id)).toEqual([items[1]!.id]);
  await moveTo(ctx, '2026-07-01 00:00:01');
  expect((await offers(ctx)).items).toEqual([]);
});

test('R17: 400 for what is no interval, 403 for whoever writes the policies of some units only', async () => {
  const ctx = await opened('2026-01-05 09:00:00', training({ clauseId: 'OC-3.2.1', parameter: ATTITUDE, every: { by: ATTITUDE }, strand: 'check' }));
  for (const key of ['oc.loan.days', 'nonsense']) expect(() => harness.rebasing.offers(ctx, { key })).toThrow(expect.objectContaining({ options: expect.objectContaining({ status: 400, errors: [expect.objectContaining({ field: 'key', code: 'no_interval' })] }) }));
  expect(() => harness.rebasing.offers({ ...ctx, grants: [{ units: [newId()], permissions: ['policy.write'] }] }, { key: ATTITUDE })).toThrow(expect.objectContaining({ options: expect.objectContaining({ status: 403 }) }));
});
