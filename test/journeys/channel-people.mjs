// Regions with classes, staff with postings, scores and rotations.
const OC = '/v1/outstation-channel';
const DAY = 86_400_000;
/** A day of the tenant's zone, so many days from today. */
const dayOf = (days) => new Date(Date.now() + 8 * 3_600_000 + days * DAY).toISOString().slice(0, 10);
/** The month so many before this one. */
const monthBack = (back) => {
  const [year, month] = dayOf(0).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
};
const RULES = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
/** Weighed by the ledger and by the channel. */
const SCHEME = [
  { key: 'reports', name: { zh: '报告按时', en: 'Reports in time' }, weight: 20, kind: 'ledger', clauses: ['OC-3.1.3', 'OC-3.5.3', 'OC-3.3.3'] },
  { key: 'work', name: { zh: '工作表现', en: 'Work' }, weight: 80, kind: 'manual' },
];

/**
 * Four of the staff are posted: each stands under the same key in `stage.staff` and `stage.postings` for what is furnished after it.
 * @param {{device: object, who: Record<string, object>, region: {id: string}}} stage
 */
export async function peopleOf(stage) {
  const { device, who, region } = stage;
  const { manager, engineer, headquarters } = who;
  const departmentUnitId = device.units.department;
  const must = async (caller, method, path, body) => {
    const answer = await caller.send(method, `${OC}/${path}`, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const make = (name, more = {}) => manager.post(`${OC}/regions`, { name, departmentUnitId, ...more });
  const [north, south, hills] = [await make('陇东'), await make('陇南'), await make('天水', { oneStop: true })];
  await must(manager, 'PUT', `regions/${south.id}/neighbours`, { neighbourIds: [hills.id, north.id] });
  for (const back of [3, 2, 1]) {
    for (const [{ id }, units] of [[region, 105_000 + back * 35_000], [north, 52_000 + back * 17_000], [south, 9_000 - back * 200], [hills, 12_500]]) await must(manager, 'PUT', `regions/${id}/sales/${monthBack(back)}`, { lines: [{ model: 'C118', units, failures: 320 }, { model: 'X9', units: 600, failures: 41 }] });
    if (back > 1) await manager.post(`${OC}/sales-months/${monthBack(back)}/close`, { departmentUnitId });
  }
  const x9 = (await headquarters.get(`${OC}/device-models`)).items.find(({ name }) => name === 'X9');
  await headquarters.post(`${OC}/device-models/${x9.id}/flag`, { highFailure: true, from: `${monthBack(2)}-01`, reason: '主板批次缺陷' });

  const file = await manager.upload(`${OC}/attachments`, 'rules.pdf', RULES, 'application/pdf');
  await manager.post(`${OC}/handover-rules`, { departmentUnitId, title: '外派调动或离职工作交接规定', attachmentId: file.id, effectiveOn: dayOf(0) });

  const employ = (key, kind, phone, more = {}) => manager.post(`${OC}/staff`, { userId: device.people[key].id, departmentUnitId, kind, hire: 'posted', engineerUserId: device.people.engineer.id, employedOn: '2024-03-01', contact: { phone, email: `${key}@example.com`, address: '江州市人民路 18 号' }, ...more });
  const staff = { account: await employ('account', 'account_manager', '13900001101'), account2: await employ('account2', 'account_manager', '13900001102', { hire: 'local' }), parts: await employ('parts', 'parts_manager', '13900001103'), technician: await employ('technician', 'technician', '13900001104') };
  const post = (person, regions, startsOn) => manager.post(`${OC}/postings`, { staffId: person.id, regionIds: regions.map(({ id }) => id), startsOn });
  const postings = { account: await post(staff.account, [region], '2025-03-01'), account2: await post(staff.account2, [hills], dayOf(-60)), parts: await post(staff.parts, [north], '2026-03-01'), technician: await post(staff.technician, [region], '2025-10-01') };
  // Its class is known from the first close on.
  await manager.post(`${OC}/postings/${postings.account2.id}/regions`, { regionIds: [south.id], fromOn: dayOf(0) });
  Object.assign(stage, { staff, postings, regions: { north, south, hills } });

  const account = who.account;
  await account.post(`${OC}/staff/${staff.account.id}/absences`, { fromOn: dayOf(7), toOn: dayOf(9), deputyUserId: device.people.account2.id, reason: '家中有事' });
  await account.post(`${OC}/staff/${staff.account.id}/contact-changes`, { phone: '13900001199', changedOn: dayOf(-1) });
  const conduct = await manager.post(`${OC}/conduct-records`, { staffId: staff.technician.id, kind: 'refusal', occurredOn: dayOf(-20), text: '拒绝到陇东支援，理由不成立', evidence: [{ what: '派工通知和回复', where: '邮件存档 2026-11' }] });
  await who.technician.post(`${OC}/conduct-records/${conduct.id}/answer`, { text: '当天在江州处理批量故障，已电话说明。' });
  await scored(stage, { manager, engineer, headquarters, account, departmentUnitId });
  return { person: staff.account.id };
}

/** Three closed months of scores with one appeal, the ranking of the last whole quarter, and the round of this half year. */
async function scored({ postings }, { manager, headquarters, account, departmentUnitId }) {
  await headquarters.post(`${OC}/staff-score-schemes`, { items: SCHEME, reason: '按绩效考核制度' });
  const POINTS = { 李强: [88, 91, 86], 王磊: [90, 79, 82], 赵敏: [85, 85, 85], 孙涛: [72, 68, 55] };
  const thisMonth = Number(monthBack(0).slice(5));
  // The months of the last whole quarter.
  const quarter = [3, 2, 1].map((n) => ((thisMonth - 1) % 3) + n);
  for (const [at, back] of quarter.entries()) {
    const { items } = await manager.post(`${OC}/staff-scores/open`, { departmentUnitId, month: monthBack(back) });
    for (const card of items) {
      await manager.post(`${OC}/staff-scores/${card.id}/items/work/score`, { score: POINTS[card.subjectName][at], reason: '渠道评议' });
      await manager.post(`${OC}/staff-scores/${card.id}/close`);
      if (card.subjectName === '李强' && at === 2) await account.post(`${OC}/staff-scores/${card.id}/appeal`, { reason: '停电那天的周报应算按时' });
    }
  }
  await manager.post(`${OC}/staff-scores/open`, { departmentUnitId, month: monthBack(0) });
  await manager.post(`${OC}/staff-rankings`, { departmentUnitId, month: monthBack(quarter[2]) });
  await manager.post(`${OC}/rotation-rounds`, { departmentUnitId });
  await manager.post(`${OC}/rotation-proposals`, { postingId: postings.account2.id, rule: 'unfit', reason: '不熟悉当地运营商' });
  await manager.post(`${OC}/rotation-proposals`, { postingId: postings.parts.id, rule: 'half_year', reason: '江州备件周转慢，需要加强' });
}
