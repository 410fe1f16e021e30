// What outstation staff do in the weeks that the smoke plays (see smoke-channel.mjs).
import { inGroups } from './client.mjs';
import { expectOwed, expectRefusal, expectSame, restAsNone } from './smoke-checks.mjs';

const OC = '/v1/outstation-channel';
const owed = async (who, clauseId, status) => (await who.get(`${OC}/obligations?clauseId=${clauseId}&status=${status}&limit=100`)).items;
/** Who is posted where since when, with their scores from January to March. */
const POSTED = [
  ['account', 'account_manager', ['兰州'], '2025-01-01', [80.5, 81, 79.5]], ['account2', 'account_manager', ['河西'], '2026-01-15', [70, 65, 55]], ['account3', 'account_manager', ['陇东'], '2025-11-01', [81, 80.5, 79.5]],
  ['parts', 'parts_manager', ['兰州'], '2025-11-15', [90, 88, 91]], ['technician', 'technician', ['天水'], '2025-09-01', [75, 70, 58]],
];

/** OC-4.5, OC-4.7: staff of three kinds, posted by the rules. */
export async function post(maker, log) {
  const { who: { manager, engineer }, id, department, region, stations } = maker;
  const people = await inGroups(POSTED, ([key, kind]) => manager.post(`${OC}/staff`, { userId: id(key), departmentUnitId: department, kind, hire: key === 'technician' ? 'local' : 'posted', engineerUserId: id('engineer'), employedOn: '2024-01-01', contact: { phone: '13900001111' } }));
  const open = ([, , names, startsOn], i) => manager.post(`${OC}/postings`, { staffId: people[i].id, regionIds: names.map((name) => region(name).id), startsOn });
  // The department ranks and rotates from its first posting on.
  const first = await open(POSTED[0], 0);
  const postings = [first, ...await inGroups(POSTED.slice(1), (each, i) => open(each, i + 1))];
  const more = (name) => ({ regionIds: [region(name).id], fromOn: '2026-04-02' });
  const together = await manager.refused(400, 'POST', `${OC}/postings/${postings[2].id}/regions`, more('河西'));
  expectRefusal(together, 'OC-4.5');
  await manager.post(`${OC}/postings/${postings[2].id}/regions`, more('平凉'));
  maker.postings = Object.fromEntries(POSTED.map(([key], i) => [key, postings[i]]));
  maker.staff = Object.fromEntries(POSTED.map(([key], i) => [key, people[i]]));
  await engineer.put(`${OC}/station-supervisions/${stations[0].id}`, { userId: id('account'), since: '2026-04-01' });
  const vacant = (await engineer.get(`${OC}/staffing`)).items.filter((l) => l.deviations.includes('vacant'));
  log(`  ${people.length} people of three kinds posted; 河西, of class 2, beside 陇东 in one posting: ${together.errors[0].code} (${together.clause}), the adjacent 平凉 is; still vacant: ${vacant.map((l) => l.name).join('、')}`);
}

/** OC-3.6: a complaint that reached a consumer body runs its clocks to the end. */
export const handleIncident = {
  async open({ who: { account, headquarters, s01 }, department, stations }, log) {
    await account.post(`${OC}/station-records`, { stationUnitId: stations[0].id, kind: 'status_check', heldOn: '2026-04-02', score: 86, text: '店面整洁，台账齐' });
    const opened = await account.post(`${OC}/incidents`, { departmentUnitId: department, stationUnitId: stations[0].id, title: '消协转来投诉', summary: '同机三修未好', bodies: ['consumer_association'] });
    const at = `${OC}/incidents/${opened.id}`;
    expectRefusal(await account.refused(409, 'POST', `${at}/resolve`, { resolution: '没报过' }), 'OC-3.6');
    const reported = await account.post(`${at}/reports`, { text: '已到现场，换机' });
    expectSame(reported.obligations.map((o) => `${o.parameterKey} ${o.status}`), ['oc.incident.firstReportHours met', 'oc.incident.updateHours open'], 'OC-3.6 after the first report');
    await s01.refused(403, 'GET', at);
    const seen = (await headquarters.get(`${OC}/incidents?status=reported`)).items;
    expectSame(seen.map((i) => i.id), [opened.id], 'incidents that headquarters see');
    log(`  ${opened.title} (消费者协会): first report due ${opened.nextReportDueAt}, made; the next update due ${reported.nextReportDueAt}; the station does not see it`);
    return opened;
  },
  async end({ who: { account } }, { id }, log) {
    const { obligations, exposure } = await account.post(`${OC}/incidents/${id}/resolve`, { resolution: '换机并致歉，用户撤诉', lessons: '首修不好就该上门' });
    expectSame(obligations.map((o) => o.status), ['met', 'met'], 'OC-3.6 when it is resolved');
    log(`  resolved inside the 24 hours, exposure ${exposure}: OC-3.6 met twice`);
  },
};

