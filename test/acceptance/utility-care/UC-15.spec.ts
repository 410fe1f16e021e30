import { assign, EQUIPMENT, report, steps } from '../cases.ts';
import { gasCompany, type Json, UC } from '../stage.ts';

const gas = gasCompany();
const accountOf = async (home: { number: string; phone: string }): Promise<Json> => (await gas.here.who.callTaker.get(`${UC}/accounts?q=${home.phone.slice(-5)}&limit=20`)).items.find((hit: Json) => hit.number === home.number);

/** No answer carries the number in full, wherever in it. */
function expectMasked(answer: Json, phone: string): void {
  const text = JSON.stringify(answer);
  expect(text).not.toContain(phone);
  expect(text).not.toContain(phone.replaceAll('-', ''));
}

test('UC-15c phones are masked in the search, on the page of the household, its cases, work orders and callbacks', async () => {
  const home = gas.here.homes.find((h) => h.contacts.length > 0)!;
  const found = await steps(gas.here, 'technician2', await assign(gas.here, await report(gas.here, EQUIPMENT, { home }), 'technician2'), 'accept', 'depart');
  const hit = await accountOf(home);
  const { callTaker, technician2, supervisor } = gas.here.who;
  const answers = await Promise.all([
    callTaker.get(`${UC}/accounts?q=${home.phone.slice(-5)}`), callTaker.get(`${UC}/accounts/${hit.id}`), callTaker.get(`${UC}/cases/${found.id}`), callTaker.get(`${UC}/cases`), callTaker.get(`${UC}/cases/${found.id}/timeline`),
    technician2.get(`${UC}/work-orders/${found.workOrder.id}`), technician2.get(`${UC}/work-orders?assignee=me`), supervisor.get(`${UC}/callbacks`), supervisor.get(`${UC}/obligations?subjectId=${found.id}`),
  ]);
  for (const answer of answers) for (const phone of [home.phone, home.contacts[0]!.phone]) expectMasked(answer, phone);
  expect(answers[1].phoneMasked).toMatch(/\*+/);
  expect(answers[1].phoneMasked.slice(-2)).toBe(home.phone.slice(-2));
});

test('UC-15c a number is shown in full for a reason, and the look is on record with who and when', async () => {
  const home = gas.here.home();
  const { id } = await accountOf(home);
  const { callTaker, technician, supervisor } = gas.here.who;
  expect((await callTaker.refused(400, 'POST', `${UC}/accounts/${id}/reveal`, {})).errors).toMatchObject([{ field: 'reason' }]);
  expect((await callTaker.get(`${UC}/accounts/${id}/accesses`)).items).toEqual([]);
  const seen = await callTaker.post(`${UC}/accounts/${id}/reveal`, { reason: '回拨确认地址' });
  expect(seen.phone.replaceAll('-', '')).toBe(home.phone.replaceAll('-', ''));
  await technician.post(`${UC}/accounts/${id}/reveal`, { reason: '到楼下联系开门' });
  const looks = (await supervisor.get(`${UC}/accounts/${id}/accesses`)).items;
  expect(looks.map((look: Json) => [look.userId, look.userName, look.reason])).toEqual([[gas.here.id('technician'), '马晓东', '到楼下联系开门'], [gas.here.id('callTaker'), '周敏', '回拨确认地址']]);
  expect(looks.every((look: Json) => Math.abs(Date.parse(look.at) - Date.now()) < 60_000)).toBe(true);
});

test('UC-15c whoever may not reveal is refused, and no look is recorded', async () => {
  const home = gas.here.home();
  const { id } = await accountOf(home);
  const leader = await gas.here.person('leader-only', [{ code: 'leader', unitId: gas.here.unit('root') }]);
  expectMasked(await leader.get(`${UC}/accounts/${id}`), home.phone);
  expect(await leader.refused(403, 'POST', `${UC}/accounts/${id}/reveal`, { reason: '想看看' })).toMatchObject({ permission: 'account.reveal', clause: 'PF-6' });
  expect((await gas.here.who.supervisor.get(`${UC}/accounts/${id}/accesses`)).items).toEqual([]);
  expect(await gas.here.who.admin.refused(403, 'GET', `${UC}/accounts/${id}`)).toMatchObject({ permission: 'account.read' });
});

test('UC-15c a role limited to another unit sees neither the household nor its cases', async () => {
  const home = gas.here.home();
  const found = await report(gas.here, EQUIPMENT, { home });
  const outside = await gas.here.person('other-unit', [{ code: 'call_taker', unitId: gas.here.unit('rescue') }], gas.here.unit('rescue'));
  expect((await outside.get(`${UC}/accounts?q=${home.phone.slice(-5)}`)).items).toEqual([]);
  expect((await outside.get(`${UC}/cases`)).items).toEqual([]);
  for (const path of [`accounts/${found.account.id}`, `cases/${found.id}`, `obligations/${found.obligations[0].id}`]) await outside.refused(403, 'GET', `${UC}/${path}`);
  await outside.refused(403, 'POST', `${UC}/accounts/${found.account.id}/reveal`, { reason: '想看看' });
});

test('UC-15c the household\'s own number need not be known to open a case: the desk never types it', async () => {
  const home = gas.here.home();
  const { id } = await accountOf(home);
  const intake = await gas.here.who.callTaker.post(`${UC}/intakes`, { channel: 'counter' });
  const found = await gas.here.who.callTaker.post(`${UC}/cases`, { intakeId: intake.id, accountId: id, caller: { name: home.holderName }, ...EQUIPMENT });
  expect(found.caller.phoneMasked).toMatch(/\*/);
  expectMasked(found, home.phone);
});

test('UC-15c the record of looks cannot be changed or taken away', async () => {
  const { id } = await accountOf(gas.here.home());
  await gas.here.who.callTaker.post(`${UC}/accounts/${id}/reveal`, { reason: '核对来电号码' });
  for (const method of ['PUT', 'PATCH', 'DELETE', 'POST']) expect([404, 405]).toContain((await gas.here.who.manager.send(method, `${UC}/accounts/${id}/accesses`, { body: {} })).status);
  expect((await gas.here.who.supervisor.get(`${UC}/accounts/${id}/accesses`)).items).toHaveLength(1);
});
