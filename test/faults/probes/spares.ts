import type { SignedIn } from '../../../infra/local/client.mjs';

/** What an id stands for among spares, loans and replacements of stations. */
export type SpareKind = 'spareItem' | 'spareApplication' | 'spareReturn' | 'spareViolation' | 'spareLoan' | 'replacement';

const OC = '/v1/outstation-channel';

/** One record of each kind at a station, with the mark in every text. Who asks does not decide their own, so all of it waits. */
export async function furnishSpares(me: SignedIn, mark: string, departmentUnitId: string, stationId: string): Promise<Record<SpareKind, string>> {
  const item = await me.post(`${OC}/spare-items`, { number: mark, name: mark, kind: 'part', model: mark });
  const unit = await me.post(`${OC}/spare-items`, { number: `${mark} U`, name: mark, kind: 'unit', model: mark });
  await me.post(`${OC}/spare-supplies`, { departmentUnitId, itemId: item.id, quantity: 9, deliveredOn: '2026-01-05', reference: mark });
  const application = await me.post(`${OC}/spare-applications`, { stationId, lines: [{ itemId: item.id, quantity: 1 }], reason: mark });
  const violation = await me.post(`${OC}/spare-violations`, { stationId, kind: 'borrowed', facts: mark, discoveredAt: '2026-01-05T02:00:00Z' });
  const loan = await me.post(`${OC}/spare-loans`, { stationId, itemId: unit.id, purpose: mark });
  const replacement = await me.post(`${OC}/replacements`, { stationId, model: mark, serial: mark, reason: mark, cause: 'product' });
  // Nothing of it was issued, so nothing can be returned: a return is probed with the application itself.
  return { spareItem: item.id, spareApplication: application.id, spareReturn: application.id, spareViolation: violation.id, spareLoan: loan.id, replacement: replacement.id };
}

/** What of it a probe must leave as it is. */
export const sparePages = (ids: Record<SpareKind, string> & { station: string }): string[] => [
  'spare-items', `spare-stock?placeId=${ids.station}`, `spare-movements?placeId=${ids.station}&itemId=${ids.spareItem}`, 'spare-applications', `spare-applications/${ids.spareApplication}`, 'spare-returns', 'spare-violations', 'spare-loans', 'spare-loans/turnover',
  'replacements', 'replacements/rates?from=2026-01&to=2026-12', 'replacements/months?from=2026-01&to=2026-12', 'spare-loans/months?from=2026-01&to=2026-12',
].map((page) => `${OC}/${page}`);
