import { photo } from '../../../infra/local/pictures.mjs';
import { handOver, handoverPath, requestGas, settleFees, utilityPath } from '../property-handovers.ts';
import { BEGIN, owedBy, PB, propertyCompany } from '../property.ts';
import { DAY, eventually, gasCompany, type Json, TENANCY, UC } from '../stage.ts';

const property = propertyCompany(BEGIN);
const gas = gasCompany();
// The company's time begins on Friday 18 September 2026 at 10:00; the days before are working days.
const [MONDAY, WEDNESDAY, THURSDAY] = ['2026-09-14', '2026-09-16', '2026-09-17'].map((day) => `${day}T02:00:00.000Z`) as [string, string, string];
const clocks = (deal: Json): string[] => owedBy(deal, 'PB-4.9a').map((o) => `${o.status} ${o.startedAt} ${o.dueAt}`);
const deal = () => property.here.assignedLease({ signedAt: MONDAY });

test('PB-4.9a 1 working day from the later of handover and completed list, in either order, met by the specialist\'s receipt of F4', async () => {
  const { who } = property.here;
  for (const [handedOver, settled] of [[WEDNESDAY, THURSDAY], [THURSDAY, WEDNESDAY]] as const) {
    const one = await deal();
    expect(clocks(await handOver(who.agent, one, handedOver))).toEqual([]);
    expect(clocks(await settleFees(who.agent, one, settled))).toEqual([`open ${THURSDAY} 2026-09-18T16:00:00.000Z`]);
    await who.agent.post(handoverPath(one, 'f4/send'));
    expect(clocks(await who.specialist.post(handoverPath(one, 'f4/receive')))).toEqual([`met ${THURSDAY} 2026-09-18T16:00:00.000Z`]);
  }
});

test('PB-4.9a both done on the day before is late from the start (R6), and stays so when F4 comes', async () => {
  const { who } = property.here;
  const one = await deal();
  await handOver(who.agent, one, WEDNESDAY);
  const settled = await settleFees(who.agent, one, WEDNESDAY);
  expect(owedBy(settled, 'PB-4.9a')).toMatchObject([{ status: 'open', dueAt: '2026-09-17T16:00:00.000Z', breachedAt: '2026-09-17T16:00:00.000Z', owner: { userId: property.here.id('agent') } }]);
  await who.agent.post(handoverPath(one, 'f4/send'));
  expect(clocks(await who.specialist.post(handoverPath(one, 'f4/receive')))).toEqual([`met_late ${WEDNESDAY} 2026-09-17T16:00:00.000Z`]);
});

test('PB-4.9a F4 is not sent while a side has not confirmed; the specialist is told of it, and what is returned after its receipt is owed anew (R13)', async () => {
  const { who } = property.here;
  const one = await deal();
  await handOver(who.agent, one, THURSDAY);
  expect(await who.agent.refused(422, 'POST', handoverPath(one, 'f4/send'))).toMatchObject({ clause: 'PB-4.9a', code: 'f4_incomplete', errors: [{ field: 'lines' }] });
  await settleFees(who.agent, one, THURSDAY);
  await who.agent.post(handoverPath(one, 'f4/send'));
  await eventually('F4 in the specialist\'s inbox', async () => (await who.specialist.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'f4_sent' && JSON.stringify(m).includes(one.number)));
  expect(await who.specialist2.refused(422, 'POST', handoverPath(one, 'f4/receive'))).toMatchObject({ clause: 'PB-3.2' });
  await who.specialist.post(handoverPath(one, 'f4/receive'));
  const returned = await who.specialist.post(handoverPath(one, 'f4/return'), { reason: '水表底数抄错' });
  expect(owedBy(returned, 'PB-4.9a')).toMatchObject([{ status: 'met' }, { status: 'open', dueAt: '2026-09-20T16:00:00.000Z' }]);
  expect(await who.agent.get(handoverPath(one))).toMatchObject({ status: 'returned', returnReason: '水表底数抄错', totals: [{ side: 'seller', pays: '1250.50', net: '-1250.50' }, { net: '0.00' }] });
});

