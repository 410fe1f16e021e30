import { DV } from './distributor.ts';
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
