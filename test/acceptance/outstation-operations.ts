import { randomBytes } from 'node:crypto';
import type { Json, SignedIn } from '../../infra/local/client.mjs';
import { photo } from '../../infra/local/pictures.mjs';
import { type DeviceMaker, OC, openDeviceMaker } from './outstation.ts';
import { everyOrderOperation } from './outstation-order-operations.ts';
import { everyStationOperation } from './outstation-station-operations.ts';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Asks every operation of the outstation channel once, as somebody who may. */
export async function everyOutstationOperation(ask: Ask): Promise<void> {
  const maker = await openDeviceMaker();
  await everyRegionOperation(maker, ask);
  await everyStaffOperation(maker, ask);
  await everyPostingOperation(maker, ask);
  await everyStationOperation(maker, ask);
  await everyDutyOperation(maker, ask);
  await everyScoreOperation(maker, ask);
  await everyOrderOperation(maker, ask);
  await everyTechnicalOperation(maker);
  await everyLedgerOperation(maker);
}

async function everyRegionOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  const { manager, headquarters } = maker.who;
  const [north, south] = [await maker.region('北区'), await maker.region('南区')];
  await ask(manager, 'PUT', `${OC}/regions/${north.id}/neighbours`, { neighbourIds: [south.id] });
  await ask(manager, 'PUT', `${OC}/regions/${north.id}/sales/2026-01`, { lines: [{ model: 'C118', units: 10, failures: 1 }] });
  await manager.get(`${OC}/regions/${north.id}/sales/2026-01`);
  await manager.get(`${OC}/sales-months?departmentUnitId=${maker.unit('department')}`);
  await manager.post(`${OC}/sales-months/2026-01/close`, { departmentUnitId: maker.unit('department'), withoutFigures: true });
  for (const path of ['regions', `regions/${north.id}`, `regions/${north.id}/classes`, 'staffing']) await manager.get(`${OC}/${path}`);
  await ask(manager, 'PATCH', `${OC}/regions/${south.id}`, { oneStop: true }, south.version);
  const { items: [model] } = await manager.get(`${OC}/device-models`);
  await headquarters.post(`${OC}/device-models/${model.id}/flag`, { highFailure: true, from: '2026-01-01', reason: '主板缺陷' });
}

async function everyStaffOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  const { manager, engineer, account2 } = maker.who;
  const [person] = [await maker.employ('account2'), await maker.employ('technician', 'technician')];
  const path = `${OC}/staff/${person.id}`;
  await manager.get(`${OC}/staff`);
  await ask(manager, 'PATCH', path, { engineerUserId: maker.id('engineer2') }, (await manager.get(path)).version);
  const { leaves } = await account2.post(`${path}/absences`, { fromOn: '2030-01-01', toOn: '2030-01-03', deputyUserId: maker.id('technician'), reason: '年假' });
  await engineer.get(`${OC}/absences`);
  await engineer.post(`${path}/absences/${leaves[0].id}/decide`, { decision: 'approved' });
  const { changes } = await account2.post(`${path}/contact-changes`, { phone: '13700003333', changedOn: today() });
  await manager.get(`${OC}/contact-changes`);
  await manager.post(`${OC}/contact-changes/${changes[0].id}/decide`, { decision: 'confirmed' });
  await manager.post(`${path}/leave`, { on: '2040-01-01', reason: '合同到期' });
}

async function everyPostingOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  const { manager, headquarters, account, engineer } = maker.who;
  const { posting, region } = await maker.posted('东区', 'account', '2025-01-01');
  const one = `${OC}/postings/${posting.id}`;
  await manager.get(`${OC}/postings`);
  await manager.get(one);
  const rules = await manager.upload(`${OC}/attachments`, 'rules.png', photo(randomBytes(4).readUInt32LE()), 'image/png');
  await manager.post(`${OC}/handover-rules`, { departmentUnitId: maker.unit('department'), title: '外派调动或离职工作交接规定', attachmentId: rules.id, effectiveOn: today() });
  await manager.get(`${OC}/handover-rules`);
  const beside = await maker.region('东二区', { oneStop: true });
  await ask(manager, 'PUT', `${OC}/regions/${beside.id}/neighbours`, { neighbourIds: [region.id] });
  await ask(manager, 'PATCH', `${OC}/regions/${region.id}`, { oneStop: true }, region.version);
  await manager.post(`${one}/regions`, { regionIds: [beside.id], fromOn: today() });
  await headquarters.post(`${one}/major-mistake`, { on: '2026-01-05', text: '私拆备机' });
  await headquarters.post(`${one}/end`, { on: today(), reason: '轮换' });
  await ask(account, 'PUT', `${one}/handover`, { items: ['stations', 'operators', 'orders', 'spares', 'quality', 'documents'].map((key) => ({ key, state: 'none' })) });
  await engineer.post(`${one}/handover/sign`, { as: 'engineer' });
}

