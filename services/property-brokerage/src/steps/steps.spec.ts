import { basics, type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import { DealRecord } from '../deals/deal-record.ts';
import { DEFAULT_DOCUMENTS, DEFAULT_STEPS } from '../templates/default-templates.ts';
import type { DealView } from '../views.ts';
import type { StepListener } from './step-listeners.ts';
import { StepRecord } from './step-record.ts';
import type { DealStepsView, StepView } from './step-views.ts';

let stage: Running;
let east: Brokerage;
let west: Brokerage;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
}, 60_000);
afterAll(() => stage.stop());

const NOW = '2026-09-18T02:00:00.000Z';
const PHONE = '13800001111';
const LEASE = { business: 'lease', payment: null };

/** A lease whose specialist has taken it; its required steps are the filing, for which the client comes, and the handover. */
async function taken(at: Brokerage, more: object = LEASE): Promise<DealView> {
  const deal = await stage.assigned(at, more);
  await stage.write(at, async (tx) => {
    const record = stage.get(DealRecord);
    await record.move(tx, await record.lock(tx, deal.id), 'taken', { takenAt: tx.now });
  });
  return deal;
}
const stepsOf = async (at: Brokerage, deal: DealView): Promise<DealStepsView> => (await stage.staff(at).specialist.get(`deals/${deal.id}/steps`)).body;
const stepOf = async (at: Brokerage, deal: DealView, key: string): Promise<StepView> => (await stepsOf(at, deal)).steps.find((s) => s.key === key)!;
/** Everybody was told by phone when the step ended. */
const toldOf = (deal: DealView, at: string) => ({ told: deal.parties.map((p) => ({ partyId: p.id, channel: 'phone', at })) });

async function act(at: Brokerage, deal: DealView, key: string, verb: string, body: object = {}, who = stage.staff(at).specialist) {
  return who.send('POST', `deals/${deal.id}/steps/${(await stepOf(at, deal, key)).id}/${verb}`, body);
}
async function accompany(at: Brokerage, deal: DealView, key: string): Promise<void> {
  const { specialist } = stage.staff(at);
  const { id: stepId } = await stepOf(at, deal, key);
  const [startsAt, endsAt] = ['2026-09-18T00:30:00.000Z', '2026-09-18T01:30:00.000Z'];
  const { body } = await specialist.send('POST', `deals/${deal.id}/appointments`, { stepId, partyIds: [deal.parties[0]!.id], startsAt, endsAt, place: '政务中心', phone: PHONE });
  await specialist.send('POST', `deals/${deal.id}/appointments/${body.id}/attendance`, { partyIds: [deal.parties[0]!.id], specialist: true, presentAt: startsAt, leftAt: endsAt });
}

