// The main jobs, played through the gateway as users would: `npm start -- --smoke`. Prints each step with what it saw; rejects on failure.
import { randomBytes } from 'node:crypto';
import { eventually } from './client.mjs';
import { company, HQ_STAFF, people, qualify, STAFF } from './company.mjs';
import { DEMO_SEED, DEMO_UNITS, households } from './demo-households.mjs';
import { photo } from './pictures.mjs';
import { playChannel } from './smoke-channel.mjs';
import { playDeal } from './smoke-property.mjs';
import { playVisits } from './smoke-visits.mjs';

const UC = '/v1/utility-care';
const HOUR = 3_600;

/** @param {{gatewayUrl: string, operatorKey: string, log: (text: string) => void}} where */
export async function runSmoke({ gatewayUrl, operatorKey, log }) {
  const fresh = () => ({ gatewayUrl, operatorKey, run: randomBytes(3).toString('hex'), password: `Smoke-${randomBytes(9).toString('base64url')}` });
  const aside = [playVisits, playChannel].map((play) => beside(play, fresh()));
  await playGas({ gatewayUrl, operatorKey, log });
  for (const told of aside) await told(log);
}

/** Plays a job beside the others; what it says is told in one piece afterwards, also when it has failed. */
function beside(play, where) {
  const lines = [];
  const played = play(where, (text) => lines.push(text)).then(() => null, (error) => error);
  return async (log) => {
    const error = await played;
    lines.forEach(log);
    if (error) throw error;
  };
}

/** A gas group, and a property group that sells flats of its households. */
async function playGas({ gatewayUrl, operatorKey, log }) {
  const stage = await buildGroup({ gatewayUrl, operatorKey, log });
  const first = await networkRepair(stage, log);
  await alarm(stage, log);
  await equipment(stage, log);
  await complaint(stage, log);
  await referrals(stage, log);
  await overdueInSandbox(stage, log);
  await headquartersLooks(stage, first, log);
  await policyChanges(stage, log);
  await playDeal({ gatewayUrl, operatorKey, run: randomBytes(3).toString('hex'), password: stage.password, gas: { company: stage.east, home: stage.homes.at(-1) } }, log);
}

/** Step 1: a group, an unrelated company, each with its sandbox twin. */
export async function buildGroup({ gatewayUrl, operatorKey, log }) {
  const run = randomBytes(3).toString('hex');
  const password = `Smoke-${randomBytes(9).toString('base64url')}`;
  const base = { gatewayUrl, operatorKey, password };
  const hq = await company({ ...base, name: '江州燃气集团', code: `HQ-${run}`.toUpperCase(), kind: 'headquarters', domain: `hq.${run}.example`, staff: HQ_STAFF, units: [{ key: 'watch', name: '客服监督部', kind: 'dispatch_centre' }] });
  const child = (name, code, domain) => company({ ...base, by: hq.admin, name, code: `${code}-${run}`.toUpperCase(), kind: 'subsidiary', parentId: hq.tenant.id, domain: `${domain}.${run}.example`, staff: STAFF });
  const east = await child('城东燃气公司', 'EAST', 'east');
  const west = await child('城西燃气公司', 'WEST', 'west');
  const other = await company({ ...base, name: '海州燃气公司', code: `SEA-${run}`.toUpperCase(), kind: 'company', domain: `sea.${run}.example`, staff: STAFF });
  for (const place of [east, west, other]) await qualify(place, STAFF);
  await qualify(east, STAFF, { sandbox: true });
  const homes = households(DEMO_SEED, DEMO_UNITS[0], 60);
  for (const [place, sandbox] of [[east, false], [east, true], [other, false]]) {
    const manager = await place.signIn('supervisor', sandbox);
    await manager.post(`${UC}/accounts/bulk`, { accounts: homes.map((home) => ({ ...home, unitId: place.units.centre })) });
  }
  log(`1 ${hq.tenant.name} with ${east.tenant.name} and ${west.tenant.name}, unrelated ${other.tenant.name}; each has a sandbox twin; ${homes.length} households a company`);
  return { gatewayUrl, hq, east, west, other, homes, password };
}

