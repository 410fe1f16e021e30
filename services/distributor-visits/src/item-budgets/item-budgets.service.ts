import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, Money, newId, yuan, yuanText } from '@luyue/kernel';
import { type Context, decodeCursor, matchVersion, page, type Page, permit, type Problem, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import type { ItemKind } from '../items/items.rules.ts';
import { ItemBudget } from './item-budget.entity.ts';
import type { ChangeItemBudget, ItemBudgetView, SetItemBudget } from './item-budgets.http.ts';
import { periodNamed, remainingOf } from './item-budgets.rules.ts';

export interface BudgetFilter { unitId?: string; kind?: ItemKind; limit: number; cursor?: string }
type Clause = 'DV-3.3f' | 'DV-6';
export interface Charge { unitId: string; kind: ItemKind; fen: bigint; at: Date; clause: Clause }
/** What a budget bore of something, in fen: kept with it, so that exactly this can come back. */
export interface Borne { budgetId: string; fen: string }

const BUDGET = { zh: '预算', en: 'budget' };
const NAMES: Record<ItemKind, { zh: string; en: string }> = { sample: { zh: '样品', en: 'samples' }, trial: { zh: '试用品', en: 'trial goods' }, promotional: { zh: '宣传品', en: 'promotional material' }, gift: { zh: '礼品', en: 'gifts' } };
const OF_DAY = statement('item_budgets_of_day', 'tenant_id = $1 AND unit_id = $2 AND kind = $3 AND first_day <= $4::date AND last_day >= $4::date ORDER BY id');
const OF_UNITS = statement('item_budgets_of_units', 'tenant_id = $1 AND unit_id = ANY ($2) AND kind = $3 AND first_day <= $4::date AND last_day >= $4::date ORDER BY id');
const TAKEN = statement('item_budgets_taken', 'tenant_id = $1 AND unit_id = $2 AND kind = $3 AND first_day <= $4::date AND last_day >= $4::date ORDER BY id FOR UPDATE');
const SPEND = statement('item_budget_spend', 'UPDATE item_budget SET spent_fen = spent_fen + $3, version = version + 1 WHERE tenant_id = $1 AND id = $2');

/** What units may give out, by kind and period (DV-3.3f, DV-6, capability 6). */
@Injectable()
export class ItemBudgets {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  /** Throws 400 for what is no calendar period, 409 where the unit has a budget of it. */
  set(ctx: Context, { unitId, kind, period, amount, reason }: SetItemBudget): Promise<ItemBudgetView> {
    permit(ctx, 'giftApplication.approve');
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      permit(ctx, 'giftApplication.approve', unitId);
      const named = periodNamed(period);
      if (!named) throw refuse.field('period', 'period', { zh: '写年、半年、季度或月份，如 2026、2026-H2、2026-Q4、2026-11', en: 'a year, half, quarter or month such as 2026, 2026-H2, 2026-Q4, 2026-11' }, 'DV-3.3f');
      const amountFen = Money.parse(amount).fen.toString();
      const row = await tx.insert(ItemBudget, {
        tenantId: tx.tenantId, id: newId(), version: 1, unitId, kind, period: named.label, firstDay: named.from, lastDay: named.to, amountFen, spentFen: '0', history: [{ at: tx.now.toISOString(), by: ctx.userName, amountFen, reason }],
      }).catch(whenTaken(() => refuse.conflict('budget_exists', { zh: '这个期间已有预算，请改金额', en: 'There is a budget of this period: change its amount' }, { clause: 'DV-3.3f' })));
      return this.view(tx, row);
    });
  }

  /** Throws 422 below what was spent, 412 when someone else was faster. */
  change(ctx: Context, id: string, { amount, reason }: ChangeItemBudget, version: number): Promise<ItemBudgetView> {
    permit(ctx, 'giftApplication.approve');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ItemBudget, id, BUDGET);
      permit(ctx, 'giftApplication.approve', row.unitId);
      matchVersion(row, version);
      const amountFen = Money.parse(amount).fen;
      if (amountFen < BigInt(row.spentFen)) throw refuse.rule('DV-3.3f', 'below_spent', { zh: `已经用了 ${yuanText(row.spentFen)} 元，不能更少`, en: `${yuanText(row.spentFen)} yuan are spent already` }, { errors: [{ field: 'amount', code: 'below_spent', message: { zh: '少于已用的', en: 'below what was spent' } }] });
      await tx.update(ItemBudget, row, { amountFen: amountFen.toString(), history: [...row.history, { at: tx.now.toISOString(), by: ctx.userName, amountFen: amountFen.toString(), reason }] });
      return this.view(tx, row);
    });
  }

  list(ctx: Context, filter: BudgetFilter): Promise<Page<ItemBudgetView>> {
    const units = unitsOf(ctx, 'giftItem.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ItemBudget, 'b').where('b.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('b.unitId = ANY (:units)', { units });
      if (filter.unitId) query.andWhere('b.unitId = :unit', { unit: filter.unitId });
      if (filter.kind) query.andWhere('b.kind = :kind', { kind: filter.kind });
      if (after) query.andWhere('(b.firstDay, b.id) < (:day, :id)', { day: after[0], id: after[1] });
      const rows = await query.orderBy('b.firstDay', 'DESC').addOrderBy('b.id', 'DESC').limit(filter.limit + 1).getMany();
      const names = await this.directory.units(tx);
      return page(rows, filter.limit, (b) => [b.firstDay, b.id], (b) => budgetView(b, names.get(b.unitId)?.name ?? ''));
    });
  }

  /** What each of the units can still give out on that day, in fen; one without a budget is not in it. One question. */
  async remainingOf(tx: Tx, { unitIds, kind, at }: { unitIds: string[]; kind: ItemKind; at: Date }): Promise<Map<string, bigint>> {
    const rows = unitIds.length ? await tx.rows(ItemBudget, OF_UNITS, [tx.tenantId, unitIds, kind, await this.day(tx, at)]) : [];
    return new Map([...new Set(rows.map((b) => b.unitId))].map((unitId): [string, bigint] => [unitId, remainingOf(rows.filter((b) => b.unitId === unitId).map(state))!]));
  }

  /** Throws 422 naming the clause without a budget for the day, and beyond what one of them has left. */
  async check(tx: Tx, charge: Charge): Promise<void> {
    const refused = refusalOf(await tx.rows(ItemBudget, OF_DAY, [tx.tenantId, charge.unitId, charge.kind, await this.day(tx, charge.at)]), charge);
    if (refused) throw refused;
  }

  /** Takes it out of every budget that holds the day, or refuses; whoever else takes of them waits until this one is through. */
  async charge(tx: Tx, charge: Charge): Promise<Borne[]> {
    const rows = await this.taken(tx, charge);
    const refused = refusalOf(rows, charge);
    if (refused) throw refused;
    for (const { id } of rows) await tx.sql(SPEND, [tx.tenantId, id, charge.fen]);
    return rows.map(({ id }) => ({ budgetId: id, fen: charge.fen.toString() }));
  }

  /** In the order in which they were charged, as everybody takes them. */
  async giveBack(tx: Tx, borne: readonly Borne[]): Promise<void> {
    for (const { budgetId, fen } of borne) await tx.sql(SPEND, [tx.tenantId, budgetId, -BigInt(fen)]);
  }

  private async taken(tx: Tx, { unitId, kind, at }: Pick<Charge, 'unitId' | 'kind' | 'at'>): Promise<ItemBudget[]> { return tx.rows(ItemBudget, TAKEN, [tx.tenantId, unitId, kind, await this.day(tx, at)]); }

  private async day(tx: Tx, at: Date): Promise<string> { return localDate(at, await this.directory.zone(tx)); }

  private async view(tx: Tx, row: ItemBudget): Promise<ItemBudgetView> { return budgetView(row, (await this.directory.units(tx)).get(row.unitId)?.name ?? ''); }
}

