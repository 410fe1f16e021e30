import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, matchVersion, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord, gradeSql, type RegistrationListener } from '../customers/customer-record.ts';
import type { VisitCustomer } from '../customers/customer.entity.ts';
import { ProductMailing } from './mailing.entity.ts';
import type { ChangeMailing, MailingView, WriteMailing } from './mailings.http.ts';
import { mailingMoves, type MailingStatus } from './mailings.rules.ts';

export interface MailingFilter { status?: MailingStatus; limit: number; cursor?: string }

const MAILING = { zh: '新产品信息', en: 'mailing' };
const ADDRESS = statement('mailing_address', `
  INSERT INTO mailing_receipt (tenant_id, mailing_id, customer_id, state) SELECT $1, $2, c.id, 'owed' FROM visit_customer c
  WHERE c.tenant_id = $1 AND c.unit_id = $3 AND c.status = 'active' AND c.type = ANY ($4) AND coalesce(${gradeSql('c', '$6')}, 'none') = ANY ($5) RETURNING customer_id`);

/** New product information for customers of chosen grades and types (DV-3.3d). */
@Injectable()
export class Mailings implements RegistrationListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly customers: CustomerRecord, private readonly recurring: RecurringDuties, private readonly directory: Directory, private readonly numbers: Numbers) {}

  onModuleInit(): void { this.customers.onRegistration(this); }

  /** With its first customer a unit owes information; how often is the company's to say, and nothing where it has not. */
  async customersRegistered(tx: Tx, customers: VisitCustomer[]): Promise<void> {
    const [units, beginsOn] = [await this.directory.units(tx), localDate(tx.now, await this.directory.zone(tx))];
    await this.recurring.begin(tx, [...new Set(customers.map((c) => c.unitId))].toSorted().map((unitId) => {
      const title = units.get(unitId)?.name ?? '';
      return { clauseId: 'DV-3.3d', parameter: 'dv.newProduct.everyMonths', every: { by: 'dv.newProduct.everyMonths' }, subject: { type: 'business_unit', id: unitId, number: title, title }, unitId, beginsOn };
    }));
  }

  async write(ctx: Context, { unitId, ...words }: WriteMailing): Promise<MailingView> {
    permit(ctx, 'customerEvent.work');
    const number = await this.numbers.next(ctx, 'XP');
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      permit(ctx, 'customerEvent.work', unitId);
      return this.view(tx, await tx.insert(ProductMailing, { tenantId: tx.tenantId, id: newId(), version: 1, number, unitId, ...words, status: 'draft', madeBy: ctx.userName, madeAt: tx.now, issuedAt: null, issuedBy: null, reason: null, recipients: 0, delivered: 0, received: 0 }));
    });
  }

  change(ctx: Context, id: string, change: ChangeMailing, version: number): Promise<MailingView> {
    return this.work(ctx, id, async (tx, mailing) => {
      matchVersion(mailing, version);
      if (mailing.status !== 'draft') throw refuse.transition(mailing.status, 'draft', [...mailingMoves[mailing.status]], 'DV-3.3d');
      await tx.update(ProductMailing, mailing, change);
    });
  }

  /** Throws 422 where no customer of the unit has these types and grades. */
  issue(ctx: Context, id: string): Promise<MailingView> {
    return this.work(ctx, id, async (tx, mailing) => {
      mayMove(mailing.status, 'issued');
      const { length: recipients } = await tx.sql(ADDRESS, [tx.tenantId, id, mailing.unitId, mailing.types, mailing.grades, localDate(tx.now, await this.directory.zone(tx)).slice(0, 7)]);
      if (!recipients) throw refuse.rule('DV-3.3d', 'nobody', { zh: '没有符合条件的客户', en: 'No customer has these types and grades' });
      await tx.update(ProductMailing, mailing, { status: 'issued', issuedAt: tx.now, issuedBy: ctx.userName, recipients });
      const text = `《${mailing.title}》，${recipients} 家客户`;
      await this.recurring.complete(tx, { subjectId: mailing.unitId, clauseId: 'DV-3.3d' }, { at: tx.now, note: text, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `发出新产品信息${text}` }] });
    });
  }

  drop(ctx: Context, id: string, reason: string): Promise<MailingView> {
    return this.work(ctx, id, async (tx, mailing) => {
      mayMove(mailing.status, 'dropped');
      await tx.update(ProductMailing, mailing, { status: 'dropped', reason });
    });
  }

  list(ctx: Context, filter: MailingFilter): Promise<Page<MailingView>> {
    const units = unitsOf(ctx, 'visit.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ProductMailing, 'm').where('m.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('m.unitId = ANY (:units)', { units });
      if (filter.status) query.andWhere('m.status = :status', { status: filter.status });
      if (after) query.andWhere('(m.madeAt, m.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('m.madeAt', 'DESC').addOrderBy('m.id', 'DESC').limit(filter.limit + 1).getMany();
      const names = await this.directory.units(tx);
      return page(rows, filter.limit, (m) => [m.madeAt.toISOString(), m.id], (m) => mailingView(m, names.get(m.unitId)?.name ?? ''));
    });
  }

  get(ctx: Context, id: string): Promise<MailingView> {
    permit(ctx, 'visit.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.read(tx, id)));
  }

  /** Reads it for whoever may; 404 for another tenant's. */
  async read(tx: Tx, id: string): Promise<ProductMailing> {
    const mailing = await tx.get(ProductMailing, id, MAILING);
    permit(tx.ctx, 'visit.read', mailing.unitId);
    return mailing;
  }

  lock(tx: Tx, id: string): Promise<ProductMailing> { return tx.lock(ProductMailing, id, MAILING); }

  private work(ctx: Context, id: string, change: (tx: Tx, mailing: ProductMailing) => Promise<void>): Promise<MailingView> {
    permit(ctx, 'customerEvent.work');
    return this.database.write(ctx, async (tx) => {
      const mailing = await this.lock(tx, id);
      permit(ctx, 'customerEvent.work', mailing.unitId);
      await change(tx, mailing);
      return this.view(tx, mailing);
    });
  }

  private async view(tx: Tx, mailing: ProductMailing): Promise<MailingView> { return mailingView(mailing, (await this.directory.units(tx)).get(mailing.unitId)?.name ?? ''); }
}

function mayMove(from: MailingStatus, to: MailingStatus): void {
  if (!mailingMoves[from].includes(to)) throw refuse.transition(from, to, [...mailingMoves[from]], 'DV-3.3d');
}

const mailingView = ({ tenantId: _tenant, ...m }: ProductMailing, unitName: string): MailingView => ({ ...m, unitName, madeAt: m.madeAt.toISOString(), issuedAt: m.issuedAt?.toISOString() ?? null });
