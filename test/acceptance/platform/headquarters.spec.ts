import { testPlatform } from '@luyue/testing/platform';
import { company, type Company, HQ_STAFF } from '../../../infra/local/company.mjs';
import { DISTRIBUTOR_STAFF, DISTRIBUTOR_UNITS } from '../../../infra/local/distributor-staff.mjs';
import { OUTSTATION_STAFF, OUTSTATION_UNITS } from '../../../infra/local/outstation-staff.mjs';
import { DV, known } from '../distributor.ts';
import { OC } from '../outstation.ts';
import { eventually, type Json, naming, START_MS } from '../stage.ts';

let hq: Company;
let visits: Company;
let channel: Company;
beforeAll(async () => {
  const { url: gatewayUrl, operatorKey } = await testPlatform();
  hq = await company({ ...naming('HQ4'), gatewayUrl, operatorKey, kind: 'headquarters', modules: ['utility-care', 'property-brokerage', 'distributor-visits', 'outstation-channel'], staff: HQ_STAFF, units: [{ key: 'watch', name: '客户服务管理部', kind: 'department' }] });
  const below = { gatewayUrl, by: hq.admin, kind: 'subsidiary' as const, parentId: hq.tenant.id };
  [visits, channel] = await Promise.all([
    company({ ...naming('HQV'), ...below, modules: ['distributor-visits'], staff: DISTRIBUTOR_STAFF, units: DISTRIBUTOR_UNITS }), company({ ...naming('HQC'), ...below, modules: ['outstation-channel'], staff: OUTSTATION_STAFF, units: OUTSTATION_UNITS }),
  ]);
}, START_MS);

const contextsOf = (page: Json): string[] => [...new Set<string>(page.rows.map((row: Json) => row.clauseId.split('-')[0]))].toSorted();

test('PF-16 a headquarters compares the clauses of all four contexts; a subsidiary sees those of its own', async () => {
  const [supervisor, visitSupervisor, manager] = await Promise.all([hq.signIn('supervisor'), visits.signIn('supervisor'), channel.signIn('manager')]);
  // DV-3.2b: a new customer owes its inquiry card, given at once; OC-3.6: an incident owes its first report, made at once.
  const customer = await known(visitSupervisor, visits.units['east']!);
  await visitSupervisor.post(`${DV}/customers/${customer.id}/inquiry-card/give`, { way: 'mail' });
  const incident = await eventually('the department is known', async () => {
    const { status, body } = await manager.send('POST', `${OC}/incidents`, { body: { departmentUnitId: channel.units['department'], title: '消协转来投诉', summary: '三修未好', bodies: ['consumer_association'] } });
    if (status >= 400 && body.errors?.[0]?.code !== 'unknown_unit') throw new Error(JSON.stringify(body));
    return status === 201 && body;
  });
  await manager.post(`${OC}/incidents/${incident.id}/reports`, { text: '已到现场' });

  const cellOf = (row: Json, of: Company): Json => row?.cells.find((c: Json) => c.columnId === of.tenant.id);
  // Each is due in a month of its own: the card thirty days on.
  const inquiryMonth = new Date(Date.parse(customer.registeredAt) + (30 * 24 + 8) * 3_600_000).toISOString().slice(0, 7);
  const incidentMonth = new Date(Date.parse(incident.nextReportDueAt) + 8 * 3_600_000).toISOString().slice(0, 7);
  for (const [clauseId, month, of] of [['DV-3.2b', inquiryMonth, visits], ['OC-3.6', incidentMonth, channel]] as const) {
    const cell = await eventually(`${clauseId} is counted`, async () => {
      const page = await supervisor.get(`/v1/insight/compliance?month=${month}`);
      const found = cellOf(page.rows.find((row: Json) => row.clauseId === clauseId), of);
      return found?.inTime > 0 && { page, found };
    });
    expect(cell.found).toMatchObject({ inTime: 1 });
    expect(contextsOf(cell.page)).toEqual(expect.arrayContaining(['DV', 'OC', 'PB', 'UC']));
    expect(cell.page.columns.map((c: Json) => c.id)).toEqual(expect.arrayContaining([visits.tenant.id, channel.tenant.id]));
  }
  const own = contextsOf(await manager.get('/v1/insight/compliance'));
  expect([own.includes('OC'), own.includes('DV'), own.includes('UC')]).toEqual([true, false, false]);
});