/** Opens a case as a call-taker does: contact, type-ahead, preview, save. */
export async function openCase(taker, home, request) {
  const intake = await taker.post(`${UC}/intakes`, { channel: 'phone', callerPhone: home.phone });
  const { items } = await taker.get(`${UC}/accounts?q=${home.phone.slice(-5)}`);
  const account = items.find((hit) => hit.number === home.number);
  if (!account) throw new Error(`household ${home.number} not found by its phone`);
  return taker.post(`${UC}/cases`, { intakeId: intake.id, accountId: account.id, caller: { name: home.holderName, phone: home.phone.replaceAll('-', '') }, description: '来电报修', ...request });
}

/** The technician's steps up to `last`. */
export async function work(technician, order, last, more = {}) {
  let page;
  for (const step of ['accept', 'depart', 'arrive', 'handle', 'repair']) {
    const body = { ...(step === 'handle' && { note: '关上游阀，浓度降到 0' }), ...(step === 'repair' && { note: '更换密封圈，试压 0.4 MPa 30 分钟合格', attachmentIds: [(await technician.upload(`${UC}/attachments`, '压力表.png', photo(Math.floor(Math.random() * 1e9)), 'image/png')).id] }), ...more[step] };
    page = await technician.post(`${UC}/work-orders/${order}/${step}`, body);
    if (step === last) return page;
  }
  return page;
}

const owed = (of, clause, key) => of.obligations.filter((o) => o.clauseId === clause && (!key || o.parameterKey === key));
function expectClock(of, clause, status, key) {
  const found = owed(of, clause, key).at(-1);
  if (found?.status !== status) throw new Error(`${clause} ${key ?? ''} of ${of.number} is ${found?.status ?? 'absent'}, expected ${status}`);
  return found;
}

async function networkRepair({ east, homes }, log) {
  const [taker, dispatcher, technician, callback] = await Promise.all(['callTaker', 'dispatcher', 'technician', 'callback'].map((key) => east.signIn(key)));
  const home = homes[0];
  let found = await openCase(taker, home, { kind: 'repair', faultScope: 'network', symptom: 'fj', description: '阀门井渗漏，井盖边有气味' });
  const [handle, repair] = [expectClock(found, 'UC-7.3a', 'open'), expectClock(found, 'UC-7.3b', 'open')];
  log(`2 ${found.number} 报修 opened for ${home.holderName}; UC-7.3a due ${handle.dueAt}, UC-7.3b due ${repair.dueAt}, policy version ${handle.policyVersion}`);
  const again = await taker.post(`${UC}/intakes`, { channel: 'phone' });
  const duplicate = await taker.refused(409, 'POST', `${UC}/cases`, { intakeId: again.id, accountId: found.account.id, kind: 'repair', faultScope: 'network', caller: { name: home.holderName, phone: '13800001111' }, description: '又来电' });
  log(`  a second call of the same household: ${duplicate.code} ${duplicate.clause}, names ${duplicate.duplicates[0].number}`);
  const ids = await people(dispatcher);
  const refusal = await dispatcher.refused(422, 'POST', `${UC}/work-orders/${found.workOrder.id}/assign`, { userId: ids.get('0209') });
  log(`3 ${refusal.title} (${refusal.clause})`);
  await dispatcher.post(`${UC}/work-orders/${found.workOrder.id}/assign`, { userId: ids.get('0205') });
  await work(technician, found.workOrder.id, 'repair');
  found = await taker.get(`${UC}/cases/${found.id}`);
  expectClock(found, 'UC-7.3a', 'met');
  expectClock(found, 'UC-7.3b', 'met');
  await closeAndCallBack({ taker, callback }, found, log);
  return found;
}

/** Closing draws one repair in five for a callback, by a hash of its id; the complaint below is always drawn. */
async function closeAndCallBack({ taker, callback }, found, log) {
  const closed = await taker.post(`${UC}/cases/${found.id}/close`, { note: '用户确认恢复用气' });
  const due = (await callback.get(`${UC}/callbacks?status=due`)).items.find((c) => c.caseId === closed.id);
  log(`  ${closed.number}: UC-7.3a and UC-7.3b met, closed${due ? '' : '; not drawn for a callback'}`);
  if (due) await callBack(callback, due, log);
}

