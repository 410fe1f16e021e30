// From the naming of the specialist to the archive: what the smoke plays with one deal (see smoke-property.mjs), gas included.
import { client, eventually } from './client.mjs';

const PB = '/v1/property-brokerage';
const UC = '/v1/utility-care';
const PHONE = '13800005207';
const MINUTE = 60_000;

/** What the contract says of money: most of the price goes from the bank to the seller. */
const RECEIVABLES = [
  { kind: 'deposit', amount: '100000.00', basis: '第四条第一款' }, { kind: 'balance', amount: '980000.00', basis: '第四条第二款' },
  { kind: 'balance', amount: '2200000.00', basis: '第四条第三款', directReason: '银行放款直接付卖方' }, { kind: 'commission', amount: '32800.00', basis: '第七条' },
];

/** The last obligation under a clause, which must have come to this. */
function expectOwed(deal, clauseId, status, parameter) {
  const found = deal.obligations.filter((o) => o.clauseId === clauseId && (!parameter || o.parameterKey === parameter)).at(-1);
  if (found?.status !== status) throw new Error(`${clauseId} of ${deal.number} is ${found?.status ?? 'absent'}, expected ${status}`);
  return found;
}

/** Until an event that is on its way has met it. */
const untilMet = (who, deal, clauseId) => eventually(`${clauseId} met`, async () => {
  const now = await who.get(`${PB}/deals/${deal.id}`);
  const owed = now.obligations.filter((o) => o.clauseId === clauseId);
  return owed.length > 0 && owed.every((o) => o.status !== 'open') && now;
}, 20_000);

/** PB-4.1c to PB-4.4: refused for the power of attorney, accepted in the second round; both parties told, forms complete, contract checked. */
export async function takeDeal(who, deal, log) {
  const { agent, specialist, supervisor } = who;
  const path = `${PB}/deals/${deal.id}`;
  const items = async () => (await agent.get(`${path}/transfer`)).items;
  const bring = async (but) => {
    for (const { id, key, state } of await items()) if (['missing', 'refused'].includes(state) && key !== but) await agent.post(`${path}/transfer/items/${id}/bring`);
  };
  await bring('power_of_attorney');
  const early = await specialist.refused(422, 'POST', `${path}/transfer/accept`, {});
  const power = (await items()).find((item) => item.key === 'power_of_attorney');
  const refused = await specialist.post(`${path}/transfer/refuse`, { itemIds: [power.id], reason: '卖方由弟弟代办，缺公证委托书' });
  const due = refused.obligations.filter((o) => o.clauseId === 'PB-4.1c').at(-1).dueAt;
  await bring();
  const taken = await specialist.post(`${path}/transfer/accept`);
  expectOwed(taken, 'PB-4.1c', 'met');
  log(`  documents refused for the missing ${power.name.zh} (${early.clause}), round 2 due ${due}: accepted, PB-4.1c met`);
  for (const { id } of deal.parties) await agent.post(`${path}/introductions/calls`, { partyId: id, outcome: 'reached' });
  await specialist.post(`${path}/introductions/texts`, { phone: PHONE });
  await untilMet(specialist, deal, 'PB-4.3a');

  const { steps } = await specialist.get(`${path}/steps`);
  await specialist.put(`${path}/steps/expected-dates`, { steps: steps.filter((s) => s.required).map((s) => ({ stepId: s.id, expectedOn: '2026-10-30' })) });
  const incomplete = await specialist.refused(422, 'POST', `${path}/forms/complete`, {});
  for (const due of RECEIVABLES) await specialist.post(`${path}/receivables`, { side: 'buyer', expectedOn: '2026-10-20', ...due });
  await specialist.post(`${path}/forms/complete`);
  await specialist.post(`${path}/contract-copy/hand-over`, { note: '原件一份' });
  const checked = await supervisor.post(`${path}/contract-copy/check`, { result: 'checked' });
  expectOwed(checked, 'PB-4.3b', 'met');
  expectOwed(checked, 'PB-4.4', 'met', 'pb.contract.reviewWorkingDays');
  log(`  both parties called and texted: PB-4.3a met; forms complete after ${incomplete.errors.length} gaps were named: PB-4.3b met; contract checked: PB-4.4 met`);
  return steps.filter((s) => s.required);
}

