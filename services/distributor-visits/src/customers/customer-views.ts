import type { DirectoryUnit, DirectoryUser } from '@luyue/directory';
import { maskPhone, yuan } from '@luyue/kernel';
import type { CustomerChange, CustomerPurchase, VisitCustomer } from './customer.entity.ts';
import type { VisitCustomerView } from '../views.ts';
import type { CustomerChangeView, CustomerPurchaseView } from './customers.http.ts';
import { CUSTOMER_TYPE_NAMES, gradeShown } from './customers.rules.ts';

/** What a page needs beside the rows: names, and the month (YYYY-MM) whose grade it shows. */
export interface CustomerNames { units: Map<string, DirectoryUnit>; users: Map<string, DirectoryUser>; regions: Map<string, string>; month: string }

export function customerView(c: VisitCustomer, { units, users, regions, month }: CustomerNames): VisitCustomerView {
  return {
    id: c.id, version: c.version, number: c.number, type: c.type, typeName: CUSTOMER_TYPE_NAMES[c.type], name: c.name, status: c.status, unitId: c.unitId, unitName: units.get(c.unitId)?.name ?? '', regionId: c.regionId, regionName: (c.regionId && regions.get(c.regionId)) || null,
    city: c.city, address: c.address, latitude: c.latitude, longitude: c.longitude, contacts: c.contacts, competitors: c.competitors, specialReason: c.specialReason, grade: gradeShown(c.grades, month), grades: c.grades,
    visitorUserId: c.visitorUserId, visitorName: (c.visitorUserId && users.get(c.visitorUserId)?.name) || null, visitorReason: c.visitorReason, registeredAt: c.registeredAt.toISOString(), origin: c.origin, lastVisitOn: c.lastVisitOn,
  };
}

const PRIVATE = ['contacts'];
/** Phones of people who are no longer named are not shown in full for ever. */
const shown = (field: string, value: unknown): string => JSON.stringify(PRIVATE.includes(field) && Array.isArray(value) ? value.map((c: { phone: string }) => ({ ...c, phone: maskPhone(c.phone) })) : value);

export const changeView = (h: CustomerChange): CustomerChangeView => ({
  id: h.id, at: h.at.toISOString(), by: h.byName, reason: h.reason, fields: h.fields.map(({ field, before, after }) => ({ field, before: shown(field, before), after: shown(field, after) })),
});

export const purchaseView = (p: CustomerPurchase): CustomerPurchaseView => ({ id: p.id, boughtOn: p.boughtOn, product: p.product, quantity: Number(p.quantity), amount: yuan(p.amountFen), note: p.note });