/** OC-3.1.2a: what is left of the minutes at 24:00 runs on from 08:00. */
export async function answerPing({ who: { engineer, account }, staff, moveTo }, log) {
  const ping = await engineer.post(`${OC}/reach-calls`, { staffId: staff.account.id, kind: 'ping', message: '请回电' });
  expectSame(ping.dueAt.slice(0, 16), '2026-04-03T00:15', 'the ping of 23:45 is due 08:15');
  await moveTo('2026-04-03T00:10:00.000Z');
  const { status } = await account.post(`${OC}/reach-calls/${ping.id}/answer`, { text: '收到' });
  expectSame([status, (await owed(engineer, 'OC-3.1.2a', 'met')).length], ['answered', 1], 'the answer');
  log(`  a ping on 2 April at 23:45 is due ${ping.dueAt}, ${status} at 08:10: OC-3.1.2a met`);
}

/** OC-3.1.4a, OC-3.1.4b: paid line by line against approved trips. */
export async function settleClaim({ who: { account, manager, headquarters, assistant } }, log) {
  const trip = await account.post(`${OC}/trips`, { purpose: '巡检授权站', destination: '天水', fromOn: '2026-03-10', toOn: '2026-03-12' });
  const approver = await manager.refused(403, 'POST', `${OC}/trips/${trip.id}/decide`, { decision: 'approved' });
  await headquarters.post(`${OC}/trips/${trip.id}/decide`, { decision: 'approved' });
  const line = (onDate, amount) => ({ kind: 'fare', text: '兰州至天水', onDate, amount, tripId: trip.id });
  const claim = await account.put(`${OC}/travel-claims/own/2026-03`, { lines: [line('2026-03-10', '200.00'), line('2026-03-11', '80.00'), line('2026-03-13', '50.00')] });
  const sent = await account.post(`${OC}/travel-claims/${claim.id}/post`, {});
  expectSame(sent.lines.map((l) => l.refusal?.code ?? l.status), ['claimed', 'claimed', 'not_covered'], 'the lines');
  await assistant.post(`${OC}/travel-claims/${claim.id}/receive`);
  const settled = await assistant.post(`${OC}/travel-claims/${claim.id}/settle`);
  expectSame([settled.paid, settled.refused], ['280.00', '50.00'], 'the claim');
  const [met] = await owed(manager, 'OC-3.1.4a', 'met');
  log(`  a trip approved by headquarters (the manager may not: ${approver.code}); the line outside it refused (not_covered OC-3.1.4b), ${settled.paid} paid; vouchers received before ${met.dueAt}: OC-3.1.4a met`);
}

/** OC-3.1.3: prefilled from the week's records, due on Monday at 13:00, guided by the engineer. */
export async function reportWeek({ who: { account, engineer } }, log) {
  const draft = await account.post(`${OC}/weekly-reports`, { day: '2026-04-02' });
  const at = `${OC}/weekly-reports/${draft.id}`;
  const filled = draft.sections.flatMap((s) => s.parts).filter((p) => p.items.length);
  expectSame(filled.map((p) => p.key), ['stations', 'incidents'], 'what the week filled');
  await account.put(`${at}/parts`, { parts: restAsNone(draft, ['plan.work']) });
  const gap = expectRefusal(await account.refused(422, 'POST', `${at}/submit`), 'OC-3.1.3');
  await account.put(`${at}/parts`, { parts: [{ part: 'plan.work', words: '盘点备件，回访兰州第2授权站' }] });
  const sent = await account.post(`${at}/submit`);
  const met = sent.obligations.find((o) => o.parameterKey === 'oc.weekly.weekday');
  expectSame([met.status, met.dueAt, sent.mails.map((m) => m.copy)], ['met', '2026-04-06T05:00:00.000Z', [false, true]], 'the weekly report');
  const guided = await engineer.post(`${at}/guide`, { guidance: '先跑兰州第2站，备件盘点周三前交' });
  expectSame(guided.obligations.find((o) => o.parameterKey === 'oc.weekly.guideHours').status, 'met', 'the guidance');
  log(`  ${draft.number} filled itself with "${filled[0].items[0].text}"; without ${gap.errors[0].field} refused, submitted before Monday 13:00 (${met.dueAt}), e-mailed to the engineer with a copy to the manager, guided: OC-3.1.3 met twice`);
}