/** A deal whose F4, with the gas account of `home`, was received now. */
async function withF4(home: Json): Promise<Json> {
  const { agent, specialist } = property.here.who;
  const one = await property.here.assigned({ signedAt: MONDAY });
  await handOver(agent, one, THURSDAY, { utilities: [{ utility: 'gas', accountNumber: home.number }] });
  await settleFees(agent, one, THURSDAY);
  await agent.post(handoverPath(one, 'f4/send'));
  return specialist.post(handoverPath(one, 'f4/receive'));
}
/** The agreement of the two companies in force: all but the old holder's identity number may cross. */
async function agreed(): Promise<string> {
  const { admin } = property.here.who;
  const [purpose] = (await admin.get(`${TENANCY}/agreements/catalogue`)).items;
  const terms = purpose.events.map(({ event, needed, optional }: Json) => ({ event, fields: [...needed, ...optional.filter((field: string) => field !== 'oldHolderIdNumber')] }));
  const { id } = await admin.post(`${TENANCY}/agreements`, { code: gas.here.of.tenant.code, purpose: purpose.purpose, terms, reason: '过户互通' });
  await gas.here.who.admin.post(`${TENANCY}/agreements/${id}/accept`);
  return id;
}
const gasOf = async (one: Json): Promise<Json> => (await property.here.who.specialist.get(utilityPath(one))).items.find((i: Json) => i.utility === 'gas');
const until = (status: string, one: Json): Promise<Json> => eventually(`the application is ${status}`, async () => {
  const [latest] = (await gasOf(one)).applications;
  return latest?.status === status && latest;
});
/** The request as the gas company has it. */
const atTheGasCompany = (home: Json): Promise<Json> => eventually('the request is there', async () => {
  const { supervisor } = gas.here.who;
  const row = (await supervisor.get(`${UC}/transfers?limit=200`)).items.find((t: Json) => t.accountNumber === home.number);
  return row && supervisor.get(`${UC}/transfers/${row.id}`);
});

test('PB-4.9b, UC-5.2d, PF-10: gas is asked of the gas company, which works it to its end; the step here ends by itself, with the reading', async () => {
  const { specialist } = property.here.who;
  const { supervisor } = gas.here.who;
  const home = gas.here.home();
  const agreementId = await agreed();
  const one = await withF4(home);
  expect(owedBy(one, 'PB-4.9b')).toMatchObject([{ status: 'open', parameterKey: 'pb.utilities.workingDays', dueAt: '2026-09-22T16:00:00.000Z', owner: { userId: property.here.id('specialist') } }]);
  expect((await gasOf(one)).stepState).toBe('pending');
  await requestGas(specialist, one);
  const transfer = await atTheGasCompany(home);
  expect(transfer).toMatchObject({ status: 'requested', channel: 'partner', oldHolder: { name: '钱永年', phoneMasked: '136****4410', idNumberMasked: null }, newHolder: { name: '周子涵', phoneMasked: '139****7702' }, contractNumber: one.contractNumber, obligations: [{ clauseId: 'UC-5.2d' }] });
  expect(await until('acknowledged', one)).toMatchObject({ acknowledgement: transfer.number, withheld: ['oldHolderIdNumber'] });
  expect(owedBy(await specialist.get(`${PB}/deals/${one.id}`), 'PB-4.9b')).toMatchObject([{ status: 'met' }]);
  const { stepId } = await gasOf(one);
  expect(await specialist.refused(409, 'POST', `${PB}/deals/${one.id}/steps/${stepId}/finish`, { finishedAt: BEGIN, phone: '13800001111', outOfOrderReason: '先办' })).toMatchObject({ code: 'application_running', clause: 'PB-4.9b' });
  const path = `${UC}/transfers/${transfer.id}`;
  await supervisor.post(`${path}/accept`, { debt: '0' });
  await supervisor.post(`${path}/appointment`, { at: new Date((await gas.here.now()).getTime() + DAY).toISOString() });
  const picture = await supervisor.upload(`${UC}/attachments`, 'meter.png', photo(94), 'image/png');
  await supervisor.post(`${path}/read`, { reading: '1204.5', attachmentIds: [picture.id] });
  await supervisor.post(`${path}/complete`);
  expect(await until('done', one)).toMatchObject({ reading: '1204.5', debt: '0.00' });
  expect((await gasOf(one)).stepState).toBe('done');
  const done = await specialist.get(`${PB}/deals/${one.id}`);
  // The receipt of F4 has ended its own step before.
  const ofGas = (clause: string): Json[] => owedBy(done, clause).filter((o) => o.subject.title.endsWith('燃气过户'));
  expect([ofGas('PB-4.5'), ofGas('PB-4.8')]).toMatchObject([[{ status: 'met' }], [{ dueAt: expect.anything() }]]);
  expect((await specialist.get(`${PB}/deals/${one.id}/timeline?kind=status&limit=3`)).items).toContainEqual(expect.objectContaining({ title: '办完燃气过户', text: expect.stringContaining('表底数 1204.5') }));
  await endAgreement(agreementId);
});

