import { deviceMaker, must, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-03-04T02:00:00.000Z');

test("OC-3.5.3 operators' faulty stock stands in the monthly report, due on the 5th of the next month", async () => {
  const { who } = maker.here;
  await maker.here.posted('陇东', 'account', '2026-01-20');
  const operator: Json = await who.account.post(`${OC}/operators`, { departmentUnitId: maker.here.unit('department'), name: '陇东移动', contacts: [], ownerUserId: maker.here.id('account'), since: '2026-03-01' });
  const report: Json = await who.account.post(`${OC}/monthly-reports`, { month: '2026-02' });
  expect(report.obligations).toMatchObject([{ clauseId: 'OC-3.5.3', dueAt: '2026-03-05T16:00:00.000Z' }]);
  const at = `${OC}/monthly-reports/${report.id}`;
  await must(who.account, 'PUT', `${at}/parts`, { parts: ['stations', 'operators', 'incidents', 'other'].map((key) => ({ part: `work.${key}`, none: true })) });
  expect(await who.account.refused(422, 'POST', `${at}/submit`)).toMatchObject({ clause: 'OC-3.5.3', errors: [{ field: 'stock.faulty' }] });
  await must(who.account, 'PUT', `${at}/faulty-stock`, { lines: [{ operatorId: operator.id, model: 'C118', units: 4, oldestOn: '2026-01-03' }] });
  expect(await who.account.post(`${at}/submit`)).toMatchObject({ status: 'submitted', obligations: [{ status: 'met' }], faultyStock: [{ operatorName: '陇东移动', ageDays: 60 }] });
  expect((await who.manager.get(`${OC}/faulty-stock?month=2026-02`)).items).toMatchObject([{ model: 'C118', units: 4 }]);
});
