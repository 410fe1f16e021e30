import { ACCOUNT, assignedDeal, PB } from './property.ts';
import { DAY, type Json, type SignedIn } from './stage.ts';
import type { Company } from '../../infra/local/company.mjs';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;
type Staff = Record<'agent' | 'specialist' | 'supervisor' | 'finance' | 'admin', SignedIn>;

/** Asks every operation of money once, on a deal of its own: receipts and the book (PB-4.6), conditions, slips and their approval (PB-4.7, PF-12), the day's reconciliation. */
export async function everyMoneyOperation(of: Company, who: Staff, signedAt: string, ask: Ask): Promise<void> {
  const deal = await assignedDeal({ of, who }, { signedAt });
  await receipts(who.agent, deal, ask);
  await slips(who, deal, ask);
  await approvals(who, of, ask);
  await reconciliations(who.finance);
}

async function receipts(agent: SignedIn, deal: Json, ask: Ask): Promise<void> {
  const receive = (amount: string): Promise<Json> => agent.post(`${PB}/deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: deal.parties[1].id, amount, receivedAt: new Date(Date.now() - 60_000).toISOString(), method: 'transfer' });
  const [kept, wrong] = [await receive('50000.00'), await receive('5.00')];
  await agent.post(`${PB}/receipts/${wrong.id}/reverse`, { reason: '录错金额' });
  await ask(agent, 'POST', `${PB}/receipts/report`, { receiptIds: [kept.id] });
  for (const path of ['receipts', `deals/${deal.id}/receipts`, `deals/${deal.id}/book`, `deals/${deal.id}/book/entries`]) await agent.get(`${PB}/${path}`);
}

async function slips({ specialist, supervisor, finance }: Staff, deal: Json, ask: Ask): Promise<void> {
  const path = `${PB}/deals/${deal.id}`;
  const plan = (): Promise<Json> => specialist.post(`${path}/payout-conditions`, { label: '首付款付卖方', purpose: 'price', from: 'held_buyer', payeePartyId: deal.parties[0].id, amount: '100.00', on: { text: '产权过户完成' } });
  const make = async (): Promise<Json> => {
    const { id: conditionId } = await specialist.post(`${PB}/payout-conditions/${(await plan()).id}/meet`, { metAt: new Date(Date.now() - 60_000).toISOString() });
    return specialist.post(`${path}/payment-slips`, { conditionId, fields: ACCOUNT });
  };
  const its = (slip: Json, move: string): string => `${PB}/payment-slips/${slip.id}/${move}`;
  await specialist.post(`${PB}/payout-conditions/${(await plan()).id}/drop`, { reason: '合同改了' });
  const [paid, given, taken] = [await make(), await make(), await make()];
  await ask(specialist, 'PUT', `${PB}/payment-slips/${paid.id}`, { fields: ACCOUNT, note: '首付款' }, paid.version);
  for (const slip of [paid, given, taken]) await specialist.post(its(slip, 'submit'));
  await specialist.post(its(taken, 'withdraw'), { reason: '金额有误' });
  const { auditedAt } = await supervisor.post(its(paid, 'decide'), { decision: 'approve' });
  await finance.post(its(paid, 'pay'), { paidAt: auditedAt, bankReference: 'BK-1' });
  await supervisor.post(its(given, 'decide'), { decision: 'approve' });
  await finance.post(its(given, 'return'), { reason: '账号与户名不符' });
  const again = await make();
  await specialist.post(its(again, 'submit'));
  for (const each of [`${path}/payout-conditions`, `${path}/payment-slips`, `${PB}/payment-slips`, `${PB}/payment-slips/${paid.id}`, `${PB}/slip-forms`]) await finance.get(each);
  await finance.post(`${PB}/slip-forms`, { fields: [{ key: 'bank', name: { zh: '开户行', en: 'Bank' }, required: true }], effectiveFrom: new Date(Date.now() + DAY).toISOString(), reason: '只要开户行' });
}

/** The slip that was submitted last still waits. */
async function approvals({ specialist, supervisor, admin }: Staff, of: Company, ask: Ask): Promise<void> {
  const [request] = (await supervisor.get(`${PB}/approvals`)).items;
  await specialist.post(`${PB}/approvals/${request.id}/remind`);
  await specialist.post(`${PB}/approvals/${request.id}/withdraw`);
  const delegation = await supervisor.post(`${PB}/approval-delegates`, { delegateId: of.people['manager']!.id, to: new Date(Date.now() + DAY).toISOString() });
  await supervisor.get(`${PB}/approval-delegates`);
  await ask(supervisor, 'DELETE', `${PB}/approval-delegates/${delegation.id}`);
  await admin.get(`${PB}/approval-chains`);
  const chain = await admin.get(`${PB}/approval-chains/payment_slip`);
  await ask(admin, 'PUT', `${PB}/approval-chains/payment_slip`, { steps: [{ roles: ['department_manager'], mode: 'any' }], reason: '改由经理审核' }, chain.version);
}

async function reconciliations(finance: SignedIn): Promise<void> {
  const begin = (day: string): Promise<Json> => finance.upload(`${PB}/reconciliations?day=${day}`, 'statement.csv', Buffer.from(`日期,金额,收付,对方户名,流水号\n${day},12.34,付,银行,FEE-1`), 'text/csv');
  const [kept, wrong] = [await begin('2026-01-05'), await begin('2026-01-06')];
  const path = `${PB}/reconciliations/${kept.id}`;
  const [line] = (await finance.get(`${path}/lines`)).items;
  await finance.post(`${path}/lines/${line.id}/explain`, { explanation: '银行手续费' });
  await finance.post(`${path}/close`);
  await finance.post(`${PB}/reconciliations/${wrong.id}/discard`, { reason: '传错文件' });
  await finance.get(`${PB}/reconciliations`);
  await finance.get(path);
}