/** What the person of the region owes beside their work there. */
async function everyDutyOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  const { manager, headquarters, engineer, account, assistant } = maker.who;
  const staffId = (await manager.get(`${OC}/postings`)).items.find((p: Json) => p.staffName === '李强').staffId;
  const call = await engineer.post(`${OC}/reach-calls`, { staffId, kind: 'ping', message: '请回电' });
  await account.get(`${OC}/reach-calls?mine=true`);
  await account.post(`${OC}/reach-calls/${call.id}/answer`, { text: '收到' });
  await manager.get(`${OC}/reach-calls/figures?month=${today().slice(0, 7)}`);
  const trip = await account.post(`${OC}/trips`, { purpose: '巡检', destination: '天水', fromOn: '2026-01-05', toOn: '2026-01-08' });
  await headquarters.post(`${OC}/trips/${trip.id}/decide`, { decision: 'approved' });
  const day = today();
  const now = await account.post(`${OC}/trips`, { purpose: '巡检', destination: '庆阳', fromOn: day, toOn: day });
  await headquarters.post(`${OC}/trips/${now.id}/decide`, { decision: 'approved' });
  await account.post(`${OC}/trips/${now.id}/evidence`, { occurredAt: new Date().toISOString(), text: '到庆阳站', latitude: 35.7, longitude: 107.6, accuracyM: 15 });
  await account.get(`${OC}/trips?mine=true`);
  const late = await account.post(`${OC}/trips`, { purpose: '巡检', destination: '陇南', fromOn: day, toOn: day });
  const request = `${OC}/approvals/${late.approvals[0].id}`;
  await account.post(`${request}/remind`);
  await headquarters.get(`${OC}/approvals`);
  await account.post(`${request}/withdraw`);
  await maker.who.admin.get(`${OC}/rebasings?key=oc.operator.review.everyMonths`);
  await maker.who.admin.post(`${OC}/rebasings`, { key: 'oc.operator.review.everyMonths' });
  await maker.who.admin.get(`${OC}/approval-chains`);
  const { inForce, version } = await maker.who.admin.get(`${OC}/approval-chains/spare_loan`);
  await ask(maker.who.admin, 'PUT', `${OC}/approval-chains/spare_loan`, { steps: inForce.steps, reason: '照旧' }, version);
  const delegation = await engineer.post(`${OC}/approval-delegates`, { delegateId: maker.id('manager'), to: new Date(Date.now() + 86_400_000).toISOString() });
  await engineer.get(`${OC}/approval-delegates`);
  await ask(engineer, 'DELETE', `${OC}/approval-delegates/${delegation.id}`);
  const line = { kind: 'fare', text: '兰州至天水', amount: '120.50', tripId: trip.id };
  const claim = await ask(account, 'PUT', `${OC}/travel-claims/own/2026-01`, { lines: [{ ...line, onDate: '2026-01-05' }, { ...line, onDate: '2026-01-06' }, { ...line, onDate: '2026-01-07' }] });
  const one = `${OC}/travel-claims/${claim.id}`;
  await account.post(`${one}/post`, { trackingNumber: 'SF1234567890' });
  await assistant.post(`${one}/lines/${claim.lines[0].id}/refuse`, { reason: '没有原件' });
  await assistant.post(`${one}/lines/${claim.lines[1].id}/false`, { proof: '票据号重复', penalty: { kind: 'share', value: '100' }, deduction: 5 });
  for (const verb of ['receive', 'settle']) await assistant.post(`${one}/${verb}`);
  for (const path of ['travel-claims', 'travel-claims?mine=true', `travel-claims/${claim.id}`, 'obligations?owner=me', `obligations?ownerUserId=${maker.id('account')}`]) await manager.get(`${OC}/${path}`);
  const file = await engineer.upload(`${OC}/attachments`, 'a.png', photo(randomBytes(4).readUInt32LE()), 'image/png');
  const record = await engineer.post(`${OC}/conduct-records`, { attachmentIds: [file.id], staffId, kind: 'slackness', occurredOn: '2026-01-09', text: '三天未巡站', evidence: [{ what: '授权站反映', where: '渠道档案' }] });
  await account.get(`${OC}/attachments/${file.id}/content`);
  await account.post(`${OC}/conduct-records/${record.id}/answer`, { text: '在医院' });
  await manager.post(`${OC}/conduct-records/${record.id}/decide`, { outcome: 'dismissed', text: '情况属实，不予追究' });
  for (const path of ['conduct-records', `conduct-records/${record.id}`]) await manager.get(`${OC}/${path}`);
}