const state = ({ period, amountFen, spentFen }: ItemBudget) => ({ period, amountFen: BigInt(amountFen), spentFen: BigInt(spentFen) });

function refusalOf(rows: ItemBudget[], { kind, fen, clause }: Charge): Problem | null {
  const left = remainingOf(rows.map(state));
  const name = NAMES[kind];
  if (left === null) return refuse.rule(clause, 'no_budget', { zh: `${name.zh}没有当期预算`, en: `There is no budget for ${name.en} now` });
  if (fen <= left) return null;
  return refuse.rule(clause, 'above_budget', { zh: `${name.zh}预算只剩 ${yuanText(left)} 元，不够 ${yuanText(fen)} 元`, en: `The budget for ${name.en} has ${yuanText(left)} yuan left, less than ${yuanText(fen)}` }, { extra: { remaining: yuan(left), asked: yuan(fen) } });
}

function budgetView({ id, version, unitId, kind, period, firstDay, lastDay, amountFen, spentFen, history }: ItemBudget, unitName: string): ItemBudgetView {
  return {
    id, version, unitId, unitName, kind, period, firstDay, lastDay, amount: yuan(amountFen), spent: yuan(spentFen), remaining: yuan(BigInt(amountFen) - BigInt(spentFen)),
    history: history.toReversed().map(({ at, by, amountFen: fen, reason }) => ({ at, by, amount: yuan(fen), reason })),
  };
}
