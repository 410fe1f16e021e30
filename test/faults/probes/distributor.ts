import { eventually, type Json, type SignedIn } from '../../../infra/local/client.mjs';
import { type CustomerServiceKind, customerServicePages, furnishCustomerService } from './distributor-service.ts';

const DV = '/v1/distributor-visits';

/** What an id of distributor visits stands for. */
export type DistributorKind = CustomerServiceKind | 'visitRegion' | 'regionMember' | 'visitCustomer';

/** One record of every kind in the distributor visits of a place; `mark` stands in every text. */
export async function furnishDistributor(me: SignedIn, mark: string, unitId: string, userId: string, departmentId: string): Promise<Record<DistributorKind, string>> {
  const region = await eventually(`${mark}: unit known to distributor visits`, async () => {
    const answer = await me.send('POST', `${DV}/regions`, { body: { unitId, name: mark.slice(0, 40) } });
    return answer.status === 201 ? (answer.body as Json) : null;
  });
  const { members } = await me.post(`${DV}/regions/${region.id}/members`, { userId, duty: 'technician' });
  const customer = await me.post(`${DV}/customers`, { type: 'retailer', name: mark, unitId, regionId: region.id, city: mark.slice(0, 40), address: mark, latitude: 31.3, longitude: 120.6, contacts: [{ name: mark, phone: '13800001234' }], duplicateAcknowledged: true });
  await me.post(`${DV}/customers/${customer.id}/purchases`, { boughtOn: '2026-01-05', product: mark, quantity: 1, amount: '1.00' });
  return { visitRegion: region.id, regionMember: members[0].id, visitCustomer: customer.id, ...(await furnishCustomerService(me, mark, { unitId, userId, customer, departmentId })) };
}

/** What of it a probe must leave as it is. */
export const distributorPages = (ids: Record<DistributorKind, string>): string[] => [`${DV}/regions`, `${DV}/customers/${ids.visitCustomer}`, `${DV}/customers/${ids.visitCustomer}/history`, `${DV}/customers/${ids.visitCustomer}/purchases`, ...customerServicePages(ids)];
