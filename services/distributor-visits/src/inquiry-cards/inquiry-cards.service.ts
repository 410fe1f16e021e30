import { Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord, type RegistrationListener } from '../customers/customer-record.ts';
import type { VisitCustomer } from '../customers/customer.entity.ts';
import { VisitSeams } from '../visit-seams.ts';
import type { OpenMatterView } from '../views.ts';
import { InquiryCard } from './inquiry-card.entity.ts';
import type { AnswerInquiry, GiveInquiry, InquiryCardView } from './inquiry-cards.http.ts';
import { dutiesOfRegistration, inquiryMoves, type InquiryStatus } from './inquiry-cards.rules.ts';

const CARD = { zh: '征询卡', en: 'inquiry card' };
const OF_CUSTOMER = statement('inquiry_card_of_customer', 'tenant_id = $1 AND customer_id = $2');
const OPEN = statement('inquiry_cards_open', `tenant_id = $1 AND customer_id = ANY ($2) AND status <> 'answered'`);

/** Each new customer is asked for their opinion with an inquiry card (DV-3.2b). */
@Injectable()
export class InquiryCards implements RegistrationListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly record: CustomerRecord, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly seams: VisitSeams) {}

  onModuleInit(): void {
    this.record.onRegistration(this);
    this.record.onStatus((tx, customer) => this.switched(tx, customer));
    this.seams.openMatters((tx, customerIds) => this.openAt(tx, customerIds));
  }

  async customersRegistered(tx: Tx, customers: VisitCustomer[]): Promise<void> {
    const fresh = customers.filter((c) => dutiesOfRegistration(c).length);
    await tx.insertAll(InquiryCard, fresh.map((c): InquiryCard => ({ tenantId: tx.tenantId, id: newId(), version: 1, customerId: c.id, unitId: c.unitId, status: 'owed', registeredAt: c.registeredAt, givenAt: null, way: null, givenBy: null, answeredAt: null, satisfaction: null, answer: null })));
    await this.owe(tx, fresh);
  }

  /** Nobody asks a customer whose record is closed; opened again with the card still owed, the clock begins anew (R13). */
  private async switched(tx: Tx, customer: VisitCustomer): Promise<void> {
    const [card] = await tx.rows(InquiryCard, OF_CUSTOMER, [tx.tenantId, customer.id]);
    if (card?.status !== 'owed') return;
    if (customer.status === 'closed') await this.obligations.cancel(tx, { subjectId: customer.id, clauses: ['DV-3.2b'] }, '客户档案已停用');
    else await this.owe(tx, [{ ...customer, registeredAt: tx.now }]);
  }

  private async owe(tx: Tx, customers: VisitCustomer[]): Promise<void> {
    await this.obligations.open(tx, customers.flatMap((c) => dutiesOfRegistration(c).map((owed) => ({ ...owed, subject: { type: 'visit_customer', id: c.id, number: c.number, title: c.name, place: `${c.city}${c.address}` }, unitId: c.unitId, userId: c.visitorUserId }))));
  }

  /** Of customers in use, who waits longest first. */
  list(ctx: Context, filter: { status?: InquiryStatus; unitId?: string; limit: number; cursor?: string }): Promise<Page<InquiryCardView>> {
    const units = unitsOf(ctx, 'visitCustomer.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(InquiryCard, 'k').where('k.tenantId = :tenant AND k.status = :status', { tenant: tx.tenantId, status: filter.status ?? 'owed' });
      query.andWhere(`EXISTS (SELECT 1 FROM visit_customer c WHERE c.tenant_id = k.tenant_id AND c.id = k.customer_id AND c.status = 'active')`);
      if (units !== 'all') query.andWhere('k.unitId = ANY (:units)', { units });
      if (filter.unitId) query.andWhere('k.unitId = :unit', { unit: filter.unitId });
      if (after) query.andWhere('(k.registeredAt, k.id) > (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('k.registeredAt').addOrderBy('k.id').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (k) => [k.registeredAt.toISOString(), k.id], (k) => k);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Throws 404 for a customer that was taken over from a file: it was none. */
  ofCustomer(ctx: Context, customerId: string): Promise<InquiryCardView> {
    permit(ctx, 'visitCustomer.read');
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, customerId);
      const [row] = await tx.rows(InquiryCard, OF_CUSTOMER, [tx.tenantId, customerId]);
      if (!row) throw refuse.notFound(CARD);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Handing it out or sending it meets DV-3.2b, at the time when it happened (R6). Throws 400 for a time to come or before the registration, 409 for one that was given. */
  give(ctx: Context, customerId: string, { way, givenAt }: GiveInquiry): Promise<InquiryCardView> {
    return this.write(ctx, customerId, async (tx, row) => {
      const at = givenAt ? new Date(givenAt) : tx.now;
      if (at > tx.now || at < row.registeredAt) throw refuse.field('givenAt', 'range', { zh: '在登记之后，不晚于现在', en: 'after the registration and not later than now' }, 'DV-3.2b');
      await this.move(tx, row, 'given', { givenAt: at, way, givenBy: ctx.userName });
      await this.obligations.meet(tx, { subjectId: customerId, clauses: ['DV-3.2b'] }, { at, evidence: [{ kind: 'fact', at: at.toISOString(), by: ctx.userName, text: '征询卡已交给客户' }] });
    });
  }

  /** What the customer answered; throws 409 before the card was given. */
  answer(ctx: Context, customerId: string, { answer, satisfaction }: AnswerInquiry): Promise<InquiryCardView> {
    return this.write(ctx, customerId, (tx, row) => this.move(tx, row, 'answered', { answeredAt: tx.now, answer, satisfaction: satisfaction ?? null }));
  }

  private write(ctx: Context, customerId: string, change: (tx: Tx, row: InquiryCard) => Promise<void>): Promise<InquiryCardView> {
    permit(ctx, 'visitCustomer.write');
    return this.database.write(ctx, async (tx) => {
      await this.record.read(tx, customerId, 'visitCustomer.write');
      const [found] = await tx.rows(InquiryCard, OF_CUSTOMER, [tx.tenantId, customerId]);
      if (!found) throw refuse.notFound(CARD);
      const row = await tx.lock(InquiryCard, found.id, CARD);
      await change(tx, row);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async move(tx: Tx, row: InquiryCard, to: InquiryStatus, patch: Partial<InquiryCard>): Promise<void> {
    if (!inquiryMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...inquiryMoves[row.status]], 'DV-3.2b');
    await tx.update(InquiryCard, row, { ...patch, status: to });
  }

  private async openAt(tx: Tx, customerIds: string[]): Promise<Map<string, OpenMatterView[]>> {
    const rows = customerIds.length ? await this.views(tx, await tx.rows(InquiryCard, OPEN, [tx.tenantId, customerIds])) : [];
    return new Map(rows.map((k) => [k.customerId, [{ kind: 'inquiry_card', id: k.id, title: k.status === 'owed' ? '征询卡待交给客户' : '征询卡待客户答复', since: k.registeredAt, dueAt: k.obligation?.status === 'open' ? k.obligation.dueAt : null }]]));
  }

  private async views(tx: Tx, rows: InquiryCard[]): Promise<InquiryCardView[]> {
    const [customers, owed, people] = await Promise.all([this.record.ofIds(tx, rows.map((k) => k.customerId)), this.ledger.ofSubjects(tx, rows.map((k) => k.customerId)), this.ledger.people(tx)]);
    return rows.map((k) => {
      const customer = customers.get(k.customerId)!;
      const obligation = owed.get(k.customerId)?.findLast((o) => o.clauseId === 'DV-3.2b');
      return {
        id: k.id, version: k.version, customerId: k.customerId, customerNumber: customer.number, customerName: customer.name, unitId: k.unitId, status: k.status, registeredAt: k.registeredAt.toISOString(), givenAt: k.givenAt?.toISOString() ?? null, way: k.way, givenBy: k.givenBy,
        answeredAt: k.answeredAt?.toISOString() ?? null, satisfaction: k.satisfaction, answer: k.answer, obligation: obligation ? obligationView(obligation, tx.now, people) : null,
      };
    });
  }
}
