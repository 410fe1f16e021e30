import { randomBytes } from 'node:crypto';
import { company } from '../../infra/local/company.mjs';
import { photo } from '../../infra/local/pictures.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from '../../infra/local/property-staff.mjs';
import { openDeal } from '../../infra/local/smoke-property.mjs';
import { everyArchiveOperation } from './property-archive.ts';
import { everyClientOperation } from './property-clients.ts';
import { everyDocumentOperation } from './property-documents.ts';
import { everyFormOperation } from './property-forms.ts';
import { everyHandoverOperation, everyUtilityOperation } from './property-handovers.ts';
import { everyMoneyOperation } from './property-money.ts';
import { everyStepOperation } from './property-steps.ts';
import { naming } from './stage.ts';
import type { Json, SignedIn } from '../../infra/local/client.mjs';

const PB = '/v1/property-brokerage';
type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;

/** Asks every operation of property brokerage once, as somebody who may, and those of an agreement with a gas company. */
export async function everyPropertyOperation(platform: { url: string; operatorKey: string }, gas: { code: string; admin: SignedIn }, ask: Ask): Promise<void> {
  const of = await company({ ...naming('AJ'), gatewayUrl: platform.url, operatorKey: platform.operatorKey, kind: 'company', modules: ['property-brokerage'], staff: PROPERTY_STAFF, units: PROPERTY_UNITS });
  const [agent, supervisor, specialist, admin, finance] = await Promise.all(['agent', 'supervisor', 'specialist', 'admin', 'finance'].map((key) => of.signIn(key)));
  const signedAt = new Date(Date.now() - 60_000).toISOString();
  const deal = await openDeal(agent!, of, { signedAt });
  const taken = await everyDocumentOperation(of, { agent: agent!, specialist: specialist!, supervisor: supervisor! }, signedAt, ask);
  await everyFormOperation({ agent: agent!, specialist: specialist!, supervisor: supervisor! }, taken, signedAt, ask);
  await everyMoneyOperation(of, { agent: agent!, specialist: specialist!, supervisor: supervisor!, finance: finance!, admin: admin! }, signedAt, ask);
  await everyHandoverOperation(of, { agent: agent!, specialist: specialist!, supervisor: supervisor! }, signedAt, ask);
  const [sandboxAgent, sandboxSpecialist, sandboxSupervisor] = await Promise.all(['agent', 'specialist', 'supervisor'].map((key) => of.signIn(key, true)));
  await everyClientOperation(platform.url, { of, who: { agent: sandboxAgent!, specialist: sandboxSpecialist!, supervisor: sandboxSupervisor! } }, signedAt, ask);
  await everyArchiveOperation(platform, ask);
  await agreements(admin!, gas, () => everyUtilityOperation(of, { agent: agent!, specialist: specialist!, supervisor: supervisor! }, signedAt));
  await templates(supervisor!, ask);
  const file = await agent!.upload(`${PB}/attachments`, 'a.png', photo(randomBytes(4).readUInt32LE()), 'image/png');
  await ask(agent!, 'POST', `${PB}/deals/${deal.id}/notes`, { text: '客户催办', attachmentIds: [file.id] });
  await ask(agent!, 'GET', `${PB}/attachments/${file.id}/content`);
  for (const path of ['deals', `deals/${deal.id}`, `deals/${deal.id}/timeline`, 'obligations', `obligations/${deal.obligations[0].id}`]) await agent!.get(`${PB}/${path}`);
  await agent!.post(`${PB}/deals/${deal.id}/reveal`, { partyId: deal.parties[0].id, reason: '核对' });
  const { business, payment, title, city, property, contractNumber } = deal;
  const parties = [{ side: 'seller', name: '钱永年', idKind: 'passport', idNumber: 'E7654321', phone: '13600004410' }, { side: 'buyer', name: '林珊', idKind: 'passport', idNumber: 'E1234567', phone: '13900007702' }];
  const { certificateNumber, areaSquareMetres, address, use } = property;
  await ask(agent!, 'PUT', `${PB}/deals/${deal.id}/basics`, { business, payment, title, city, property: { address, use, certificateNumber, areaSquareMetres }, contractNumber, price: '3200000.00', parties }, (await agent!.get(`${PB}/deals/${deal.id}`)).version);
  await agent!.post(`${PB}/deals/${deal.id}/send-f1`);
  await supervisor!.get(`${PB}/specialists`);
  await supervisor!.get(`${PB}/boards/stages`);
  await supervisor!.post(`${PB}/deals/${deal.id}/assign`, { specialistUserId: of.people['specialist']!.id });
  await specialist!.post(`${PB}/deals/${deal.id}/decline`, { reason: '休假' });
  await ask(supervisor!, 'POST', `${PB}/deals/assign`, { dealIds: [deal.id], specialistUserId: of.people['specialist']!.id });
  await supervisor!.get(`${PB}/boards/day?specialistUserId=${of.people['specialist']!.id}`);
  await specialist!.post(`${PB}/deals/${deal.id}/accept`);
  await everyStepOperation(specialist!, deal, signedAt, ask);
  await supervisor!.post(`${PB}/deals/${deal.id}/reassign`, { specialistUserId: of.people['specialist2']!.id, reason: '轮岗' });
  await supervisor!.post(`${PB}/deals/${deal.id}/cancel`, { reason: '客户解约' });
  await admin!.get(`${PB}/dead-letters`);
  await admin!.post(`${PB}/obligations/calendar-preview`, { year: 2027, restDays: [], workDays: [] });
}

async function templates(supervisor: SignedIn, ask: Ask): Promise<void> {
  const steps = [{ key: 'lease_filing', name: { zh: '租赁备案', en: 'Lease filing' }, waitsFor: 'registry', clientPresent: true, required: true, guide: null }];
  const { documents } = (await supervisor.get(`${PB}/deal-templates`)).items[0];
  const made = await ask(supervisor, 'POST', `${PB}/deal-templates`, { kind: 'lease', city: '海州', steps, documents, reason: '当地要求' });
  await ask(supervisor, 'DELETE', `${PB}/deal-templates/${made.items.find((t: Json) => t.city === '海州').id}`);
}

/** `inForce` is what can be asked only while one is. */
async function agreements(admin: SignedIn, gas: { code: string; admin: SignedIn }, inForce: () => Promise<void>): Promise<void> {
  const AGREEMENTS = '/v1/tenancy/agreements';
  const { items } = await admin.get(`${AGREEMENTS}/catalogue`);
  const terms = items[0].events.map(({ event, needed, optional }: Json) => ({ event, fields: [...needed, ...optional] }));
  const offer = (): Promise<Json> => admin.post(AGREEMENTS, { code: gas.code, purpose: items[0].purpose, terms, reason: '过户互通' });
  const first = await offer();
  await gas.admin.get(AGREEMENTS);
  await gas.admin.post(`${AGREEMENTS}/${first.id}/decline`, { reason: '先谈条款' });
  const second = await offer();
  await gas.admin.post(`${AGREEMENTS}/${second.id}/accept`);
  await gas.admin.get(`${AGREEMENTS}/${second.id}`);
  await inForce();
  await admin.post(`${AGREEMENTS}/${second.id}/end`, { reason: '合作到期' });
}
