import { eventually, type Json, type SignedIn } from '../../../infra/local/client.mjs';

const PB = '/v1/property-brokerage';

/** What an id of property brokerage stands for. */
export type PropertyKind = 'deal' | 'party' | 'dealTemplate' | 'dealObligation';

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
  const templates = await me.post(`${PB}/deal-templates`, {
    kind: 'lease', city: mark, reason: mark, steps: [{ key: 'filing', name: { zh: mark, en: mark }, waitsFor: 'client', clientPresent: false, required: true, guide: null }], documents: [{ key: 'f2', name: { zh: mark, en: mark }, of: 'deal', needed: 'always' }],
  });
  return { deal: deal.id, party: deal.parties[0].id, dealTemplate: templates.items.find((t: Json) => t.city === mark).id, dealObligation: deal.obligations[0].id };
}

/** What of it a probe must leave as it is. */
export const propertyPages = (ids: Record<PropertyKind, string>): string[] => [`${PB}/deals/${ids.deal}`, `${PB}/deals/${ids.deal}/timeline`, `${PB}/deals`, `${PB}/deal-templates`, `${PB}/specialists`];
