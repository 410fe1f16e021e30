// One deal of a property group, from the signature on, played in a sandbox whose time begins on the day that it is signed.
import { eventually } from './client.mjs';
import { company, HQ_STAFF } from './company.mjs';
import { photo } from './pictures.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from './property-staff.mjs';
import { archive, handOver, openClientPage, paySlip, takeDeal, takeMoney, transferGas, walkSteps } from './smoke-deal.mjs';

const PB = '/v1/property-brokerage';
/** Friday; the Sunday after is a make-up working day. */
const SIGNED = '2026-09-18T02:00:00.000Z';

/**
 * @param {{gatewayUrl: string, operatorKey: string, run: string, password: string, gas: {company: object, home: object}}} where `gas` is a gas company with a household of its sandbox
 * @param {(text: string) => void} log
 */
export async function playDeal(where, log) {
  const group = await buildPropertyGroup(where);
  log(`7 ${group.hq.tenant.name} with ${group.city.tenant.name} and ${group.other.tenant.name}; the sandboxes begin on ${SIGNED.slice(0, 10)}`);
  const deal = await signAndName(group, log);
  await seeThrough(where, group.city, deal, log);
  await headquartersSee(group, deal, log);
}

/** Headquarters and two city companies, each with shops, department, finance, manager and archivist. */
export async function buildPropertyGroup({ gatewayUrl, operatorKey, run, password }) {
  const base = { gatewayUrl, operatorKey, password, modules: ['property-brokerage'], sandboxStartsAt: SIGNED };
  const hq = await company({ ...base, name: '安居地产集团', code: `AJ-${run}`.toUpperCase(), kind: 'headquarters', domain: `anju.${run}.example`, staff: HQ_STAFF, units: [{ key: 'watch', name: '客户服务管理部', kind: 'department' }] });
  const child = (name, code, domain) => company({ ...base, by: hq.admin, name, code: `${code}-${run}`.toUpperCase(), kind: 'subsidiary', parentId: hq.tenant.id, domain: `${domain}.${run}.example`, staff: PROPERTY_STAFF, units: PROPERTY_UNITS });
  return { hq, city: await child('江州公司', 'JZ', 'jz'), other: await child('海州公司', 'HZ', 'hz') };
}

/** What a shop registers; its answer once the service knows shop and department. */
export async function openDeal(agent, of, more = {}) {
  const body = {
    business: 'sale', payment: 'mortgage', title: '滨江一号 2 栋 1501', city: '江州', property: { address: '滨江区滨江路 1 号 2 栋 1501', certificateNumber: '江州不动产权第 0012345 号', areaSquareMetres: 118.5 },
    contractNumber: 'JJ-2026-0918-01', price: '3280000.00', commissionBuyer: '32800.00', shopUnitId: of.units.shop, signedAt: SIGNED,
    parties: [{ side: 'seller', name: '钱永年', idKind: 'id_card', idNumber: '11010519491231002X', phone: '13600004410' }, { side: 'buyer', name: '周子涵', idKind: 'passport', idNumber: 'E12345678', phone: '13900007702', email: 'zhou@example.com' }], ...more,
  };
  return eventually('shop and department are known', async () => {
    const answer = await agent.send('POST', `${PB}/deals`, { body });
    if (answer.status >= 400 && !(answer.body.errors ?? []).some((e) => ['unknown_unit', 'unknown_user', 'required'].includes(e.code))) throw new Error(JSON.stringify(answer.body));
    return answer.status === 201 && answer.body;
  });
}

const owed = (deal, clauseId) => deal.obligations.filter((o) => o.clauseId === clauseId).at(-1);

/** Moves the company's clock and waits until the service's answers show it. */
async function moveTo(admin, reader, dealId, to) {
  await admin.post('/v1/tenancy/sandbox-clock', { to });
  await eventually(`the clock at ${to}`, async () => (await reader.post(`${PB}/deals/${dealId}/notes`, { text: '对时' })) && (await reader.get(`${PB}/deals/${dealId}/timeline?kind=note&limit=1`)).items[0].at >= to);
}