describe('PB-4.5b the steps of a deal', () => {
  test('PB-4.5b a deal begins with the steps of its template, each with its guide, and says where it stands', async () => {
    const deal = await stage.assigned(east);
    expect(deal).toMatchObject({ stage: { zh: '网签' }, waitingFor: 'specialist' });
    const view = await stepsOf(east, deal);
    expect(view).toMatchObject({ edition: 0, newerEdition: null, stage: 'online_signing', waitingFor: 'specialist', outOfOrder: 0 });
    expect(view.steps.map((s) => s.key)).toEqual(DEFAULT_STEPS.mortgage.map((s) => s.key));
    expect(view.steps[0]).toMatchObject({ state: 'pending', clientPresent: true, guide: { version: '1.0' }, newerGuide: null, waitsBehind: [] });
    expect(view.steps[1]!.waitsBehind).toMatchObject([{ zh: '网签' }]);
    expect((await act(east, deal, 'online_signing', 'start')).body).toMatchObject({ waitingFor: 'client' });
  });

  test('PB-4.5b a later edition is shown with its newer guides; the deal keeps its own', async () => {
    const at = await stage.company('改版置业');
    const deal = await stage.assigned(at, LEASE);
    const steps = DEFAULT_STEPS.lease.map((s) => (s.key === 'handover' ? { ...s, guide: { ...s.guide!, version: '2.0', effectiveFrom: '2026-09-18' } } : s));
    expect((await stage.staff(at).supervisor.send('POST', 'deal-templates', { kind: 'lease', steps: [...steps, { ...steps[0], key: 'extra' }], documents: DEFAULT_DOCUMENTS, reason: '指引改版' })).status).toBe(201);
    const view = await stepsOf(at, deal);
    expect(view).toMatchObject({ edition: 0, newerEdition: 1 });
    expect(view.steps.map((s) => s.key)).not.toContain('extra');
    expect(view.steps.filter((s) => s.newerGuide)).toMatchObject([{ key: 'handover', guide: { version: '1.0' }, newerGuide: { version: '2.0' } }]);
  });

  test('PB-4.5b a step out of order needs a reason, which is kept, shown and counted', async () => {
    const deal = await taken(east);
    const end = { finishedAt: NOW, phone: PHONE };
    const refused = await act(east, deal, 'handover', 'finish', end);
    expect([refused.status, refused.body]).toMatchObject([422, { clause: 'PB-4.5b', code: 'out_of_order', allowed: ['lease_filing'], errors: [{ field: 'outOfOrderReason' }] }]);
    expect((await act(east, deal, 'handover', 'finish', { ...end, outOfOrderReason: '租客提前入住' })).status).toBe(200);
    expect(await stepsOf(east, deal)).toMatchObject({ outOfOrder: 1, stage: 'lease_filing' });
    expect(await stepOf(east, deal, 'handover')).toMatchObject({ state: 'done', outOfOrderReason: '租客提前入住' });
    const { items } = (await stage.staff(east).agent.get(`deals/${deal.id}/timeline?kind=status`)).body;
    expect(items).toContainEqual(expect.objectContaining({ title: '办完交房结算', text: '未按顺序：租客提前入住', clauseId: 'PB-4.5b', at: NOW }));
  });

  test('PB-3.2 only the specialist of the deal works on it; another company sees no step (PF-4)', async () => {
    const deal = await taken(east);
    const { id } = await stepOf(east, deal, 'handover');
    const { agent, colleague, supervisor } = stage.staff(east);
    expect((await act(east, deal, 'handover', 'start', {}, colleague)).body).toMatchObject({ status: 422, clause: 'PB-3.2', code: 'not_the_specialist' });
    expect((await act(east, deal, 'handover', 'start', {}, agent)).body).toMatchObject({ status: 403, permission: 'deal.work' });
    expect((await stage.staff(west).specialist.get(`deals/${deal.id}/steps`)).status).toBe(404);
    const other = await taken(west);
    expect((await stage.staff(west).specialist.send('POST', `deals/${other.id}/steps/${id}/start`)).status).toBe(404);
    expect((await act(east, deal, 'handover', 'not-applicable', { reason: '房东自理' })).body).toMatchObject({ status: 403, permission: 'deal.assign' });
    expect((await act(east, deal, 'handover', 'not-applicable', { reason: '房东自理' }, supervisor)).status).toBe(200);
  });

  test('PB-4.9b reading 14: a lease transfers the utilities that it says; when the basics change, the steps follow', async () => {
    const deal = await stage.assigned(east, { ...LEASE, utilities: ['gas'] });
    const states = async (): Promise<Record<string, [string, boolean]>> => Object.fromEntries((await stepsOf(east, deal)).steps.filter((s) => s.utility).map((s) => [s.utility!, [s.state, s.required]]));
    expect(await states()).toEqual({ gas: ['pending', true], cable: ['not_applicable', false], water: ['not_applicable', false], power: ['not_applicable', false] });
    const { specialist } = stage.staff(east);
    const { version } = (await specialist.get(`deals/${deal.id}`)).body;
    expect((await specialist.send('PUT', `deals/${deal.id}/basics`, { ...basics({ ...LEASE, utilities: ['water'] }) }, { 'if-match': `"${version}"` })).status).toBe(200);
    expect(await states()).toMatchObject({ gas: ['not_applicable', false], water: ['pending', true] });
  });

  test('PB-4.3b expected dates are kept, and every change stands on the timeline', async () => {
    const deal = await taken(east);
    const { specialist } = stage.staff(east);
    const { id: stepId } = await stepOf(east, deal, 'handover');
    const expectOn = (expectedOn: string | null) => specialist.send('PUT', `deals/${deal.id}/steps/expected-dates`, { steps: [{ stepId, expectedOn }] });
    expect((await expectOn('2026-09-30')).status).toBe(200);
    await expectOn('2026-10-09');
    expect(await stepOf(east, deal, 'handover')).toMatchObject({ expectedOn: '2026-10-09' });
    const { items } = (await specialist.get(`deals/${deal.id}/timeline?kind=change`)).body;
    expect(items.map((e: { text: string }) => e.text).toSorted()).toEqual(['2026-09-30 → 2026-10-09', '（空） → 2026-09-30']);
    expect((await expectOn('30.9.2026')).status).toBe(400);
  });
});

