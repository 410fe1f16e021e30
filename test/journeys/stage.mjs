// The group that all journeys play in: headquarters, two subsidiaries, each with its sandbox twin, and a working day behind them.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '../../infra/local/client.mjs';
import { company, HQ_STAFF, people, qualify, STAFF } from '../../infra/local/company.mjs';
import { DEMO_SEED, DEMO_UNITS, households } from '../../infra/local/demo-households.mjs';
import { DISTRIBUTOR_STAFF, DISTRIBUTOR_UNITS } from '../../infra/local/distributor-staff.mjs';
import { OUTSTATION_STAFF, OUTSTATION_UNITS } from '../../infra/local/outstation-staff.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from '../../infra/local/property-staff.mjs';
import { root } from '../../infra/local/services.mjs';
import { openDeal } from '../../infra/local/smoke-property.mjs';
import { closedComplaint, openCase, work } from './arrange.mjs';
import { channelOf } from './stage-channel.mjs';
import { roundsOf } from './stage-rounds.mjs';

const UC = '/v1/utility-care';
const FOLDER = join(root, '.cache', 'journeys');
const DAY = 86_400_000;
/** How many households each part of the journeys has to itself, so that no case of one is a duplicate of another's. */
const SHARE = 9;
/** Friday, ten in the morning in Shanghai: in the letting company's sandbox nobody waits for the end of quiet hours. */
const DAYTIME = '2026-09-18T02:00:00.000Z';
const PARTS = ['stage', 'accounts', 'intake', 'cases', 'case', 'dispatch', 'field', 'callbacks', 'policies', 'compliance', 'sandbox', 'screens', 'states', 'transfers'];

/**
 * The stage of this run. The first file that asks builds it, the others read what it wrote down.
 * @param {{url: string, operatorKey: string}} platform
 */
export async function openStage(platform) {
  const file = join(FOLDER, `${createHash('sha256').update(`${platform.url} ${process.env.LUYUE_TEST_RUN}`).digest('hex').slice(0, 16)}.json`);
  const lock = `${file}.lock`;
  mkdirSync(FOLDER, { recursive: true });
  clearLeftOvers();
  for (let waited = 0; !existsSync(file); waited += 100) {
    if (claim(lock)) await build(platform, file).finally(() => rmSync(lock, { force: true }));
    else if (waited > 120_000) throw new Error(`the stage was not built within two minutes: ${lock}`);
    else await sleep(100);
  }
  return withDoors(JSON.parse(readFileSync(file, 'utf8')));
}