async function callBack(callback, due, log) {
  await callback.post(`${UC}/callbacks/${due.id}/attempts`, { outcome: 'reached', score: 5, opinion: '来得快' });
  const done = (await callback.get(`${UC}/callbacks?status=done`)).items.find((c) => c.id === due.id);
  if (done.obligation.status !== 'met') throw new Error(`UC-16b of ${due.caseNumber} is ${done.obligation.status}`);
  log(`  ${due.caseNumber} drawn for a callback: UC-16b due ${due.obligation.dueAt}, called back with ${done.score} points, met`);
}

async function alarm({ east, homes }, log) {
  const [taker, dispatcher, rescuer, manager] = await Promise.all(['callTaker', 'dispatcher', 'rescuer', 'manager'].map((key) => east.signIn(key)));
  let found = await openCase(taker, homes[1], { kind: 'alarm', symptom: 'lq', description: '厨房有燃气味' });
  const accept = expectClock(found, 'UC-5.1d', 'open', 'uc.alarm.acceptMinutes');
  const ids = await people(dispatcher);
  await dispatcher.post(`${UC}/work-orders/${found.workOrder.id}/assign`, { userId: ids.get('0301') });
  await work(rescuer, found.workOrder.id, 'arrive');
  found = await dispatcher.post(`${UC}/cases/${found.id}/grade`, { severity: 'major', reason: '楼道浓度 20% LEL' });
  expectClock(found, 'UC-5.1c', 'open');
  const urgent = await eventually('the leader is told', async () => (await manager.get('/v1/notification/inbox')).items.find((m) => m.link.includes(found.id)));
  found = await manager.post(`${UC}/cases/${found.id}/acknowledge-report`);
  expectClock(found, 'UC-5.1c', 'met');
  expectClock(found, 'UC-5.1d', 'met', 'uc.alarm.arriveMinutes');
  log(`4 ${found.number} 报警: accept by ${accept.dueAt}; graded major, the leader got "${urgent.title.zh}" and acknowledged: UC-5.1c met`);
}

async function equipment({ east, homes }, log) {
  const [taker, dispatcher, technician] = await Promise.all(['callTaker', 'dispatcher', 'technician2'].map((key) => east.signIn(key)));
  const ids = await people(dispatcher);
  let found = await openCase(taker, homes[2], { kind: 'repair', faultScope: 'equipment', symptom: 'bz', description: '表不走字' });
  const before = expectClock(found, 'UC-7.4', 'open', 'uc.fault.equipment.arriveMinutes').dueAt;
  await dispatcher.post(`${UC}/work-orders/${found.workOrder.id}/assign`, { userId: ids.get('0206') });
  await work(technician, found.workOrder.id, 'depart');
  found = await taker.get(`${UC}/cases/${found.id}`);
  expectClock(found, 'UC-7.4', 'met', 'uc.fault.equipment.dispatchMinutes');
  await technician.post(`${UC}/work-orders/${found.workOrder.id}/no-access`, { note: '敲门没人应' });
  found = await taker.get(`${UC}/cases/${found.id}`);
  if (!expectClock(found, 'UC-7.4', 'open', 'uc.fault.equipment.arriveMinutes').pausedAt) throw new Error('the failed visit did not pause UC-7.4');
  const from = new Date(Date.now() + 2 * 3_600_000);
  found = await taker.post(`${UC}/cases/${found.id}/agree-window`, { from: from.toISOString(), to: new Date(from.getTime() + 2 * 3_600_000).toISOString(), agreedBy: homes[2].holderName, channel: 'phone' });
  const after = expectClock(found, 'UC-7.4', 'open', 'uc.fault.equipment.arriveMinutes');
  await technician.post(`${UC}/work-orders/${found.workOrder.id}/depart`);
  await technician.post(`${UC}/work-orders/${found.workOrder.id}/arrive`);
  found = await taker.get(`${UC}/cases/${found.id}`);
  expectClock(found, 'UC-7.4', 'met', 'uc.fault.equipment.arriveMinutes');
  log(`  ${found.number} 用户设备: due ${before}; nobody home paused it; the agreed window made it ${after.dueAt}; on site: UC-7.4 met`);
}