describe('PB-4.5 the end of a step', () => {
  test('PB-4.5 R6: entered within 24 hours it is met, at 24 hours to the second still; a day later it is met late, with the breach at the due time', async () => {
    const deal = await taken(east);
    const now = await stage.now(east);
    const finish = async (hours: number, ms: number) => {
      const finishedAt = new Date(now.getTime() - hours * 3_600_000 + ms).toISOString();
      const { body } = await act(east, deal, 'handover', 'finish', { finishedAt, phone: PHONE, outOfOrderReason: '补录' });
      await act(east, deal, 'handover', 'reopen', { reason: '再试' });
      return { body: owed(body, 'PB-4.5').find((o) => o.startedAt === finishedAt)!, finishedAt };
    };
    expect((await finish(24, 60_000)).body).toMatchObject({ status: 'met', parameterKey: 'pb.step.recordHours', owner: { userId: east.specialist.id } });
    const late = await finish(24, -1_000);
    const due = new Date(Date.parse(late.finishedAt) + 24 * 3_600_000).toISOString();
    expect(late.body).toMatchObject({ status: 'met_late', dueAt: due, breachedAt: due });
  });

  test('PB-4.5 a time in the future, or before the start, is refused by its field, and nothing is written', async () => {
    const deal = await taken(east);
    await act(east, deal, 'lease_filing', 'start', { startedAt: '2026-09-18T01:00:00.000Z' });
    const finish = async (finishedAt: string) => (await act(east, deal, 'lease_filing', 'finish', { finishedAt, phone: PHONE })).body.errors;
    expect(await finish('2026-09-18T12:00:00.000Z')).toMatchObject([{ field: 'finishedAt', code: 'future' }]);
    expect(await finish('2026-09-18T00:59:59.999Z')).toMatchObject([{ field: 'finishedAt', code: 'before_start' }]);
    expect((await act(east, deal, 'handover', 'start', { startedAt: '2026-09-19T01:00:00.000Z' })).body.errors).toMatchObject([{ field: 'startedAt', code: 'future' }]);
    expect((await stepOf(east, deal, 'lease_filing')).obligations).toEqual([]);
    expect((await act(east, deal, 'utility_gas', 'reject', { reason: '资料不符' })).body).toMatchObject({ code: 'transition_refused', clause: 'PB-4.5b' });
  });

  test('PB-4.5 R13: an end that is undone leaves what it fulfilled, and the next has clocks of its own', async () => {
    const deal = await taken(east);
    await accompany(east, deal, 'lease_filing');
    const first = (await act(east, deal, 'lease_filing', 'finish', { finishedAt: NOW, phone: PHONE })).body;
    expect([owed(first, 'PB-4.5'), owed(first, 'PB-4.8')]).toMatchObject([[{ status: 'met' }], [{ status: 'open' }]]);
    const undone = (await act(east, deal, 'lease_filing', 'reopen', { reason: '备案号录错' })).body;
    expect([owed(undone, 'PB-4.5'), owed(undone, 'PB-4.8')]).toMatchObject([[{ id: owed(first, 'PB-4.5')[0]!.id, status: 'met' }], [{ status: 'cancelled', outcome: { note: '备案号录错' } }]]);
    const again = (await act(east, deal, 'lease_filing', 'finish', { finishedAt: NOW, phone: PHONE })).body;
    expect(owed(again, 'PB-4.5').map((o) => o.status)).toEqual(['met', 'met']);
    expect(owed(again, 'PB-4.8').map((o) => o.status).toSorted()).toEqual(['cancelled', 'open']);
  });

  test('the clock of the deal follows what its steps owe, and a cancelled deal owes nothing more', async () => {
    const deal = await taken(east);
    const { supervisor } = stage.staff(east);
    const finished = (await act(east, deal, 'handover', 'finish', { finishedAt: NOW, phone: PHONE, outOfOrderReason: '先交房' })).body;
    expect(finished.nextClock).toMatchObject({ clauseId: 'PB-4.8', dueAt: '2026-09-19T02:00:00.000Z' });
    const page = (await supervisor.get('deals?sort=dueAt&limit=50')).body.items as DealView[];
    expect(page.find((d) => d.id === deal.id)?.nextClock).toMatchObject({ clauseId: 'PB-4.8' });
    const { body } = await supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '客户反悔' });
    expect(body.obligations.filter((o: { status: string }) => o.status === 'open')).toEqual([]);
  });

  test('R15 another specialist takes over what the steps owe', async () => {
    const deal = await taken(east);
    await act(east, deal, 'handover', 'finish', { finishedAt: NOW, phone: PHONE, outOfOrderReason: '先交房' });
    const { body } = await stage.staff(east).supervisor.send('POST', `deals/${deal.id}/reassign`, { specialistUserId: east.colleague.id, reason: '病假' });
    expect(owed(body, 'PB-4.8')).toMatchObject([{ status: 'open', dueAt: '2026-09-19T02:00:00.000Z', owner: { userId: east.colleague.id } }]);
  });
});

