import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { InvalidValue, localDate, newId, parseDate, yuan, yuanText } from '@luyue/kernel';
import { type Context, matchVersion, may, permit, refuse, statement, TenantDatabase, type Text, type Tx } from '@luyue/platform';
import { moneyName, sideName } from '../deal-kinds.ts';
import { DealRecord } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { amountOf, Receipts } from '../held-funds/receipts.service.ts';
import { Receivable } from './receivable.entity.ts';
import type { ReceivableGap, ReceivablesView, WriteReceivable } from './receivables.http.ts';
import { type Expected, type Gap, gapsOf, settle, stateOf } from './receivables.rules.ts';

const IN_DEAL = statement('receivables_in_deal', 'tenant_id = $1 AND deal_id = $2 ORDER BY expected_on, id');
const RECEIVABLE = { zh: '应收款项', en: 'receivable' };
/** Lines of one deal; a contract with more has been misread. */
const MOST = 60;
type Terms = Pick<Receivable, 'side' | 'kind' | 'amountFen' | 'expectedOn' | 'basis' | 'directReason'>;

/** What the contract lets expect (应收款项), as F2 shows it, and what has come of it (PB-4.3b). */
@Injectable()
export class Receivables {
  constructor(private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly receipts: Receipts, private readonly directory: Directory) {}

  get(ctx: Context, dealId: string): Promise<ReceivablesView> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.record.read(tx, dealId, 'funds.read')));
  }

  /** Throws 400 naming the field; 422 naming PB-3.2 for another specialist. */
  add(ctx: Context, dealId: string, body: WriteReceivable): Promise<ReceivablesView> {
    permit(ctx, 'deal.read');
    return this.database.write(ctx, async (tx) => {
      const deal = await this.record.take(tx, dealId, 'deal.read');
      this.permitWriter(ctx, deal);
      const terms = this.termsOf(body);
      if ((await this.rows(tx, dealId)).filter((row) => !row.droppedAt).length >= MOST) throw refuse.field('kind', 'too_many', { zh: `应收款项最多 ${MOST} 笔`, en: `at most ${MOST} receivables` }, 'PB-4.3b');
      await tx.insert(Receivable, { tenantId: tx.tenantId, id: newId(), version: 1, dealId, ...terms, writtenBy: ctx.userName, writtenAt: tx.now, droppedAt: null, droppedReason: null });
      return this.changed(tx, deal, nameOf(deal, terms), `（空）→ ${said(terms)}`, 'receivable-added');
    });
  }

  /** Throws 412 where somebody was faster, 409 for one that was dropped. */
  rewrite(ctx: Context, id: string, body: WriteReceivable, version: number): Promise<ReceivablesView> {
    return this.change(ctx, id, version, async (tx, deal, row) => {
      const [before, terms] = [`${nameOf(deal, row)} ${said(row)}`, this.termsOf(body)];
      if (before === `${nameOf(deal, terms)} ${said(terms)}`) return this.view(tx, deal);
      const from = nameOf(deal, row) === nameOf(deal, terms) ? said(row) : before;
      await tx.update(Receivable, row, { ...terms, writtenBy: ctx.userName, writtenAt: tx.now });
      return this.changed(tx, deal, nameOf(deal, terms), `${from} → ${said(terms)}`, 'receivable-changed');
    });
  }

  drop(ctx: Context, id: string, reason: string): Promise<ReceivablesView> {
    return this.change(ctx, id, null, async (tx, deal, row) => {
      await tx.update(Receivable, row, { droppedAt: tx.now, droppedReason: reason });
      return this.changed(tx, deal, nameOf(deal, row), `${said(row)} → 取消：${reason}`, 'receivable-dropped');
    });
  }

  /** Two questions, however many lines there are. */
  async view(tx: Tx, deal: Deal): Promise<ReceivablesView> {
    const [rows, received, zone] = await Promise.all([this.rows(tx, deal.id), this.receipts.sums(tx, deal.id), this.directory.zone(tx)]);
    const live = rows.filter((row) => !row.droppedAt).map(expectedOf);
    const { of, beyond } = settle(live, received);
    const [today, { business }] = [localDate(tx.now, zone), deal];
    const sum = (some: Expected[], fen: (e: Expected) => bigint): bigint => some.reduce((all, e) => all + fen(e), 0n);
    const collected = live.filter((e) => !e.direct);
    return {
      items: rows.map((row) => {
        const [{ fen, direct, ...one }, got] = [expectedOf(row), of.get(row.id) ?? 0n];
        const dropped = row.droppedAt !== null;
        return {
          id: row.id, version: row.version, side: row.side, sideName: sideName(business, row.side), kind: row.kind, kindName: moneyName(business, row.kind), amount: yuan(fen), expectedOn: row.expectedOn, basis: row.basis, directReason: row.directReason,
          received: yuan(got), outstanding: yuan(dropped || direct ? 0n : fen - got), state: stateOf({ ...one, fen, direct, dropped }, got, today), writtenBy: row.writtenBy, writtenAt: row.writtenAt.toISOString(), droppedReason: row.droppedReason,
        };
      }),
      expected: yuan(sum(live, (e) => e.fen)), direct: yuan(sum(live.filter((e) => e.direct), (e) => e.fen)), received: yuan(sum(collected, (e) => of.get(e.id) ?? 0n)), outstanding: yuan(sum(collected, (e) => e.fen - (of.get(e.id) ?? 0n))),
      beyond: beyond.map(({ side, kind, fen }) => ({ side, sideName: sideName(business, side), kind, kindName: moneyName(business, kind), amount: yuan(fen) })),
      gaps: gapsOf({ business, priceFen: BigInt(deal.priceFen), commission: { seller: BigInt(deal.commissionSellerFen), buyer: BigInt(deal.commissionBuyerFen) } }, live).map((gap) => gapView(deal, gap)),
      mayWrite: !deal.archivedAt && !deal.cancelledAt && this.writes(tx.ctx, deal),
    };
  }

  private change(ctx: Context, id: string, version: number | null, work: (tx: Tx, deal: Deal, row: Receivable) => Promise<ReceivablesView>): Promise<ReceivablesView> {
    permit(ctx, 'deal.read');
    return this.database.write(ctx, async (tx) => {
      const { dealId } = await tx.get(Receivable, id, RECEIVABLE);
      const deal = await this.record.take(tx, dealId, 'deal.read');
      this.permitWriter(ctx, deal);
      const row = await tx.lock(Receivable, id, RECEIVABLE);
      matchVersion(row, version);
      if (row.droppedAt) throw refuse.conflict('dropped', { zh: '这一笔已经取消', en: 'It has been dropped' }, { clause: 'PB-4.3b' });
      return work(tx, deal, row);
    });
  }

  private async changed(tx: Tx, deal: Deal, name: string, text: string, what: string): Promise<ReceivablesView> {
    await this.record.write(tx, deal.id, { kind: 'change', title: `F2 应收：${name}`, text, clauseId: 'PB-4.3b' });
    await this.record.changed(tx, deal, what);
    return this.view(tx, deal);
  }

  /** PB-3.1, PB-3.2: the shop writes its part until the deal is taken; the specialist from the naming on. */
  private writes(ctx: Context, deal: Deal): boolean {
    return (!deal.takenAt && may(ctx, 'deal.write', deal.shopUnitId)) || (may(ctx, 'deal.work', deal.departmentUnitId) && deal.specialistUserId !== null && deal.specialistUserId === ctx.userId);
  }

  private permitWriter(ctx: Context, deal: Deal): void {
    if (this.writes(ctx, deal)) return;
    if (!may(ctx, 'deal.work', deal.departmentUnitId)) throw refuse.forbidden(deal.takenAt ? 'deal.work' : 'deal.write');
    throw refuse.rule('PB-3.2', 'not_the_specialist', { zh: '只有这单的专员本人能填应收款项', en: 'Only the specialist of this deal writes its receivables' });
  }

  private termsOf({ side, kind, amount, expectedOn, basis, directReason }: WriteReceivable): Terms {
    try {
      parseDate(expectedOn);
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      throw refuse.field('expectedOn', 'date', { zh: '没有这一天', en: 'there is no such day' }, 'PB-4.3b');
    }
    return { side, kind, amountFen: amountOf(amount).fen.toString(), expectedOn, basis: basis.trim(), directReason: directReason ?? null };
  }

  private rows(tx: Tx, dealId: string): Promise<Receivable[]> {
    return tx.rows(Receivable, IN_DEAL, [tx.tenantId, dealId]);
  }
}