/** OC-1.3, OC-4.2, OC-4.3, OC-4.1, OC-4.6: scores, the quarter's ranking, the half-year's round, a handover. */
export async function rankAndRotate(maker, log) {
  const { who: { manager, engineer, headquarters, account, account3 }, department, region, id } = maker;
  await manager.post(`${OC}/staff-score-schemes`, { items: [{ key: 'work', name: { zh: '履职', en: 'Duties' }, weight: 100, kind: 'manual' }], reason: '绩效考核制度 2026 版' });
  for (const [i, month] of ['2026-01', '2026-02', '2026-03'].entries()) {
    const { items } = await engineer.post(`${OC}/staff-scores/open`, { departmentUnitId: department, month });
    await inGroups(POSTED, async ([key, , , , scores]) => {
      const card = items.find((c) => c.subjectName === maker.of.people[key].name);
      await engineer.post(`${OC}/staff-scores/${card.id}/items/work/score`, { score: scores[i], reason: '当月履职' });
      await engineer.post(`${OC}/staff-scores/${card.id}/close`);
    });
  }
  const closed = await owed(manager, 'OC-1.3', 'met');
  const { period, lines } = await manager.post(`${OC}/staff-rankings`, { departmentUnitId: department, month: '2026-01' });
  const [ranked] = await owed(manager, 'OC-4.2', 'met');
  const accounts = lines.filter((l) => POSTED.slice(0, 3).some(([key]) => maker.of.people[key].name === l.name));
  expectSame(accounts.map((l) => l.rank).toSorted(), [1, 1, 3], 'the tie');
  if (!ranked) throw new Error('OC-4.2 is not met');
  log(`  scores of three months closed, OC-1.3 ${closed.length} met; ${period} ranked: ${accounts.map((l) => `${l.rank} ${l.name} ${l.average}`).join(', ')}: OC-4.2 met, due ${ranked.dueAt}`);

  const round = await manager.post(`${OC}/rotation-rounds`, { departmentUnitId: department });
  const proposals = (await headquarters.get(`${OC}/rotation-proposals?roundId=${round.id}`)).items;
  const of = (key) => proposals.find((p) => p.staffName === maker.of.people[key].name);
  expectSame(['account', 'account2', 'technician'].map((key) => `${of(key)?.rule} ${of(key)?.protected}`), ['full_year false', 'low_score true', 'low_score false'], 'proposals');
  const decide = (key, body) => headquarters.post(`${OC}/rotation-proposals/${of(key).id}/decide`, body);
  const move = { decision: 'move', text: '半年调整', on: '2026-04-20', regionIds: [region('西宁').id] };
  const kept = expectRefusal(await headquarters.refused(422, 'POST', `${OC}/rotation-proposals/${of('account2').id}/decide`, move), 'OC-4.1', 'protected');
  await decide('account2', { decision: 'keep', text: '未满半年，先改进' });
  await decide('technician', { decision: 'keep', text: '三月缺勤有因，再看一季' });
  const moved = await decide('account', { ...move, text: '满一年轮换', takerUserId: id('account3') });
  expectOwed(moved.obligations, 'OC-4.3', 'met', moved.staffName);
  const { status } = await headquarters.post(`${OC}/rotation-rounds/${round.id}/close`);
  log(`  the half-year's round ${status}: ${proposals.map((p) => `${p.staffName} ${p.rule}${p.protected ? ' (protected)' : ''}`).join(', ')}; moving the protected one: ${kept.code} (${kept.clause}); ${moved.staffName} moves on ${moved.decision.on}`);

  const one = `${OC}/postings/${maker.postings.account.id}/handover`;
  const open = expectRefusal(await account.refused(422, 'POST', `${one}/sign`, { as: 'giver' }), 'OC-4.6', 'items_open');
  const { handover } = await manager.get(`${OC}/postings/${maker.postings.account.id}`);
  await account.put(one, { items: handover.items.map(({ key }) => ({ key, state: 'handed_over' })) });
  await account.post(`${one}/sign`, { as: 'giver' });
  const second = await account3.post(`${one}/sign`, { as: 'taker' });
  const ended = await engineer.post(`${one}/sign`, { as: 'engineer' });
  expectSame([second.status, ended.status], ['in_handover', 'ended'], 'the posting');
  const met = expectOwed(ended.obligations, 'OC-4.6', 'met', moved.staffName);
  log(`  handover: refused with the list open (${open.clause}); signed by ${ended.handover.signatures.map((s) => s.name).join('、')}, and only then ended: OC-4.6 met, due ${met.dueAt}`);
}
