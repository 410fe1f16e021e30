import { Injectable, Module } from '@nestjs/common';
import { type DateText, isId, newId } from '@luyue/kernel';
import { permit, refuse, statement, type Tx } from '@luyue/platform';
import { CustomerChange, type CustomerPurchase, type Grade, VisitCustomer } from './customer.entity.ts';
import { changedFields, gradeShown, withGrade } from './customers.rules.ts';

const CUSTOMER = { zh: '客户', en: 'customer' };
const OF_IDS = statement('visit_customers_of_ids', 'tenant_id = $1 AND id = ANY ($2)');
const VISITED = statement('visit_customer_visited', 'UPDATE visit_customer SET last_visit_on = greatest(last_visit_on, $3::date) WHERE tenant_id = $1 AND id = $2');

/** `gradeIn` as SQL: of the customers `c`, in the month of a parameter. */
export const gradeSql = (c: string, month: string): string => `coalesce((SELECT g ->> 'grade' FROM jsonb_array_elements(${c}.grades) g WHERE g ->> 'from' <= ${month} ORDER BY g ->> 'from' DESC LIMIT 1), ${c}.grades -> 0 ->> 'grade')`;

/** A room that does something when a customer is registered, in the same transaction. */
export interface RegistrationListener { customersRegistered(tx: Tx, customers: VisitCustomer[]): Promise<void> }

/** A room that does something when a record is closed or opened again, in the same transaction. */
export type StatusListener = (tx: Tx, customer: VisitCustomer) => Promise<void>;

export interface Bought { customer: Pick<VisitCustomer, 'id' | 'unitId'>; purchase: Pick<CustomerPurchase, 'boughtOn' | 'amountFen'> }
/** A room that does something when purchases are entered, in the same transaction. */
export type PurchaseListener = (tx: Tx, bought: Bought[]) => Promise<void>;

/** What every room does with a customer: read it, take it for a change, write down what changed. */
@Injectable()
export class CustomerRecord {
  private readonly listeners: RegistrationListener[] = [];
  private readonly purchases: PurchaseListener[] = [];
  private readonly statuses: StatusListener[] = [];

  /** A room says at its start that it hears of new customers. */
  onRegistration(room: RegistrationListener): void { this.listeners.push(room); }

  async registered(tx: Tx, customers: VisitCustomer[]): Promise<void> { for (const room of this.listeners) await room.customersRegistered(tx, customers); }

  onStatus(listener: StatusListener): void { this.statuses.push(listener); }

  async statusChanged(tx: Tx, customer: VisitCustomer): Promise<void> { for (const listener of this.statuses) await listener(tx, customer); }

  onPurchase(listener: PurchaseListener): void { this.purchases.push(listener); }

  async bought(tx: Tx, bought: Bought[]): Promise<void> { for (const listener of this.purchases) await listener(tx, bought); }

  /** Reads it; 404 for an unknown id, 403 outside the units that the permission reaches. */
  async read(tx: Tx, id: string, permission = 'visitCustomer.read'): Promise<VisitCustomer> {
    const row = await tx.get(VisitCustomer, id, CUSTOMER);
    permit(tx.ctx, permission, row.unitId);
    return row;
  }

  /** The customer that a record is about, named by a field of it; asks no permission but the unit's. DV-2: throws 400 naming `field` for what is no customer, 409 for one that was closed. */
  async subject(tx: Tx, id: string, field = 'customerId'): Promise<VisitCustomer> {
    const row = isId(id) ? await tx.find(VisitCustomer, id) : null;
    if (!row) throw refuse.field(field, 'unknown_customer', { zh: '没有这个客户', en: 'no such customer' }, 'DV-2');
    if (row.status === 'closed') throw refuse.conflict('customer_closed', { zh: '客户档案已停用', en: 'The record of this customer is closed' }, { clause: 'DV-2' });
    return row;
  }

  /** Takes it for a change; 404 and 403 as `read`. */
  async lock(tx: Tx, id: string, permission: string): Promise<VisitCustomer> {
    const row = await tx.lock(VisitCustomer, id, CUSTOMER);
    permit(tx.ctx, permission, row.unitId);
    return row;
  }

  /** These customers by id, for pages of other rooms. */
  async ofIds(tx: Tx, ids: string[]): Promise<Map<string, VisitCustomer>> {
    const rows = ids.length ? await tx.rows(VisitCustomer, OF_IDS, [tx.tenantId, [...new Set(ids)]]) : [];
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Changes it and keeps what changed; a change of nothing writes nothing. */
  async change(tx: Tx, row: VisitCustomer, patch: Partial<VisitCustomer>, reason: string | null = null): Promise<void> {
    const fields = changedFields(row, patch).filter(({ field }) => !['searchText', 'tokens', 'nameKey'].includes(field));
    if (!fields.length) return;
    await tx.update(VisitCustomer, row, patch);
    await tx.insert(CustomerChange, { tenantId: tx.tenantId, id: newId(), version: 1, customerId: row.id, at: tx.now, byName: tx.ctx.userName, reason, fields });
  }

  /** DV-4.1: a grade that counts from the month `from` (YYYY-MM) on. */
  async grade(tx: Tx, customerId: string, grade: Grade, from: string): Promise<void> {
    const row = await tx.lock(VisitCustomer, customerId, CUSTOMER);
    await this.change(tx, row, { grades: withGrade(row.grades, { grade, from }) });
  }

  /** DV-4.1: what is shown as its grade in a month (YYYY-MM). */
  gradeIn({ grades }: Pick<VisitCustomer, 'grades'>, month: string): Grade | null { return gradeShown(grades, month); }

  /** A visit began on this day. */
  async visited(tx: Tx, customerId: string, day: DateText): Promise<void> { await tx.sql(VISITED, [tx.tenantId, customerId, day]); }
}

/** Apart from the room's own module, so that every room can use it. */
@Module({ providers: [CustomerRecord], exports: [CustomerRecord] })
export class CustomerRecordModule {}