/** PB-4.6: what the shop took is reported to finance, with copies to three. */
export async function takeMoney({ agent }, deal, now, log) {
  const path = `${PB}/deals/${deal.id}`;
  const payer = deal.parties.find((p) => p.side === 'buyer').id;
  const receiptIds = [];
  for (const [kind, amount] of [['deposit', '100000.00'], ['balance', '980000.00'], ['commission', '32800.00']]) {
    receiptIds.push((await agent.post(`${path}/receipts`, { kind, payerPartyId: payer, amount, receivedAt: now, method: 'transfer' })).id);
  }
  await agent.post(`${PB}/receipts/report`, { receiptIds });
  const receipts = await eventually('finance and the copies have it', async () => {
    const { items } = await agent.get(`${path}/receipts`);
    return items.every((r) => r.report.state === 'complete') && items;
  }, 20_000);
  log(`  ${receipts.map((r) => r.amount).join(' + ')} received, reported with copies to ${new Set(receipts[0].report.recipients.map((r) => r.recipient)).size}: PB-4.6 ${[...new Set(receipts.map((r) => r.obligation.status))].join(' ')}`);
}

/** PB-4.5, PB-4.8: the steps in their order, the client accompanied where they must come. Answers the time after the last. */
export async function walkSteps({ specialist }, deal, steps, from) {
  const path = `${PB}/deals/${deal.id}`;
  let at = Date.parse(from);
  for (const step of steps) {
    const [startsAt, endsAt] = [at, at + 10 * MINUTE].map((ms) => new Date(ms).toISOString());
    if (step.clientPresent) {
      const partyIds = deal.parties.map((p) => p.id);
      const made = await specialist.post(`${path}/appointments`, { stepId: step.id, partyIds, startsAt, endsAt, place: '政务中心 3 号窗', phone: PHONE });
      await specialist.refused(422, 'POST', `${path}/steps/${step.id}/finish`, { finishedAt: endsAt, phone: PHONE });
      await specialist.post(`${path}/appointments/${made.id}/attendance`, { partyIds, specialist: true, presentAt: startsAt, leftAt: endsAt });
    }
    await specialist.post(`${path}/steps/${step.id}/finish`, { finishedAt: endsAt, phone: PHONE });
    at += 15 * MINUTE;
  }
  return new Date(at).toISOString();
}

/** PB-4.7: made by the specialist, audited by the supervisor, paid by finance. */
export async function paySlip({ specialist, supervisor, finance }, deal, slip, log) {
  const made = await specialist.post(`${PB}/deals/${deal.id}/payment-slips`, { fields: { bank: '江州银行滨江支行', accountNumber: '6222021234567890123' }, ...slip });
  await specialist.post(`${PB}/payment-slips/${made.id}/submit`);
  const own = await specialist.refused(422, 'POST', `${PB}/payment-slips/${made.id}/decide`, { decision: 'approve' });
  const { auditedAt } = await supervisor.post(`${PB}/payment-slips/${made.id}/decide`, { decision: 'approve' });
  const paid = await finance.post(`${PB}/payment-slips/${made.id}/pay`, { paidAt: auditedAt, bankReference: `BK-${made.number}` });
  log(`  ${paid.number} ${paid.amount} to ${paid.payeeName}: made by ${paid.makerName} (who may not audit: ${own.code}), audited by ${paid.auditorNames?.join('、') ?? '何静'}, paid by ${paid.paidBy}`);
  return paid;
}

/** PB-4.9a: keys, meters and fees; F4 to the specialist. */
export async function handOver({ agent, specialist }, deal, at, home, log) {
  const path = `${PB}/deals/${deal.id}/handover`;
  await agent.put(path, {
    handedOverAt: at, present: [{ name: '钱勇', as: 'seller' }, { name: '周子涵', as: 'buyer' }], items: [{ name: '入户门钥匙', count: 3 }], readings: [{ meter: 'gas', reading: '1203.5' }], utilities: [{ utility: 'gas', accountNumber: home.number }],
  });
  await agent.put(`${path}/settlement`, { lines: [{ kind: 'property_management', label: '物业管理费', from: 'seller', to: 'other', payee: '滨江物业', amount: '1250.50', period: { from: '2026-07-01', until: '2026-09-17' } }] });
  for (const side of ['seller', 'buyer']) await agent.post(`${path}/settlement/confirm`, { side, at });
  await agent.post(`${path}/f4/send`);
  const received = await specialist.post(`${path}/f4/receive`, { phone: PHONE });
  const { steps } = await specialist.get(`${PB}/deals/${deal.id}/steps`);
  const step = steps.find(({ key }) => key === 'handover');
  if (step.state !== 'done') throw new Error(`${step.name.zh} is ${step.state}`);
  log(`  handed over with the fees settled, F4 received: PB-4.9a ${expectOwed(received, 'PB-4.9a', 'met').status}, ${step.name.zh} done with it`);
}

