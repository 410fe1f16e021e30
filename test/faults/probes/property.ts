import { eventually, type Json, type SignedIn } from '../../../infra/local/client.mjs';

const PB = '/v1/property-brokerage';

/** What an id of property brokerage stands for. */
export type PropertyKind = 'deal' | 'party' | 'dealTemplate' | 'dealObligation' | 'receipt' | 'step' | 'appointment' | 'condition' | 'slip' | 'receivable' | 'approval' | 'delegation' | 'reconciliation' | 'statementLine' | 'document' | 'archiveItem' | 'evidencePack' | 'export' | 'clientLink';

/** One record of every kind in the property brokerage of a place; `mark` stands in every text. */
export async function furnishProperty(me: SignedIn, mark: string, unitId: string, userId: string): Promise<Record<PropertyKind, string>> {
  const body = {
    business: 'sale', payment: 'mortgage', title: mark, city: mark, property: { address: mark }, contractNumber: mark, price: '100.00', parties: ['seller', 'buyer'].map((side) => ({ side, name: mark, idKind: 'passport', idNumber: 'E12345678', phone: '13800001234' })),
    shopUnitId: unitId, departmentUnitId: unitId, agentUserId: userId, signedAt: '2026-01-05T01:00:00Z',
  };
  const deal = await eventually(`${mark}: unit known to property brokerage`, async () => {
    const answer = await me.send('POST', `${PB}/deals`, { body });
    return answer.status === 201 ? (answer.body as Json) : null;
  });
  await me.post(`${PB}/deals/${deal.id}/send-f1`);
  await me.post(`${PB}/deals/${deal.id}/assign`, { specialistUserId: userId, note: mark });
  const name = { zh: mark, en: mark };
  const documents = (await me.get(`${PB}/deal-templates`)).items[0].documents.map((each: Json) => ({ ...each, name }));
  const templates = await me.post(`${PB}/deal-templates`, { kind: 'lease', city: mark, reason: mark, steps: [{ key: 'filing', name, waitsFor: 'client', clientPresent: false, required: true, guide: null }], documents });
  const receipt = await me.post(`${PB}/deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: deal.parties[1].id, amount: '50.00', receivedAt: '2026-01-06T01:00:00Z', method: 'transfer', note: mark });
  // Nobody needs to come for it, and it comes first: its end is refused for what the probe brings alone.
  const before = (await me.get(`${PB}/deals/${deal.id}/steps`)).steps[0].id;
  await me.post(`${PB}/deals/${deal.id}/steps`, { name: { zh: mark, en: mark }, waitsFor: 'client', clientPresent: false, required: false, beforeStepId: before, reason: mark });
  const { steps } = await me.get(`${PB}/deals/${deal.id}/steps`);
  const appointment = await me.post(`${PB}/deals/${deal.id}/appointments`, { stepId: steps[0].id, partyIds: [deal.parties[0].id], startsAt: '2026-01-07T01:00:00Z', endsAt: '2026-01-07T02:00:00Z', place: mark, bring: mark, phone: '13800001234' });
  const plan = (): Promise<Json> => me.post(`${PB}/deals/${deal.id}/payout-conditions`, { label: mark, purpose: 'price', from: 'held_buyer', payeePartyId: deal.parties[0].id, amount: '10.00', on: { text: mark } });
  const [condition, met] = [await plan(), await plan()];
  await me.post(`${PB}/payout-conditions/${met.id}/meet`, { metAt: '2026-01-07T01:00:00Z', note: mark });
  // The administrator is the one other person here, so that the slip has somebody to wait for.
  const chain = await me.send('PUT', `${PB}/approval-chains/payment_slip_of_supervisor`, { body: { steps: [{ roles: ['administrator'], mode: 'any' }], reason: mark }, headers: { 'if-match': '"0"' } });
  if (chain.status !== 200) throw new Error(`${chain.status} ${JSON.stringify(chain.body)}`);
  const slip = await me.post(`${PB}/deals/${deal.id}/payment-slips`, { conditionId: met.id, fields: { bank: mark, accountNumber: mark }, note: mark });
  await me.post(`${PB}/payment-slips/${slip.id}/submit`);
  const receivables = await me.post(`${PB}/deals/${deal.id}/receivables`, { side: 'buyer', kind: 'deposit', amount: '20.00', expectedOn: '2026-01-20', basis: mark, directReason: mark });
  const approval = (await me.get(`${PB}/approvals?list=mine`)).items[0];
  const delegateId = (await me.get('/v1/tenancy/users')).items.find((u: Json) => u.id !== userId).id;
  const delegation = await me.post(`${PB}/approval-delegates`, { delegateId, to: new Date(Date.now() + 86_400_000).toISOString() });
  const reconciliation = await me.upload(`${PB}/reconciliations?day=2026-01-08`, `${mark}.csv`, Buffer.from(`日期,金额,收付,对方户名,流水号\n2026-01-08,12.34,付,${mark},${mark}`), 'text/csv');
  const [line] = (await me.get(`${PB}/reconciliations/${reconciliation.id}/lines`)).items;
  await me.post(`${PB}/deals/${deal.id}/utilities/cable/lodge`, { place: mark, lodgedAt: '2026-01-07T01:00:00Z', acknowledgement: mark });
  const settled = await me.send('PUT', `${PB}/deals/${deal.id}/handover/settlement`, { body: { lines: [{ kind: 'other', label: mark, from: 'seller', to: 'other', payee: mark, amount: '1.00' }] } });
  if (settled.status !== 200) throw new Error(`${settled.status} ${JSON.stringify(settled.body)}`);
  await me.post(`${PB}/deals/${deal.id}/transfer/items`, { name: { zh: mark.slice(0, 40), en: mark }, reason: mark });
  const document = (await me.get(`${PB}/deals/${deal.id}/transfer`)).items.find((item: Json) => !item.fromTemplate);
  const { links: [clientLink] } = await me.post(`${PB}/deals/${deal.id}/clients/links`, { partyId: deal.parties[0].id, phone: '13800001234' });
  const added = await me.post(`${PB}/deals/${deal.id}/archive/items`, { name: mark, medium: 'original', note: mark });
  const pack = await me.post(`${PB}/deals/${deal.id}/evidence-packs`, { reason: mark });
  const asked = await me.post(`${PB}/exports`, { kind: 'commission-statement', format: 'csv', filter: { month: '2026-11' } });
  return { export: asked.id, evidencePack: pack.id, archiveItem: added.catalogue.find((line: Json) => line.source === 'added').key.slice('added:'.length), clientLink: clientLink.id, document: document.id, reconciliation: reconciliation.id, statementLine: line.id, condition: condition.id, slip: slip.id, receivable: receivables.items[0].id, approval: approval.id, delegation: delegation.id, step: steps[0].id, appointment: appointment.id, receipt: receipt.id, deal: deal.id, party: deal.parties[0].id, dealTemplate: templates.items.find((t: Json) => t.city === mark).id, dealObligation: deal.obligations[0].id };
}

/** What of it a probe must leave as it is. */
export const propertyPages = (ids: Record<PropertyKind, string>): string[] => [`${PB}/deals/${ids.deal}`, `${PB}/deals/${ids.deal}/timeline`, `${PB}/deals`, `${PB}/deal-templates`, `${PB}/specialists`, `${PB}/receipts`, `${PB}/deals/${ids.deal}/book`, `${PB}/deals/${ids.deal}/transfer`, `${PB}/deals/${ids.deal}/handover`, `${PB}/deals/${ids.deal}/utilities`, `${PB}/utility-applications`, `${PB}/deals/${ids.deal}/steps`, `${PB}/deals/${ids.deal}/appointments`, `${PB}/deals/${ids.deal}/progress`, `${PB}/deals/${ids.deal}/clients`, `${PB}/deals/${ids.deal}/payout-conditions`, `${PB}/payment-slips`, `${PB}/deals/${ids.deal}/receivables`, `${PB}/deals/${ids.deal}/forms`, `${PB}/form-numbers`, `${PB}/reconciliations`, `${PB}/reconciliations/${ids.reconciliation}/lines`, `${PB}/approvals`, `${PB}/approval-delegates`, `${PB}/deals/${ids.deal}/archive`, `${PB}/deals/${ids.deal}/evidence-packs`];
