import { Injectable } from '@nestjs/common';
import { ApprovalList, type ApprovalListener, type ApprovalRequest, Approvals } from '@luyue/approvals';
import { Directory } from '@luyue/directory';
import { Money, newId, yuan } from '@luyue/kernel';
import { type Context, decodeCursor, matchVersion, Numbers, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import { ItemBudgets } from '../item-budgets/item-budgets.service.ts';
import { Items } from '../items/items.service.ts';
import { GiftApplication } from './gift-application.entity.ts';
import type { GiftApplicationView, GiftDetails, GiftLine, WriteGiftApplication } from './gifts.http.ts';
import { applicationMoves, type ApplicationStatus, isOpenToChange, totalOf } from './gifts.rules.ts';

export interface ApplicationFilter { status?: ApplicationStatus; customerId?: string; maker?: 'me'; limit: number; cursor?: string }

const APPLICATION = { zh: '礼品申请', en: 'application for gifts' };

/** Applications for gifts to special customers (DV-6): written, submitted to the superior in charge, withdrawn. */
@Injectable()
export class Gifts implements ApprovalListener {
  constructor(
    private readonly database: TenantDatabase, private readonly customers: CustomerRecord, private readonly items: Items, private readonly budgets: ItemBudgets, private readonly approvals: Approvals, private readonly rounds: ApprovalList,
    private readonly directory: Directory, private readonly numbers: Numbers,
  ) {}

  /** Throws 422 naming DV-6 for a customer without the flag `special`, 400 for what is no gift. */
  async write(ctx: Context, { customerId, ...details }: WriteGiftApplication): Promise<GiftApplicationView> {
    permit(ctx, 'giftApplication.write');
    const number = await this.numbers.next(ctx, 'ZS');
    return this.database.write(ctx, async (tx) => {
      const { unitId } = await this.special(tx, customerId);
      const row = await tx.insert(GiftApplication, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, unitId, customerId, ...(await this.filledIn(tx, details)), status: 'draft', makerId: ctx.userId!, makerName: ctx.userName, madeAt: tx.now,
        submittedAt: null, requestId: null, approvedAt: null, approvedBy: [], reason: null, issuedAt: null, issuedBy: null, handOutId: null,
      });
      return this.view(tx, row);
    });
  }

  edit(ctx: Context, id: string, details: GiftDetails, version: number): Promise<GiftApplicationView> {
    return this.own(ctx, id, async (tx, row) => {
      matchVersion(row, version);
      if (!isOpenToChange(row.status)) throw refuse.transition(row.status, 'draft', [...applicationMoves[row.status]], 'DV-6');
      await tx.update(GiftApplication, row, await this.filledIn(tx, details));
    });
  }

  /** Asks the superior in charge. Throws 422 naming DV-6 above what the budget has left, `step_vacant` where nobody is above. */
  submit(ctx: Context, id: string, version: number | null): Promise<GiftApplicationView> {
    return this.own(ctx, id, async (tx, row) => {
      matchVersion(row, version);
      mayMove(row.status, 'submitted');
      await this.special(tx, row.customerId);
      await this.budgets.check(tx, { unitId: row.unitId, kind: 'gift', fen: BigInt(row.amountFen), at: tx.now, clause: 'DV-6' });
      const names = await this.customers.ofIds(tx, [row.customerId]);
      const request = await this.approvals.submit(tx, {
        matter: 'gift_application', subject: { type: 'gift_application', id, number: row.number, title: names.get(row.customerId)?.name ?? '' }, unitId: row.unitId, amount: Money.ofFen(BigInt(row.amountFen)),
      });
      await this.move(tx, row, 'submitted', { submittedAt: tx.now, requestId: request.id, reason: null });
    });
  }

  /** The maker gives it up; what was issued comes back first. */
  withdraw(ctx: Context, id: string, reason: string): Promise<GiftApplicationView> {
    return this.own(ctx, id, async (tx, row) => {
      mayMove(row.status, 'withdrawn');
      if (row.status === 'submitted') await this.approvals.withdraw(tx, row.requestId!);
      await this.move(tx, row, 'withdrawn', { reason });
    });
  }

  /** Taken back on the page of approvals: its maker has it again. */
  async approvalWithdrawn(tx: Tx, { matter, subjectId }: ApprovalRequest): Promise<void> {
    if (matter !== 'gift_application') return;
    const row = await tx.lock(GiftApplication, subjectId, APPLICATION);
    await this.move(tx, row, 'returned', { reason: '撤回' });
  }

  list(ctx: Context, filter: ApplicationFilter): Promise<Page<GiftApplicationView>> {
    const units = unitsOf(ctx, 'giftItem.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(GiftApplication, 'g').where('g.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('g.unitId = ANY (:units)', { units });
      if (filter.status) query.andWhere('g.status = :status', { status: filter.status });
      if (filter.customerId) query.andWhere('g.customerId = :customer', { customer: filter.customerId });
      if (filter.maker) query.andWhere('g.makerId = :me', { me: ctx.userId });
      if (after) query.andWhere('(g.madeAt, g.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('g.madeAt', 'DESC').addOrderBy('g.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (g) => [g.madeAt.toISOString(), g.id], (g) => g);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<GiftApplicationView> {
    permit(ctx, 'giftItem.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.read(tx, id)));
  }

  /** Reads it for whoever may; 404 for another tenant's. */
  async read(tx: Tx, id: string): Promise<GiftApplication> {
    const row = await tx.get(GiftApplication, id, APPLICATION);
    permit(tx.ctx, 'giftItem.read', row.unitId);
    return row;
  }

  /** Takes it for a change; who may make it the caller asks. */
  lock(tx: Tx, id: string): Promise<GiftApplication> { return tx.lock(GiftApplication, id, APPLICATION); }

  /** DV-6 binds gifts to customers with the flag `special`. */
  async special(tx: Tx, customerId: string, permission = 'giftApplication.write'): Promise<{ unitId: string }> {
    const customer = await this.customers.subject(tx, customerId);
    permit(tx.ctx, permission, customer.unitId);
    if (!customer.specialReason) throw refuse.rule('DV-6', 'not_special', { zh: '礼品只送给特殊客户，先在客户资料里写明特殊客户及理由', en: 'Gifts are for special customers: say on the record why this one is' });
    return { unitId: customer.unitId };
  }

  async move(tx: Tx, row: GiftApplication, to: ApplicationStatus, patch: Partial<GiftApplication> = {}): Promise<void> {
    mayMove(row.status, to);
    await tx.update(GiftApplication, row, { ...patch, status: to });
  }

  async view(tx: Tx, row: GiftApplication): Promise<GiftApplicationView> { return (await this.views(tx, [row]))[0]!; }

  private async views(tx: Tx, rows: GiftApplication[]): Promise<GiftApplicationView[]> {
    const units = [...new Set(rows.map((g) => g.unitId))];
    const [customers, rounds, names, left] = await Promise.all([
      this.customers.ofIds(tx, rows.map((g) => g.customerId)), this.rounds.ofSubjects(tx, rows.map((g) => g.id)), this.directory.units(tx), this.budgets.remainingOf(tx, { unitIds: units, kind: 'gift', at: tx.now }),
    ]);
    return rows.map(({ tenantId: _tenant, amountFen, lines, requestId: _request, ...g }) => ({
      ...g, unitName: names.get(g.unitId)?.name ?? '', customerName: customers.get(g.customerId)?.name ?? '', amount: yuan(amountFen), remaining: left.has(g.unitId) ? yuan(left.get(g.unitId)!) : null,
      lines: lines.map(({ itemId, name, unitName, quantity, priceFen }) => ({ itemId, name, unitName, quantity, price: yuan(priceFen), cost: yuan(totalOf([{ quantity, priceFen }])) })),
      madeAt: g.madeAt.toISOString(), submittedAt: g.submittedAt?.toISOString() ?? null, approvedAt: g.approvedAt?.toISOString() ?? null, issuedAt: g.issuedAt?.toISOString() ?? null, approvals: rounds.get(g.id) ?? [],
    }));
  }

  private async filledIn(tx: Tx, { need, occasion = '', lines: given }: Pick<GiftDetails, 'need' | 'occasion'> & { lines: GiftLine[] }) {
    const priced = await this.items.priced(tx, given, 'DV-6');
    const others = priced.flatMap(({ kind }, i) => (kind === 'gift' ? [] : [{ field: `lines.${i}.itemId`, code: 'no_gift', message: { zh: '不是礼品，直接发放', en: 'is no gift: it is handed out without an application' } }]));
    if (others.length) throw refuse.fields(others, 'DV-6');
    const lines = priced.map(({ itemId, name, unitName, quantity, priceFen }) => ({ itemId, name, unitName, quantity, priceFen: priceFen.toString() }));
    return { need, occasion, lines, amountFen: totalOf(lines).toString() };
  }

  /** What its maker does with it. Throws 422 for anybody else. */
  private own(ctx: Context, id: string, work: (tx: Tx, row: GiftApplication) => Promise<void>): Promise<GiftApplicationView> {
    permit(ctx, 'giftApplication.write');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id);
      permit(ctx, 'giftApplication.write', row.unitId);
      if (row.makerId !== ctx.userId) throw refuse.rule('DV-6', 'not_the_maker', { zh: `由申请人${row.makerName}办理`, en: `${row.makerName}, who wrote it, does that` });
      await work(tx, row);
      return this.view(tx, row);
    });
  }
}

function mayMove(from: ApplicationStatus, to: ApplicationStatus): void {
  if (!applicationMoves[from].includes(to)) throw refuse.transition(from, to, [...applicationMoves[from]], 'DV-6');
}
