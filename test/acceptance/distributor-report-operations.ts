import { DV } from './distributor.ts';
import { emptyAsNone } from './distributor-reports.ts';
import type { Ask, DistributorPlace } from './distributor-operations.ts';
import type { Json } from './stage.ts';

/** Every operation of grades: a scheme of the region, cards, a grade, an override. */
export async function everyGradeOperation(of: DistributorPlace['of'], { supervisor }: DistributorPlace['who'], region: Json, ask: Ask): Promise<void> {
  const unitId = of.units['east'];
  const items = [{ key: 'nature', name: { zh: '性质', en: 'Nature' }, weight: 70, kind: 'manual' }, { key: 'sales', name: { zh: '销售额', en: 'Sales' }, weight: 30, kind: 'fact', fact: 'sales' }];
  await supervisor.post(`${DV}/grade-schemes`, { regionId: region.id, unitId, items, thresholds: { A: 85, B: 70, C: 50 }, reason: '首版' });
  await supervisor.get(`${DV}/grade-schemes`);
  await supervisor.post(`${DV}/grade-cards`, { regionId: region.id, unitId });
  const [card] = (await supervisor.get(`${DV}/grade-cards?regionId=${region.id}`)).items;
  await ask(supervisor, 'PUT', `${DV}/grade-cards/${card.id}/items/nature`, { score: 90, reason: '省级代理' });
  await supervisor.post(`${DV}/grade-cards/${card.id}/close`);
  await supervisor.post(`${DV}/grade-cards/${card.id}/override`, { grade: 'C', reason: '付款慢' });
  await supervisor.get(`${DV}/grade-cards/${card.id}`);
  await supervisor.get(`${DV}/customers/${card.subjectId}/grades`);
}

/** Every operation of daily, urgent and monthly reports, after a visit of the visitor's today. */
export async function everyReportOperation(of: DistributorPlace['of'], { supervisor, visitor, superior, leader }: DistributorPlace['who'], ask: Ask): Promise<void> {
  const draft = await visitor.get(`${DV}/daily-reports/mine`);
  const daily = `${DV}/daily-reports/${draft.id}`;
  const { matters: [matter], version } = await ask(visitor, 'PUT', `${daily}/matters`, { matters: [{ title: '同行新品', course: '已铺货', result: '客户要求跟价', kind: 'new_product' }] }, draft.version);
  await ask(visitor, 'PUT', `${daily}/parts`, { parts: emptyAsNone(await visitor.get(daily)) }, version);
  await visitor.post(`${daily}/submit`);
  await supervisor.post(`${daily}/read`);
  await supervisor.post(`${daily}/comments`, { text: '写得细' });
  await supervisor.post(`${daily}/return`, { reason: '补一句' });
  await visitor.post(`${daily}/submit`);
  await supervisor.post(`${daily}/triage`, { items: [{ matterId: matter.id, to: 'beyond' }] });
  await supervisor.post(`${daily}/accept`);
  await supervisor.get(`${DV}/daily-reports`);
  await ask(supervisor, 'GET', `${daily}/file`);

  const dropped = await supervisor.post(`${DV}/urgent-reports`, { matterId: matter.id, kind: 'other' });
  await supervisor.post(`${DV}/urgent-reports/${dropped.id}/drop`, { reason: '换一类再报' });
  await supervisor.post(`${daily}/triage`, { items: [{ matterId: matter.id, to: 'beyond' }] });
  const opened = await supervisor.post(`${DV}/urgent-reports`, { matterId: matter.id, kind: 'new_product' });
  const urgent = `${DV}/urgent-reports/${opened.id}`;
  await ask(supervisor, 'PUT', `${urgent}/parts`, { parts: emptyAsNone(opened) }, opened.version);
  await supervisor.post(`${urgent}/file`);
  await superior.post(`${urgent}/comments`, { text: '先稳住' });
  await superior.post(`${urgent}/acknowledge`, { comment: '周一定价' });
  for (const path of [`${DV}/urgent-reports`, urgent]) await superior.get(path);
  await ask(superior, 'GET', `${urgent}/paper`);

  // A month that is over: nobody waits for it.
  const month = await supervisor.post(`${DV}/monthly-reports`, { unitId: of.units['east'], month: '2026-01' });
  const monthly = `${DV}/monthly-reports/${month.id}`;
  await ask(supervisor, 'PUT', `${monthly}/parts`, { parts: emptyAsNone(month) }, month.version);
  await supervisor.post(`${monthly}/submit`);
  await leader.post(`${monthly}/comments`, { text: '好' });
  for (const path of [`${DV}/monthly-reports`, monthly]) await leader.get(path);
  await ask(leader, 'GET', `${monthly}/file`);
}
