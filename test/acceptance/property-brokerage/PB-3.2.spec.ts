import { CONTRACT } from '../property-forms.ts';
import { LEASE } from '../property-archive.ts';
import { BEGIN, PB, partyOf, propertyCompany } from '../property.ts';
import type { Json } from '../stage.ts';

const property = propertyCompany(BEGIN);
const AGREED = CONTRACT.find((due) => due.kind === 'commission')!.amount;

test('PB-3.2 the specialist confirms the commission by side, with the reason for a difference; supervisor or manager checks it', async () => {
  const { who } = property.here;
  const deal = await property.here.taken({ ...LEASE, signedAt: BEGIN });
  const path = `${PB}/deals/${deal.id}/commission`;
  await who.agent.post(`${PB}/deals/${deal.id}/receipts`, { kind: 'commission', payerPartyId: partyOf(deal, 'buyer').id, amount: '30000.00', receivedAt: BEGIN, method: 'transfer' });
  expect(await who.specialist2.refused(422, 'POST', `${path}/confirm`, { reasonBuyer: '尾款未到' })).toMatchObject({ clause: 'PB-3.2', code: 'not_the_specialist' });
  expect(await who.specialist.refused(400, 'POST', `${path}/confirm`)).toMatchObject({ clause: 'PB-3.2', errors: [{ field: 'reasonBuyer', code: 'required' }] });
  const confirmed = await who.specialist.post(`${path}/confirm`, { reasonBuyer: '尾款未到' });
  expect(confirmed).toMatchObject({ state: 'confirmed', sides: [{ side: 'seller', difference: '0.00' }, { side: 'buyer', agreed: AGREED, received: '30000.00', difference: '-2800.00' }] });
  expect(await who.specialist.refused(403, 'POST', `${path}/check`, { decision: 'check' })).toMatchObject({ permission: 'commission.check' });
  expect(await who.manager.post(`${path}/check`, { decision: 'check' })).toMatchObject({ state: 'checked', confirmations: [{ confirmedBy: '孙莉', settledBy: '蒋峰' }] });
  const { items } = await who.supervisor.get(`${PB}/commission-statement?month=2026-09`);
  expect(items.map((c: Json) => [c.dealNumber, c.agentName, c.sides[1].received, c.sides[1].reason])).toEqual([[deal.number, '邱晨', '30000.00', '尾款未到']]);
  expect((await who.supervisor.get(`${PB}/commission-statement/totals?month=2026-09`)).items).toMatchObject([{ agentName: '邱晨', deals: 1, difference: '-2800.00' }]);
  expect((await who.supervisor.get(`${PB}/commission-statement?month=2026-10`)).items).toEqual([]);
});
