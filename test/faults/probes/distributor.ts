import { randomUUID } from 'node:crypto';
import { eventually, type Json, type SignedIn } from '../../../infra/local/client.mjs';
import { type CustomerServiceKind, customerServicePages, furnishCustomerService } from './distributor-service.ts';

const DV = '/v1/distributor-visits';

/** What an id of distributor visits stands for. */
export type DistributorKind = CustomerServiceKind | 'visitRegion' | 'regionMember' | 'visitCustomer' | 'visitPlan' | 'plannedVisit' | 'visit' | 'visitRecord' | 'gradeCard' | 'dailyReport' | 'dailyMatter' | 'urgentReport' | 'monthlyReport';

/** One record of every kind in the distributor visits of a place; `mark` stands in every text. */
export async function furnishDistributor(me: SignedIn, mark: string, unitId: string, userId: string, departmentId: string): Promise<Record<DistributorKind, string>> {
  const region = await eventually(`${mark}: unit known to distributor visits`, async () => {
    const answer = await me.send('POST', `${DV}/regions`, { body: { unitId, name: mark.slice(0, 40) } });
    return answer.status === 201 ? (answer.body as Json) : null;
  });
  const { members } = await me.post(`${DV}/regions/${region.id}/members`, { userId, duty: 'technician' });
  const customer = await me.post(`${DV}/customers`, { type: 'retailer', name: mark, unitId, regionId: region.id, city: mark.slice(0, 40), address: mark, latitude: 31.3, longitude: 120.6, contacts: [{ name: mark, phone: '13800001234' }], duplicateAcknowledged: true });
  await me.post(`${DV}/customers/${customer.id}/purchases`, { boughtOn: '2026-01-05', product: mark, quantity: 1, amount: '1.00' });
  await me.post(`${DV}/basic-policies`, { unitId, title: mark, text: mark, effectiveFrom: '2039-01-01' });
  const plan = await me.post(`${DV}/plans`, { unitId, period: '2030-01', keyProducts: [mark], keySurveyItems: [mark], note: mark });
  const planned = await me.post(`${DV}/plans/${plan.id}/visits`, { customerId: customer.id, visitorUserId: userId, day: '2030-01-08', reason: mark });
  const form = (await me.get(`${DV}/survey-templates`)).items.find((t: Json) => t.key === 'business');
  const [visitId, note] = [randomUUID(), randomUUID()];
  const at = new Date(Date.parse(customer.registeredAt) - 1_000).toISOString();
  const record = (kind: string, body: object, id: string = randomUUID()): object => ({ id, visitId, kind, occurredAt: at, body });
  const { results } = await me.post(`${DV}/visits/sync`, { deviceId: mark, records: [record('check_in', { customerId: customer.id, reason: mark }), record('note', { text: mark }, note), record('survey', { templateId: form.id, values: { lines: mark } }), record('check_out', { effect: mark, card: { situation: mark } })] });
  if (results.some((r: Json) => r.outcome !== 'applied')) throw new Error(JSON.stringify(results));
  const grading = { regionId: region.id, unitId };
  await me.post(`${DV}/grade-schemes`, { ...grading, items: [{ key: 'nature', name: { zh: mark.slice(0, 60), en: mark }, weight: 100, kind: 'manual' }], thresholds: { A: 85, B: 70, C: 50 }, reason: mark });
  await me.post(`${DV}/grade-cards`, grading);
  const [card] = (await me.get(`${DV}/grade-cards?customerId=${customer.id}`)).items;
  const daily = await me.get(`${DV}/daily-reports/mine`);
  const { body: { matters: [matter] } } = await me.send('PUT', `${DV}/daily-reports/${daily.id}/matters`, { body: { matters: [{ title: mark.slice(0, 100), course: mark, result: mark }] }, headers: { 'if-match': `"${daily.version}"` } });
  const urgent = await me.post(`${DV}/urgent-reports`, { kind: 'other', title: mark.slice(0, 100), unitId });
  const monthly = await me.post(`${DV}/monthly-reports`, { unitId, month: '2026-01' });
  return { dailyReport: daily.id, dailyMatter: matter.id, urgentReport: urgent.id, monthlyReport: monthly.id, visitPlan: plan.id, plannedVisit: planned.id, visit: visitId, visitRecord: note, gradeCard: card.id, visitRegion: region.id, regionMember: members[0].id, visitCustomer: customer.id, ...(await furnishCustomerService(me, mark, { unitId, userId, customer, departmentId })) };
}

/** What of it a probe must leave as it is. */
export const distributorPages = (ids: Record<DistributorKind, string>): string[] => [`${DV}/regions`, `${DV}/customers/${ids.visitCustomer}`, `${DV}/customers/${ids.visitCustomer}/history`, `${DV}/customers/${ids.visitCustomer}/purchases`, ...customerServicePages(ids), `${DV}/basic-policies`, `${DV}/plans`, `${DV}/plans/${ids.visitPlan}/visits`, `${DV}/visits`, `${DV}/visits/${ids.visit}`, `${DV}/surveys`, `${DV}/inquiry-cards`, `${DV}/customers/${ids.visitCustomer}/cards`, `${DV}/grade-schemes`, `${DV}/grade-cards/${ids.gradeCard}`, `${DV}/daily-reports/${ids.dailyReport}`, `${DV}/urgent-reports/${ids.urgentReport}`, `${DV}/monthly-reports/${ids.monthlyReport}`];
