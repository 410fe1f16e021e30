import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { instantAt, localDay } from '@luyue/kernel';
import { type Context, may, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Deals } from '../deals/deals.service.ts';
import type { WaitsFor } from '../templates/templates.rules.ts';
import type { DealRow } from '../views.ts';
import type { SpecialistDay, StageBoard } from './board-views.ts';
import { columnsOf, type Counted, waitingOf } from './boards.rules.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 7;
/** Of each part of a day's board. */
const MOST = 50;
const OPEN = `status NOT IN ('archived', 'cancelled')`;
// One walk along deal_specialist: the deals of a specialist in the order in which they fall due.
const OF_SPECIALIST = statement('board_day', `
  SELECT id, specialist_accepted_at IS NULL AS "toTakeOn", clock_due_at AS due, waiting_for AS "waitsFor" FROM deal WHERE tenant_id = $1 AND specialist_user_id = $2 AND ${OPEN} ORDER BY clock_due_at NULLS LAST, id`);
const STAGES = statement('board_stages', `
  SELECT status, stage, stage_name AS name, waiting_for AS "waitsFor", count(*)::int AS deals, count(*) FILTER (WHERE clock_due_at < $2)::int AS overdue, count(*) FILTER (WHERE clock_due_at >= $2 AND clock_due_at <= $3)::int AS "dueToday"
  FROM deal WHERE tenant_id = $1 AND ${OPEN} AND ($4::uuid[] IS NULL OR shop_unit_id = ANY ($4) OR department_unit_id = ANY ($4)) GROUP BY status, stage, stage_name, waiting_for`);

interface Standing { id: string; toTakeOn: boolean; due: Date | null; waitsFor: WaitsFor | null }

/** Boards of a department (capability 3): a specialist's day, and where all deals stand. */
@Injectable()
export class Boards {
  constructor(private readonly database: TenantDatabase, private readonly deals: Deals, private readonly directory: Directory) {}

  /** One's own day; another's takes the permission to assign. Throws 400 for somebody unknown. */
  day(ctx: Context, specialistUserId: string | undefined): Promise<SpecialistDay> {
    permit(ctx, 'deal.read');
    const userId = specialistUserId ?? ctx.userId;
    if (!userId) throw refuse.field('specialistUserId', 'required', { zh: '要写明是谁', en: 'whose day is missing' });
    return this.database.read(ctx, async (tx) => {
      const user = await this.directory.user(tx, userId, 'specialistUserId');
      if (userId !== ctx.userId && !may(ctx, 'deal.assign', user.unitId)) throw refuse.forbidden('deal.assign');
      const [mine, endOfToday] = await Promise.all([tx.sql<Standing>(OF_SPECIALIST, [tx.tenantId, userId]), this.endOfToday(tx)]);
      const endOfSoon = new Date(endOfToday.getTime() + SOON_DAYS * DAY_MS);
      const within = (from: Date | null, to: Date) => mine.filter(({ due }) => due && (!from || due >= from) && due < to).slice(0, MOST);
      // What ends at 24:00 of today is due today.
      const after = new Date(endOfToday.getTime() + 1);
      const parts = { toTakeOn: mine.filter((deal) => deal.toTakeOn).slice(0, MOST), overdue: within(null, tx.now), dueToday: within(tx.now, after), dueSoon: within(after, new Date(endOfSoon.getTime() + 1)) };
      const rows = new Map((await this.deals.rowsOf(tx, [...new Set(Object.values(parts).flat().map(({ id }) => id))])).map((row) => [row.id, row]));
      const shown = (part: Standing[]): DealRow[] => part.map(({ id }) => rows.get(id)!);
      return {
        userId, name: user.name, at: tx.now.toISOString(), deals: mine.length, toTakeOn: shown(parts.toTakeOn), overdue: shown(parts.overdue), dueToday: shown(parts.dueToday), dueSoon: shown(parts.dueSoon),
        waiting: waitingOf(mine.flatMap(({ waitsFor }) => (waitsFor ? [{ waitsFor, deals: 1 }] : []))),
      };
    });
  }

  stages(ctx: Context, departmentUnitId: string | undefined): Promise<StageBoard> {
    const units = unitsOf(ctx, 'deal.read');
    if (departmentUnitId) permit(ctx, 'deal.read', departmentUnitId);
    return this.database.read(ctx, async (tx) => {
      const reach = departmentUnitId ? [departmentUnitId] : units === 'all' ? null : units;
      return { at: tx.now.toISOString(), columns: columnsOf(await tx.sql<Counted & Record<string, unknown>>(STAGES, [tx.tenantId, tx.now, await this.endOfToday(tx), reach])) };
    });
  }

  private async endOfToday(tx: Tx): Promise<Date> {
    const zone = await this.directory.zone(tx);
    return new Date(instantAt(localDay(tx.now.getTime(), zone), '24:00', zone));
  }
}
