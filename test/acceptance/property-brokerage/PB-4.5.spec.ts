import { BEGIN, owedBy, PB, PHONE, propertyCompany } from '../property.ts';
import { finishPath, stepOf } from '../property-steps.ts';
import { HOUR } from '../stage.ts';

const property = propertyCompany(BEGIN);
const EARLY = '房东先交钥匙';

test('PB-4.5 a step entered within 24 hours of its end is met; entered later it is met late, with the breach at the due time, and what was fulfilled stays when the end is undone', async () => {
  const { who } = property.here;
  const deal = await property.here.assignedLease();
  const finish = await finishPath(property.here, deal, 'handover');
  let found = await who.specialist.post(finish, { finishedAt: BEGIN, result: '钥匙 3 把', phone: PHONE, outOfOrderReason: EARLY });
  expect(owedBy(found, 'PB-4.5')).toMatchObject([{ status: 'met', parameterKey: 'pb.step.recordHours', startedAt: BEGIN, dueAt: '2026-09-19T02:00:00.000Z', owner: { userId: property.here.of.people['specialist']!.id } }]);
  const { id } = await stepOf(property.here, deal, 'handover');
  await who.specialist.post(`${PB}/deals/${deal.id}/steps/${id}/reopen`, { reason: '日期写错' });
  const wasOver = new Date(Date.parse(BEGIN) - 25 * HOUR).toISOString();
  found = await who.specialist.post(finish, { finishedAt: wasOver, phone: PHONE, outOfOrderReason: EARLY });
  const due = new Date(Date.parse(BEGIN) - HOUR).toISOString();
  expect(owedBy(found, 'PB-4.5').map((o) => [o.startedAt, o.status, o.dueAt, o.breachedAt])).toEqual([[wasOver, 'met_late', due, due], [BEGIN, 'met', '2026-09-19T02:00:00.000Z', null]]);
});

test('PB-4.5 an end in the future is refused, and so is anybody but the specialist of the deal', async () => {
  const { who } = property.here;
  const deal = await property.here.assignedLease();
  const finish = await finishPath(property.here, deal, 'handover');
  const body = { finishedAt: '2026-12-01T00:00:00.000Z', phone: PHONE, outOfOrderReason: EARLY };
  expect(await who.specialist.refused(400, 'POST', finish, body)).toMatchObject({ clause: 'PB-4.5', errors: [{ field: 'finishedAt', code: 'future' }] });
  expect(await who.specialist2.refused(422, 'POST', finish, { ...body, finishedAt: BEGIN })).toMatchObject({ clause: 'PB-3.2' });
  expect(await who.agent.refused(403, 'POST', finish, { ...body, finishedAt: BEGIN })).toMatchObject({ permission: 'deal.work' });
});

test('PB-4.5b a step out of the order of its template is refused without a reason; with one it is kept and counted', async () => {
  const { who } = property.here;
  const deal = await property.here.assignedLease();
  const finish = await finishPath(property.here, deal, 'handover');
  expect(await who.specialist.refused(422, 'POST', finish, { finishedAt: BEGIN, phone: PHONE })).toMatchObject({ clause: 'PB-4.5b', code: 'out_of_order', allowed: ['lease_filing'] });
  await who.specialist.post(finish, { finishedAt: BEGIN, phone: PHONE, outOfOrderReason: EARLY });
  const view = await who.agent.get(`${PB}/deals/${deal.id}/steps`);
  expect(view).toMatchObject({ outOfOrder: 1, stage: 'lease_filing', waitingFor: 'specialist' });
  expect(view.steps.find((s: { key: string }) => s.key === 'handover')).toMatchObject({ outOfOrderReason: EARLY, guide: { version: '1.0' } });
});

test('PB-4.5b a deal keeps the guides it started with, and shows those that came out since', async () => {
  const { who } = property.here;
  const deal = await property.here.assignedLease({ city: '改版市' });
  const before = (await who.agent.get(`${PB}/deal-templates`)).items.find((t: { kind: string; id: string | null }) => t.kind === 'lease' && !t.id);
  const steps = before.steps.map((s: { key: string; guide: object }) => (s.key === 'handover' ? { ...s, guide: { ...s.guide, version: '2.0', effectiveFrom: '2026-09-18' } } : s));
  await who.supervisor.post(`${PB}/deal-templates`, { kind: 'lease', city: '改版市', steps, documents: before.documents, reason: '指引改版' });
  expect(await who.specialist.get(`${PB}/deals/${deal.id}/steps`)).toMatchObject({ edition: 0, newerEdition: 1 });
  expect(await stepOf(property.here, deal, 'handover')).toMatchObject({ guide: { version: '1.0' }, newerGuide: { version: '2.0' } });
});
