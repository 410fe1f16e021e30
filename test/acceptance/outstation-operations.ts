import type { Json, SignedIn } from '../../infra/local/client.mjs';
import { everyStationOperation } from './outstation-station-operations.ts';
import { type DeviceMaker, OC, openDeviceMaker } from './outstation.ts';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Asks every operation of the outstation channel once, as somebody who may. */
export async function everyOutstationOperation(ask: Ask): Promise<void> {
  const maker = await openDeviceMaker();
  await everyRegionOperation(maker, ask);
  await everyStaffOperation(maker, ask);
  await everyPostingOperation(maker, ask);
  await everyStationOperation(maker, ask);
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
  for (const path of ['regions', `regions/${north.id}`, 'staffing']) await manager.get(`${OC}/${path}`);
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
  const beside = await maker.region('东二区', { oneStop: true });
  await ask(manager, 'PUT', `${OC}/regions/${beside.id}/neighbours`, { neighbourIds: [region.id] });
  await ask(manager, 'PATCH', `${OC}/regions/${region.id}`, { oneStop: true }, region.version);
  await manager.post(`${one}/regions`, { regionIds: [beside.id], fromOn: today() });
  await headquarters.post(`${one}/major-mistake`, { on: '2026-01-05', text: '私拆备机' });
  await headquarters.post(`${one}/end`, { on: today(), reason: '轮换' });
  await ask(account, 'PUT', `${one}/handover`, { items: ['stations', 'operators', 'orders', 'spares', 'quality', 'documents'].map((key) => ({ key, state: 'none' })) });
  await engineer.post(`${one}/handover/sign`, { as: 'engineer' });
}

async function everyLedgerOperation({ who }: DeviceMaker): Promise<void> {
  const [owed] = (await who.manager.get(`${OC}/obligations?clauseId=OC-4.6`)).items;
  await who.manager.get(`${OC}/obligations/${owed.id}`);
  await who.admin.get(`${OC}/dead-letters`);
  await who.admin.post(`${OC}/obligations/calendar-preview`, { year: 2027, restDays: [], workDays: [] });
}