function claim(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function clearLeftOvers() {
  for (const name of readdirSync(FOLDER)) if (Date.now() - statSync(join(FOLDER, name)).mtimeMs > DAY) rmSync(join(FOLDER, name), { force: true });
}

/** What JSON cannot keep: how to sign in, and whose households are whose. */
function withDoors(kept) {
  return {
    ...kept,
    homesOf: (part) => kept.homes.slice(PARTS.indexOf(part) * SHARE, (PARTS.indexOf(part) + 1) * SHARE),
    api: (of, key, sandbox = false) => signIn(kept.url, kept[of].people[key].account, kept.password, sandbox ? kept[of].sandboxId : kept[of].tenantId),
  };
}

async function build({ url: gatewayUrl, operatorKey }, file) {
  const run = randomBytes(3).toString('hex');
  const password = `Journey-${randomBytes(9).toString('base64url')}`;
  const base = { gatewayUrl, operatorKey, password };
  const alone = (name, code, domain, module, of) => company({ ...base, name, code: `${code}-${run}`.toUpperCase(), kind: 'company', domain: `${domain}.${run}.example`, modules: [module], ...of });
  const homes = homesWithTheirOwnDigits(PARTS.length * SHARE);
  // Companies have nothing to do with each other, and each waits a good part of its time: for hashes, for events.
  const [gas, [property, deals], letting, [maker, rounds], [device, channel]] = await Promise.all([
    gasGroup(base, run, homes),
    alone('安居地产', 'AJ', 'anju', 'property-brokerage', { staff: PROPERTY_STAFF, units: PROPERTY_UNITS }).then(async (of) => [of, await dealsOf(of)]),
    alone('安居租赁', 'ZL', 'zulin', 'property-brokerage', { staff: PROPERTY_STAFF, units: PROPERTY_UNITS, sandboxStartsAt: DAYTIME }),
    alone('远航家电', 'YH', 'yuanhang', 'distributor-visits', { staff: DISTRIBUTOR_STAFF, units: DISTRIBUTOR_UNITS }).then(async (of) => [of, await roundsOf(of)]),
    alone('恒通终端', 'HT', 'hengtong', 'outstation-channel', { staff: OUTSTATION_STAFF, units: OUTSTATION_UNITS }).then(async (of) => [of, await channelOf(of)]),
  ]);
  await offerTo(property, gas.west);
  const told = ({ tenant, sandboxId, units, people: staff }) => ({ name: tenant.name, code: tenant.code, tenantId: tenant.id, sandboxId, units, people: staff });
  // Whole or not at all: who waits for it reads as soon as it is there.
  writeFileSync(`${file}.part`, JSON.stringify({
    url: gatewayUrl, password, hq: told(gas.hq), east: told(gas.east), west: told(gas.west), property: told(property), letting: told(letting), maker: told(maker), device: told(device), deals, rounds, channel, transfer: gas.transfer, homes,
  }), { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

/** Headquarters with two subsidiaries, their households and a working day. */
async function gasGroup(base, run, homes) {
  const hq = await company({ ...base, name: '江州燃气集团', code: `HQ-${run}`.toUpperCase(), kind: 'headquarters', domain: `hq.${run}.example`, staff: HQ_STAFF, units: [{ key: 'watch', name: '客服监督部', kind: 'dispatch_centre' }] });
  const child = (name, code, staff) => company({ ...base, by: hq.admin, name, code: `${code}-${run}`.toUpperCase(), kind: 'subsidiary', parentId: hq.tenant.id, domain: `${code.toLowerCase()}.${run}.example`, staff });
  const few = STAFF.filter(({ key }) => ['callTaker', 'dispatcher', 'technician', 'supervisor', 'manager'].includes(key));
  const [east, west] = await Promise.all([child('城东燃气公司', 'EAST', STAFF), child('城西燃气公司', 'WEST', few)]);
  await Promise.all([qualify(east, STAFF), qualify(west, few), qualify(east, STAFF, { sandbox: true })]);
  await Promise.all([[east, false], [east, true], [west, false]].map(async ([place, sandbox]) => (await place.signIn('supervisor', sandbox)).post(`${UC}/accounts/bulk`, { accounts: homes.map((home) => ({ ...home, unitId: place.units.centre })) })));
  return { hq, east, west, transfer: await workingDay({ east, west, homes }) };
}

/** Households whose last four digits of the phone nobody else has: a call-taker who types them means one home. */
function homesWithTheirOwnDigits(count) {
  const seen = new Set();
  const own = households(DEMO_SEED, DEMO_UNITS[0], count * 2).filter(({ phone, category }) => {
    const digits = phone.slice(-4);
    if (category !== 'resident' || seen.has(digits)) return false;
    seen.add(digits);
    return true;
  });
  if (own.length < count) throw new Error(`only ${own.length} of ${count} households`);
  return own.slice(0, count);
}

/** Enough for every page to have something to show: promises kept with evidence, open ones, a complaint that is owed a callback. */
async function workingDay({ east, west, homes }) {
  const [taker, dispatcher, technician, supervisor] = await Promise.all(['callTaker', 'dispatcher', 'technician', 'supervisor'].map((key) => east.signIn(key)));
  const staff = await people(dispatcher);
  const network = { kind: 'repair', faultScope: 'network', symptom: 'fj', description: '阀门井渗漏，井盖边有气味' };
  const give = (who, order, userId) => who.post(`${UC}/work-orders/${order.id}/assign`, { userId });
  for (const [home, step] of [[homes[0], 'repair'], [homes[1], 'repair'], [homes[5], 'arrive']]) {
    const found = await openCase(taker, home, network);
    await give(dispatcher, found.workOrder, staff.get('0205'));
    await work(technician, found.workOrder, step);
  }
  const meter = await openCase(taker, homes[2], { kind: 'repair', faultScope: 'equipment', symptom: 'bz', description: '表不走字' });
  await give(dispatcher, meter.workOrder, staff.get('0206'));
  await openCase(taker, homes[3], { kind: 'repair', faultScope: 'network', symptom: 'yd', description: '压力不足' });
  await closedComplaint(taker, supervisor, staff.get('0101'), homes[4]);

  const [westTaker, westDispatcher, westTechnician] = await Promise.all(['callTaker', 'dispatcher', 'technician'].map((key) => west.signIn(key)));
  const far = await openCase(westTaker, homes[0], network);
  await give(westDispatcher, far.workOrder, (await people(westDispatcher)).get('0205'));
  await work(westTechnician, far.workOrder, 'repair');
  await openCase(westTaker, homes[1], network);
  const { items } = await supervisor.get(`${UC}/accounts?q=${homes[6].phone.slice(-4)}`);
  const account = items.find(({ number }) => number === homes[6].number);
  return (await supervisor.post(`${UC}/transfers`, { accountId: account.id, channel: 'counter', newHolder: { name: '周子涵', phone: '13900007702' }, requestedDate: new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10) })).id;
}

/** A partner agreement that the gas company has not answered yet; of the optional fields one stays at home. */
async function offerTo(property, gas) {
  const [{ purpose, events }] = (await property.admin.get('/v1/tenancy/agreements/catalogue')).items;
  const terms = events.map(({ event, needed, optional }) => ({ event, fields: [...needed, ...optional.filter((field) => field !== 'oldHolderIdNumber')] }));
  await property.admin.post('/v1/tenancy/agreements', { code: gas.tenant.code, purpose, terms, reason: '过户互通' });
}

/** A deal that has just been signed, one that a specialist has, and one in the middle of its work; a day of the trust account with a difference. */
async function dealsOf(property) {
  const [agent, supervisor, specialist, finance] = await Promise.all(['agent', 'supervisor', 'specialist', 'finance'].map((key) => property.signIn(key)));
  const signedAt = new Date(Date.now() - 3_600_000).toISOString();
  const signed = await openDeal(agent, property, { signedAt, title: '锦绣花园 5-1-301', contractNumber: 'JJ-01' });
  const taken = await openDeal(agent, property, { signedAt, contractNumber: 'JJ-02' });
  await agent.post(`/v1/property-brokerage/deals/${taken.id}/send-f1`);
  await supervisor.post(`/v1/property-brokerage/deals/${taken.id}/assign`, { specialistUserId: property.people.specialist.id });
  await specialist.post(`/v1/property-brokerage/deals/${taken.id}/accept`);
  const day = new Date(Date.now() - DAY).toISOString().slice(0, 10);
  const reconciliation = await finance.upload(`/v1/property-brokerage/reconciliations?day=${day}`, 'bank.csv', `日期,金额,收付,对方户名,流水号\n${day},12.00,收,赵一,R-1\n`, 'text/csv');
  return { signed: signed.id, taken: taken.id, reconciliation: reconciliation.id, working: (await dealInWork(property, { agent, supervisor, specialist }, taken.signedAt)).id };
}

/** Documents taken over, parties told, an appointment made, money received and reported, a slip at its audit: what each part of the page of a deal can show. */
async function dealInWork(property, { agent, supervisor, specialist }, signedAt) {
  const deal = await openDeal(agent, property, { signedAt, title: '江湾城 7-2203', contractNumber: 'JJ-03' });
  const path = `/v1/property-brokerage/deals/${deal.id}`;
  const [seller, buyer] = deal.parties.map(({ id }) => id);
  const phone = '13811112222';
  await agent.post(`${path}/send-f1`);
  await supervisor.post(`${path}/assign`, { specialistUserId: property.people.specialist.id });
  const { items } = await agent.get(`${path}/transfer`);
  await specialist.post(`${path}/transfer/refuse`, { itemIds: [items[0].id], reason: '都没带来' });
  for (const { id } of items) await agent.post(`${path}/transfer/items/${id}/bring`, { originalPlace: '柜 A-17' });
  await specialist.post(`${path}/transfer/accept`);
  await specialist.post(`${path}/transfer/items/${items[1].id}/refuse`, { reason: '公章不清' });
  await agent.post(`${path}/introductions/calls`, { partyId: seller, outcome: 'reached' });
  await specialist.post(`${path}/contract-copy/hand-over`, { note: '原件一份' });
  const { steps } = await specialist.get(`${path}/steps`);
  const at = new Date(Date.now() - 60_000).toISOString();
  await specialist.post(`${path}/steps/${steps[2].id}/finish`, { finishedAt: at, outOfOrderReason: '银行预审先批', told: [seller, buyer].map((partyId) => ({ partyId, channel: 'phone' })) });
  await specialist.post(`${path}/steps/${steps[0].id}/start`);
  const tomorrow = (hours) => new Date(Date.now() + DAY + hours * 3_600_000).toISOString();
  await specialist.post(`${path}/appointments`, { stepId: steps[0].id, partyIds: [seller, buyer], startsAt: tomorrow(0), endsAt: tomorrow(1), place: '政务中心 3 楼', bring: '身份证原件', phone });
  const receipts = [];
  for (const amount of ['50000.00', '930000.00']) receipts.push(await agent.post(`${path}/receipts`, { kind: 'deposit', payerPartyId: buyer, amount, receivedAt: at, method: 'transfer' }));
  await agent.post('/v1/property-brokerage/receipts/report', { receiptIds: [receipts[0].id] });
  const condition = (label, on) => specialist.post(`${path}/payout-conditions`, { label, purpose: 'price', from: 'held_buyer', payeePartyId: seller, amount: '50000.00', on });
  await condition('首付款付卖方', { stepKey: steps[4].key });
  const { id: conditionId } = await condition('定金付卖方', { text: '网签完成当天' });
  await specialist.post(`/v1/property-brokerage/payout-conditions/${conditionId}/meet`, { metAt: at });
  const slip = await specialist.post(`${path}/payment-slips`, { conditionId, fields: { bank: '江州银行', accountNumber: '6222021234567890123' } });
  await specialist.post(`/v1/property-brokerage/payment-slips/${slip.id}/submit`);
  for (const [part, body] of Object.entries({
    handover: { handedOverAt: at, present: [{ name: '邱晨', as: 'shop' }], items: [{ name: '入户门钥匙', count: 4 }], readings: [{ meter: 'gas', reading: '1832.5' }], utilities: [] },
    'handover/settlement': { lines: [{ kind: 'property_management', label: '12 月物业费', from: 'buyer', to: 'seller', amount: '312.50' }] },
  })) {
    const { status, body: said } = await agent.send('PUT', `${path}/${part}`, { body });
    if (status !== 200) throw new Error(`${part}: ${JSON.stringify(said)}`);
  }
  return deal;
}