async function complaint({ east, homes }, log) {
  const [taker, second, callback] = await Promise.all(['callTaker', 'supervisor', 'callback'].map((key) => east.signIn(key)));
  let found = await openCase(taker, homes[3], { kind: 'complaint', symptom: 'ts', description: '约好上午来，下午才到' });
  expectClock(found, 'UC-7.6b', 'open', 'uc.complaint.replyHours');
  const ids = await people(taker);
  await taker.post(`${UC}/cases/${found.id}/transfer`, { toUserId: ids.get('0101'), reason: '涉及维修班排班，由主管查' });
  found = await taker.get(`${UC}/cases/${found.id}`);
  const ownerBefore = found.ownerName;
  await second.post(`${UC}/cases/${found.id}/transfer/accept`);
  await second.post(`${UC}/cases/${found.id}/investigate`, { entry: '查当日派工记录，上一单超时 40 分钟' });
  found = await second.post(`${UC}/cases/${found.id}/reply`, { content: '已向用户致歉，说明排班调整，用户接受', how: 'phone' });
  expectClock(found, 'UC-7.6b', 'met', 'uc.complaint.replyHours');
  found = await second.post(`${UC}/cases/${found.id}/close`, { note: '用户接受' });
  log(`  ${found.number} 投诉: stayed with ${ownerBefore} until ${found.ownerName} accepted (UC-16a); answered: UC-7.6b met; closed`);
  await callBack(callback, (await callback.get(`${UC}/callbacks?status=due`)).items.find((c) => c.caseId === found.id), log);
}

async function referrals({ east, homes }, log) {
  const taker = await east.signIn('dispatcher');
  for (const [n, reason, after] of [[4, 'out_of_scope', 'cancelled'], [5, 'no_part', 'open']]) {
    let found = await openCase(taker, homes[n], { kind: 'repair', faultScope: 'network', symptom: 'lg', description: '立管锈蚀' });
    found = await taker.post(`${UC}/cases/${found.id}/refer`, { reason, note: reason === 'no_part' ? 'DN80 球阀缺货，周四到' : '小区自有管道' });
    expectClock(found, 'UC-7.3a', 'met');
    expectClock(found, 'UC-7.3c', 'open');
    found = await taker.post(`${UC}/cases/${found.id}/inform`, { how: 'phone', who: homes[n].holderName, note: '已说明' });
    expectClock(found, 'UC-7.3c', 'met');
    expectClock(found, 'UC-7.3b', after);
    log(`  ${found.number} 转介 ${reason}: told, UC-7.3c met; UC-7.3b ${after === 'open' ? 'stays owed' : 'cancelled'}`);
  }
}

async function overdueInSandbox({ east, homes }, log) {
  const [taker, supervisor, admin] = await Promise.all([east.signIn('callTaker', true), east.signIn('supervisor', true), east.signIn('admin', true)]);
  let found = await openCase(taker, homes[6], { kind: 'repair', faultScope: 'network', symptom: 'yd', description: '压力不足' });
  const due = expectClock(found, 'UC-7.3a', 'open').dueAt;
  await admin.post('/v1/tenancy/sandbox-clock', { advanceSeconds: 7 * HOUR });
  found = await eventually('the breach is recorded', async () => {
    const page = await taker.get(`${UC}/cases/${found.id}`);
    return owed(page, 'UC-7.3a')[0].breachedAt ? page : null;
  });
  const breach = owed(found, 'UC-7.3a')[0];
  if (breach.breachedAt !== due) throw new Error(`breach dated ${breach.breachedAt}, due ${due}`);
  const told = await eventually('the supervisor is told', async () => (await supervisor.get('/v1/notification/inbox')).items.find((m) => m.link.includes(found.id)));
  const live = await east.signIn('admin');
  const refusal = await live.refused(409, 'POST', '/v1/tenancy/sandbox-clock', { advanceSeconds: 60 });
  log(`  sandbox: ${found.number} left, clock moved 7 h: UC-7.3a breached at ${breach.breachedAt}, once; supervisor got "${told.title.zh}"; outside a sandbox: ${refusal.code}`);
}