async function signAndName({ city }, log) {
  const [agent, supervisor, specialist, admin] = await Promise.all(['agent', 'supervisor', 'specialist', 'admin'].map((key) => city.signIn(key, true)));
  // The seller's brother acts for him: that takes a notarised power of attorney (PB-4.2).
  const parties = [{ side: 'seller', name: '钱永年', idKind: 'id_card', idNumber: '11010519491231002X', phone: '13600004410', representative: { name: '钱勇', phone: '13700001111', idNumber: '11010519491231002X' } }, { side: 'buyer', name: '周子涵', idKind: 'passport', idNumber: 'E12345678', phone: '13900007702', email: 'zhou@example.com' }];
  let deal = await openDeal(agent, city, { parties });
  const f1 = owed(deal, 'PB-4.1a');
  const late = await openDeal(agent, city, { title: '学府名苑 9-602', contractNumber: 'JJ-2026-0917-02', signedAt: '2026-09-17T08:00:00.000Z' });
  await agent.post(`${PB}/deals/${late.id}/send-f1`);
  deal = await agent.post(`${PB}/deals/${deal.id}/send-f1`);
  log(`  ${deal.number} ${deal.title} signed; F1 owed until ${f1.dueAt}, sent: PB-4.1a ${owed(deal, 'PB-4.1a').status}; ${late.number}, entered the day after: ${owed(late, 'PB-4.1a').clock}`);
  const told = await eventually('the supervisor has F1', async () => (await supervisor.get('/v1/notification/inbox')).items.find((m) => m.link.includes(deal.id)));
  await moveTo(admin, agent, deal.id, '2026-09-20T01:30:00.000Z');
  const stranger = await supervisor.refused(422, 'POST', `${PB}/deals/${deal.id}/assign`, { specialistUserId: city.people.agent.id });
  const { items } = await supervisor.get(`${PB}/specialists`);
  deal = await supervisor.post(`${PB}/deals/${deal.id}/assign`, { specialistUserId: city.people.specialist.id });
  deal = await specialist.post(`${PB}/deals/${deal.id}/accept`);
  if (owed(deal, 'PB-4.1b').status !== 'met') throw new Error(`PB-4.1b is ${owed(deal, 'PB-4.1b').status}`);
  log(`  the department got "${told.title.zh}"; on Sunday 20 September, a working day, ${deal.specialistName} was named out of ${items.length} and took it on: PB-4.1b met, due ${owed(deal, 'PB-4.1b').dueAt}; an agent was refused (${stranger.clause})`);
  return { ...deal, lateNumber: late.number };
}

/** The named specialist sees the deal through to the archive, two days after it was signed. */
async function seeThrough({ gatewayUrl, gas: { company: gasCompany, home } }, city, deal, log) {
  const who = Object.fromEntries(await Promise.all(['agent', 'specialist', 'supervisor', 'finance', 'archivist', 'admin'].map(async (key) => [key, await city.signIn(key, true)])));
  const steps = await takeDeal(who, deal, log);
  const look = await openClientPage(who, gatewayUrl, deal);
  const [gasSupervisor, gasAdmin] = await Promise.all(['supervisor', 'admin'].map((key) => gasCompany.signIn(key, true)));
  await takeMoney(who, deal, '2026-09-20T01:30:00.000Z', log);
  const seller = deal.parties.find((p) => p.side === 'seller');
  const condition = await who.specialist.post(`${PB}/deals/${deal.id}/payout-conditions`, { label: '过户后付卖方', purpose: 'price', from: 'held_buyer', payeePartyId: seller.id, amount: '1080000.00', on: { stepKey: 'title_transfer' } });
  await moveTo(who.admin, who.agent, deal.id, '2026-09-21T06:00:00.000Z');
  const upTo = steps.findIndex((s) => s.key === 'title_transfer') + 1;
  const then = await walkSteps(who, deal, steps.slice(0, upTo), '2026-09-21T01:00:00.000Z');
  await paySlip(who, deal, { conditionId: condition.id }, log);
  await paySlip(who, deal, { purpose: 'commission', from: 'commission_buyer', amount: '32800.00', payeeName: '江州公司' }, log);
  const last = await walkSteps(who, deal, steps.slice(upTo).filter((s) => s.key !== 'handover'), then);
  await handOver(who, deal, last, home, log);
  await transferGas(who, deal, { code: gasCompany.tenant.code, supervisor: gasSupervisor, admin: gasAdmin }, home, photo(94), log);
  const page = await look();
  log(`  ${page.name} follows it all at a private page: ${page.stepsDone} of ${page.steps.length} steps, paid ${page.payments.map((p) => p.amount).join(' + ')}, ${page.messages.length} messages`);
  await archive(who, deal, log);
}

/** Headquarters' twin sees each obligation of its cities, and the one that was late. */
async function headquartersSee({ hq, city, other }, deal, log) {
  const [supervisor, sister] = await Promise.all([hq.signIn('supervisor', true), other.signIn('supervisor', true)]);
  const month = SIGNED.slice(0, 7);
  const row = await eventually('headquarters sees the deal', async () => {
    const page = await supervisor.get(`/v1/insight/compliance?month=${month}`);
    const found = page.rows.find((r) => r.clauseId === 'PB-4.1a');
    return found?.cells.some((c) => c.total >= 2) ? found : null;
  });
  const missed = (await supervisor.get(`/v1/insight/obligations?clauseId=PB-4.1a&tenantId=${city.sandboxId}&month=${month}&group=missed`)).items;
  if (missed.length !== 1 || missed[0].subject.number !== deal.lateNumber) throw new Error(`headquarters sees ${missed.length} late`);
  const hidden = await sister.refused(404, 'GET', `${PB}/deals/${deal.id}`);
  log(`  headquarters: PB-4.1a in time ${row.cells.map((c) => c.rate ?? '–').join(' ')}, late ${missed[0].subject.number}; the sister company: ${hidden.code}`);
}