/** PB-4.9b, UC-5.2d, PF-10: asked of the gas company over an agreement, worked there, done here by itself. */
export async function transferGas({ specialist, admin }, deal, gas, home, picture, log) {
  const path = `${PB}/deals/${deal.id}/utilities`;
  const [{ purpose, events }] = (await admin.get('/v1/tenancy/agreements/catalogue')).items;
  const terms = events.map(({ event, needed, optional }) => ({ event, fields: [...needed, ...optional.filter((field) => field !== 'oldHolderIdNumber')] }));
  const { id: agreementId } = await admin.post('/v1/tenancy/agreements', { code: gas.code, purpose, terms, reason: '过户互通' });
  await gas.admin.post(`/v1/tenancy/agreements/${agreementId}/accept`);
  await eventually('the agreement is known', async () => {
    const answer = await specialist.send('POST', `${path}/gas/request`, { body: { phone: PHONE } });
    if (answer.status >= 400 && answer.body.errors?.[0]?.code !== 'no_agreement') throw new Error(JSON.stringify(answer.body));
    return answer.status === 200;
  });
  const row = await eventually('the gas company has the request', async () => (await gas.supervisor.get(`${UC}/transfers?limit=200`)).items.find((t) => t.accountNumber === home.number));
  await untilMet(specialist, deal, 'PB-4.9b');
  const its = `${UC}/transfers/${row.id}`;
  await gas.supervisor.post(`${its}/accept`, { debt: '0' });
  await gas.supervisor.post(`${its}/appointment`, { at: new Date(Date.now() + 400 * 86_400_000).toISOString() });
  const file = await gas.supervisor.upload(`${UC}/attachments`, 'meter.png', picture, 'image/png');
  await gas.supervisor.post(`${its}/read`, { reading: '1204.5', attachmentIds: [file.id] });
  await gas.supervisor.post(`${its}/complete`);
  const step = await eventually('the step has ended by itself', async () => (await specialist.get(`${PB}/deals/${deal.id}/steps`)).steps.find((s) => s.utility === 'gas' && s.state === 'done'), 20_000);
  log(`  ${row.number} at the gas company, read at 1204.5, account to ${deal.parties.find((p) => p.side === 'buyer').name}: ${step.name.zh} done by itself, PB-4.9b met`);
}

/** PB-4.10: everything owed is met; the archivist's receipt closes the deal. */
export async function archive({ specialist, archivist, supervisor }, deal, log) {
  const path = `${PB}/deals/${deal.id}`;
  await eventually('the formalities are done', async () => (await specialist.get(path)).status === 'formalities_done', 20_000);
  await specialist.post(`${path}/archive/hand-over`, { note: '原件一袋' });
  const archived = await archivist.post(`${path}/archive/receive`, { location: { room: '一号库', cabinet: '3 柜', box: '12 盒', mark: 'B-07' } });
  const met = expectOwed(archived, 'PB-4.10', 'met');
  const open = archived.obligations.filter((o) => o.status === 'open').map((o) => o.clauseId);
  if (open.length) throw new Error(`archived with open ${open.join(', ')}`);
  const book = await specialist.get(`${path}/book`);
  log(`  all formalities done, archived: PB-4.10 met, due ${met.dueAt}; ${archived.obligations.length} obligations, none open; the book holds ${book.held}`);
  // PB-3.3: whoever was served is asked.
  const planned = (await supervisor.get(`${path}/callbacks`)).items;
  const calls = [];
  for (const [i, { id }] of planned.entries()) calls.push(await supervisor.post(`${PB}/deal-callbacks/${id}/attempts`, { outcome: 'reached', score: 5 - i, comment: '办得快' }));
  log(`  the supervisor called back: ${calls.map((c) => `${c.contactName} ${c.score}`).join(', ')}`);
}

/** Capability 5: the text that the buyer got opens the buyer's page. */
export async function openClientPage({ specialist, supervisor }, gatewayUrl, deal) {
  const party = deal.parties.find((p) => p.side === 'buyer');
  await specialist.post(`${PB}/deals/${deal.id}/clients/links`, { partyId: party.id, phone: PHONE });
  const text = await eventually('the link is texted', async () => (await supervisor.get('/v1/notification/outbox-messages?limit=100')).items.find((m) => m.channel === 'sms' && m.text.includes('/c#') && m.to.includes(party.name)));
  const buyer = client(gatewayUrl, { 'x-client-link': /#([\w-]+)/.exec(text.text)[1] });
  return () => buyer.get(`${PB}/client-page`);
}