async function headquartersLooks({ hq, east, west, other }, first, log) {
  const supervisor = await hq.signIn('supervisor');
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const row = (page, clause) => page.rows.find((r) => r.clauseId === clause);
  const page = await eventually('headquarters sees the met obligation', async () => {
    const seen = await supervisor.get(`/v1/insight/compliance?month=${month}`);
    return row(seen, 'UC-7.3a')?.cells.some((c) => c.columnId === east.tenant.id && c.total > 0) ? seen : null;
  });
  const drill = await supervisor.get(`/v1/insight/obligations?clauseId=UC-7.3a&tenantId=${east.tenant.id}&month=${month}&group=in_time`);
  const one = await supervisor.get(`/v1/insight/obligations/${drill.items.find((o) => o.subject.id === first.id).id}`);
  log(`5 headquarters: ${page.columns.map((c) => c.name).join(', ')}; UC-7.3a in time ${row(page, 'UC-7.3a').cells.map((c) => c.rate ?? '–').join(' ')}; ${one.subject.number} due ${one.dueAt} from ${one.explanation.startedAt} + ${one.explanation.amount} ${one.explanation.unit}, evidence ${one.evidence.length}`);
  for (const [who, of] of [['sister', west], ['unrelated', other]]) {
    const eyes = await of.signIn('supervisor');
    const hidden = await eyes.refused(404, 'GET', `/v1/insight/obligations/${one.id}`);
    const own = await eyes.get(`/v1/insight/compliance?month=${month}`);
    if (own.columns.some((c) => c.id === east.tenant.id)) throw new Error(`the ${who} company sees ${east.tenant.name}`);
    await eyes.refused(404, 'GET', `${UC}/cases/${first.id}`);
    log(`  the ${who} company: ${hidden.code}, columns ${own.columns.map((c) => c.name).join(', ')}`);
  }
}

/** In the sandbox, so that the future date can come: headquarters' twin publishes, the subsidiary's twin lives through it. */
async function policyChanges({ hq, east, homes }, log) {
  const key = 'uc.fault.network.repairHours';
  const [headquarters, unit, taker] = await Promise.all([hq.signIn('supervisor', true), east.signIn('admin', true), east.signIn('callTaker', true)]);
  const hoursOf = (found) => (Date.parse(owed(found, 'UC-7.3b')[0].dueAt) - Date.parse(owed(found, 'UC-7.3b')[0].startedAt)) / 3_600_000;
  const open = (n) => openCase(taker, homes[n], { kind: 'repair', faultScope: 'network', symptom: 'wq', description: '没气' });
  const { now } = await unit.get('/v1/tenancy/sandbox-clock');
  const effectiveFrom = new Date(Date.parse(now) + 24 * HOUR * 1_000).toISOString();
  await headquarters.post('/v1/tenancy/policies', { key, value: 20, effectiveFrom, mayTighten: true, reason: '集团提速' });
  const old = await open(10);
  await unit.post('/v1/tenancy/sandbox-clock', { advanceSeconds: 25 * HOUR });
  let n = 11;
  const fresh = await eventually('the new value rules new cases', async () => {
    const found = await open(n++);
    return hoursOf(found) === 20 ? found : null;
  });
  const kept = await taker.get(`${UC}/cases/${old.id}`);
  if (hoursOf(old) !== 24 || hoursOf(kept) !== 24) throw new Error(`the old obligation moved: ${hoursOf(kept)} h`);
  const looser = await unit.refused(422, 'POST', '/v1/tenancy/policies', { key, value: 22, reason: '试放宽' });
  await unit.post('/v1/tenancy/policies', { key, value: 18, reason: '自加压力' });
  const tight = await eventually('the tightened value rules', async () => {
    const found = await open(n++);
    return hoursOf(found) === 18 ? found : null;
  });
  log(`6 headquarters set 20 h from ${effectiveFrom}: ${kept.number} keeps 24 h, ${fresh.number} has 20 h; the subsidiary is refused 22 h (${looser.code} ${looser.clause ?? ''}) and may tighten: ${tight.number} has 18 h`);
}