/** Scores of January, the ranking of the quarter after it, and a round with its proposals. */
async function everyScoreOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  const { manager, headquarters, engineer, account, account2 } = maker.who;
  const departmentUnitId = maker.unit('department');
  const second = (await manager.get(`${OC}/staff`)).items.find((s: Json) => s.name === '王磊');
  const posting = await maker.post(second, [await maker.region('西区')], '2025-01-01');
  await manager.post(`${OC}/staff-score-schemes`, { items: [{ key: 'work', name: { zh: '工作', en: 'Work' }, weight: 100, kind: 'manual' }], reason: '绩效考核制度' });
  await manager.get(`${OC}/staff-score-schemes`);
  const { items } = await engineer.post(`${OC}/staff-scores/open`, { departmentUnitId, month: '2026-01' });
  const card = items.find((c: Json) => c.subjectName === '王磊');
  const one = `${OC}/staff-scores/${card.id}`;
  await engineer.post(`${one}/items/work/score`, { score: 55, reason: '当月' });
  await engineer.post(`${one}/deduct`, { points: 1, reason: '迟交周报' });
  await engineer.post(`${one}/close`);
  for (const path of ['staff-scores', `staff-scores/${card.id}`]) await manager.get(`${OC}/${path}`);
  await account2.post(`${one}/appeal`, { reason: '当月在培训' });
  await headquarters.post(`${one}/decide`, { reason: '不成立' });
  await manager.post(`${OC}/staff-rankings`, { departmentUnitId, month: '2026-01' });
  await account.get(`${OC}/staff-rankings`);
  await engineer.post(`${OC}/rotation-proposals`, { postingId: posting.id, rule: 'unfit', reason: '方言不通' });
  const round = await manager.post(`${OC}/rotation-rounds`, { departmentUnitId });
  await manager.get(`${OC}/rotation-rounds`);
  const proposals: Json[] = (await manager.get(`${OC}/rotation-proposals?status=proposed`)).items;
  await ask(engineer, 'PATCH', `${OC}/rotation-proposals/${proposals[0].id}`, { improvementNote: '每周汇报' }, proposals[0].version);
  for (const proposal of proposals.slice(1)) await headquarters.post(`${OC}/rotation-proposals/${proposal.id}/decide`, { decision: 'keep', text: '暂不换人' });
  await manager.post(`${OC}/obligations/${proposals[0].obligations[0].id}/waive`, { reason: '新站开业，下一轮再议' });
  await headquarters.post(`${OC}/rotation-proposals/${proposals[0].id}/decide`, { decision: 'keep', text: '下一轮再议' });
  await headquarters.post(`${OC}/rotation-rounds/${round.id}/close`);
}

async function everyLedgerOperation({ who }: DeviceMaker): Promise<void> {
  const [owed] = (await who.manager.get(`${OC}/obligations?clauseId=OC-4.6`)).items;
  await who.manager.get(`${OC}/obligations/${owed.id}`);
  await who.admin.get(`${OC}/dead-letters`);
  await who.admin.post(`${OC}/obligations/calendar-preview`, { year: 2027, restDays: [], workDays: [] });
}

/** What the staff ask the technical section, and the documents that they sign. */
async function everyTechnicalOperation(maker: DeviceMaker): Promise<void> {
  const { technical, account2 } = maker.who;
  const upload = (): Promise<Json> => technical.upload(`${OC}/attachments`, 'c118.png', photo(randomBytes(4).readUInt32LE()), 'image/png');
  const document = await technical.post(`${OC}/channel-documents`, { departmentUnitId: maker.unit('department'), kind: 'technical', title: 'C118 维修手册', model: 'C118', attachmentId: (await upload()).id, effectiveOn: today() });
  const at = `${OC}/channel-documents/${document.id}`;
  await account2.post(`${at}/sign`, { edition: 1 });
  await technical.post(`${at}/editions`, { attachmentId: (await upload()).id, effectiveOn: '2040-01-01', note: '修订' });
  for (const path of [`${OC}/channel-documents`, at, `${at}/signatures?edition=1`]) await technical.get(path);
  const { id } = await account2.post(`${OC}/technical-requests`, { title: 'C118 反复重启', text: '换了主板还是重启', model: 'C118' });
  const one = `${OC}/technical-requests/${id}`;
  await technical.post(`${one}/answer`, { text: '见手册', documentId: document.id });
  await account2.post(`${one}/ask-further`, { text: '手册里没有' });
  await account2.post(`${one}/withdraw`, { reason: '换机解决' });
  for (const path of [`${OC}/technical-requests`, one]) await technical.get(path);
  const { engineer } = maker.who;
  const staffId = (await engineer.get(`${OC}/staff`)).items.find((s: Json) => s.name === '王磊').id;
  const drill = await engineer.post(`${OC}/crisis-drills`, { departmentUnitId: maker.unit('department'), kind: 'quiz', title: '须知测验', heldOn: '2026-01-05', text: '十道题', results: [{ staffId, passed: true, score: 90 }] });
  for (const path of ['crisis-drills', `crisis-drills/${drill.id}`, 'crisis-drills/figures?from=2026-01&to=2026-12']) await engineer.get(`${OC}/${path}`);
}