describe('PB-4.10 reading 11: the end of the formalities', () => {
  test('PB-4.10 reading 11: done with the last required step and the last word to both parties; a step added before archiving undoes it', async () => {
    const heard: string[] = [];
    const room: StepListener = {
      stepFinished: async (_tx, of, key, at) => { heard.push(`${of.title} ${key} ${at.toISOString()}`); }, stepReopened: async (_tx, _deal, key) => { heard.push(`reopened ${key}`); },
      formalitiesDone: async (_tx, _deal, at) => { heard.push(`done ${at.toISOString()}`); }, formalitiesReopened: async (_tx, _deal, reason) => { heard.push(`again: ${reason}`); },
    };
    stage.get(StepRecord).follow(room);
    const deal = await taken(east, { ...LEASE, title: '学府名苑 9-602' });
    await accompany(east, deal, 'lease_filing');
    const [filed, handed, knew] = ['2026-09-18T01:30:00.000Z', '2026-09-18T01:40:00.000Z', '2026-09-18T01:50:00.000Z'];
    const one = (await act(east, deal, 'lease_filing', 'finish', { finishedAt: filed, ...toldOf(deal, filed) })).body;
    expect(one).toMatchObject({ status: 'taken', waitingFor: 'specialist', stage: { zh: '交房结算' } });
    const two = (await act(east, deal, 'handover', 'finish', { finishedAt: handed, ...toldOf(deal, knew) })).body;
    // It was taken after all that, and cannot have been done before.
    const { takenAt } = two;
    expect(two).toMatchObject({ status: 'formalities_done', formalitiesDoneAt: takenAt, stage: null, waitingFor: null });
    expect(heard).toEqual([`学府名苑 9-602 lease_filing ${filed}`, `学府名苑 9-602 handover ${handed}`, `done ${takenAt}`]);
    const added = (await stage.staff(east).specialist.send('POST', `deals/${deal.id}/steps`, { name: { zh: '补办发票', en: 'Invoice' }, waitsFor: 'tax_office', clientPresent: false, required: true, reason: '租客要求' })).body;
    expect(added).toMatchObject({ status: 'taken', formalitiesDoneAt: null, stage: { zh: '补办发票' } });
    const invoice = (await stepsOf(east, deal)).steps.at(-1)!;
    expect(invoice).toMatchObject({ addedBy: '孙莉', addedReason: '租客要求', position: 70, required: true });
    await act(east, deal, 'handover', 'reopen', { reason: '水表抄错' });
    expect(heard.slice(3)).toEqual(['again: 增加手续：补办发票', 'reopened handover']);
  });

  test('PB-4.10 reading 11: a step goes in front of another, and the others move on', async () => {
    const deal = await taken(east);
    const { id: beforeStepId } = await stepOf(east, deal, 'handover');
    const { specialist } = stage.staff(east);
    const add = (more: object) => specialist.send('POST', `deals/${deal.id}/steps`, { name: { zh: '公证', en: 'Notary' }, waitsFor: 'client', clientPresent: false, required: true, reason: '银行要求', ...more });
    expect((await add({ beforeStepId, expectedOn: '2026-09-25' })).status).toBe(201);
    expect((await stepsOf(east, deal)).steps.slice(0, 3).map((s) => [s.name.zh, s.position])).toEqual([['租赁备案', 10], ['公证', 20], ['交房结算', 30]]);
    expect((await add({ beforeStepId: deal.id })).body.errors).toMatchObject([{ field: 'beforeStepId' }]);
    expect((await add({ reason: '' })).status).toBe(400);
  });
});