const endAgreement = (id: string): Promise<Json> => property.here.who.admin.post(`${TENANCY}/agreements/${id}/end`, { reason: '合作到期' });

test('PB-4.9b, PF-10: the agreement ends in between; the request stops, with the reason on both sides, and is owed here anew (R13)', async () => {
  const { specialist } = property.here.who;
  const home = gas.here.home();
  const agreementId = await agreed();
  const one = await withF4(home);
  await requestGas(specialist, one, { agreementId });
  const transfer = await atTheGasCompany(home);
  await until('acknowledged', one);
  await endAgreement(agreementId);
  expect(await until('stopped', one)).toMatchObject({ reason: expect.stringContaining('合作协议已终止：合作到期') });
  expect((await gasOf(one)).stepState).toBe('rejected');
  expect(owedBy(await specialist.get(`${PB}/deals/${one.id}`), 'PB-4.9b').map((o) => o.status)).toEqual(['met', 'open']);
  await eventually('the gas company knows why', async () => (await gas.here.who.supervisor.get(`${UC}/transfers/${transfer.id}`)).history.some((h: Json) => h.text.includes('合作协议已终止')));
});

test('PB-4.9b by hand: early applications meet it at once when F4 opens it (reading 10); a refusal is owed anew, as long again (R13, reading 9)', async () => {
  const { specialist, agent } = property.here.who;
  const one = await property.here.assigned({ signedAt: MONDAY });
  await specialist.post(utilityPath(one, 'water/lodge'), { place: '自来水营业厅', lodgedAt: WEDNESDAY, acknowledgement: 'S-1', accountNumber: 'SH-88121' });
  expect(owedBy(await specialist.get(`${PB}/deals/${one.id}`), 'PB-4.9b')).toEqual([]);
  await handOver(agent, one, THURSDAY, { utilities: [{ utility: 'water', accountNumber: 'SH-88121' }] });
  await settleFees(agent, one, THURSDAY);
  await agent.post(handoverPath(one, 'f4/send'));
  expect(owedBy(await specialist.post(handoverPath(one, 'f4/receive')), 'PB-4.9b')).toMatchObject([{ status: 'met' }]);
  const refused = await specialist.post(utilityPath(one, 'water/result'), { result: 'refused', at: THURSDAY, reason: '缺产权证' });
  expect(owedBy(refused, 'PB-4.9b')).toMatchObject([{ status: 'met' }, { status: 'open', dueAt: '2026-09-22T16:00:00.000Z' }]);
  expect((await agent.get(`${PB}/utility-applications?status=refused`)).items).toMatchObject([{ dealNumber: one.number, reason: '缺产权证', clock: { clauseId: 'PB-4.9b' } }]);
});