const expectedOf = (row: Receivable): Expected => ({ id: row.id, side: row.side, kind: row.kind, fen: BigInt(row.amountFen), expectedOn: row.expectedOn, direct: row.directReason !== null });

const nameOf = ({ business }: Deal, { side, kind }: Pick<Terms, 'side' | 'kind'>): string => `${sideName(business, side).zh}${moneyName(business, kind).zh}`;
const said = ({ amountFen, expectedOn, basis, directReason }: Terms): string => [yuanText(amountFen), expectedOn, basis, ...(directReason === null ? [] : [`不经地铺：${directReason}`])].join('，');

/** What does not add up, in words that name both amounts. */
function gapView({ business }: Deal, { code, side, contract, written }: Gap): ReceivableGap {
  const [who, asked, found] = [sideName(business, side), yuanText(contract), yuanText(written)];
  const text: Record<Gap['code'], Text> = {
    price: { zh: `${who.zh}的定金和房款合计 ${found} 元，合同成交价 ${asked} 元；不经地铺收的也要列，并写明原因`, en: `deposit and price of the ${who.en} add up to ${found} yuan, the contract says ${asked}; what the shop does not collect is listed too, with the reason` },
    rent: { zh: `没有${who.zh}的押金或租金；不经地铺收的也要列，并写明原因`, en: `no deposit or rent of the ${who.en} is listed; what the shop does not collect is listed too, with the reason` },
    commission: { zh: `${who.zh}佣金合计 ${found} 元，合同约定 ${asked} 元`, en: `commission of the ${who.en} adds up to ${found} yuan, the contract says ${asked}` },
  };
  return { field: `receivables.${code}.${side}`, code, text: text[code] };
}
