import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { checkMonths, type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ChannelContact, Operator } from './operator.entity.ts';
import type { ChannelContactView, ContactMonth } from './operator-views.ts';
import type { ContactQuery, LogContact } from './operators.http.ts';
const MONTHS = statement('channel_contact_months', `
  SELECT to_char(occurred_at AT TIME ZONE $2, 'YYYY-MM') AS month, counterpart, count(*)::int AS contacts FROM channel_contact
  WHERE tenant_id = $1 AND occurred_at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND occurred_at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2 AND ($5::uuid[] IS NULL OR department_unit_id = ANY ($5)) GROUP BY 1, 2 ORDER BY 1, 2`);
const MOST_MONTHS = 24;

/** With whom somebody spoke: operators, agents, stations, makers (OC-2.2). */
@Injectable()
export class ChannelContacts {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  list(ctx: Context, filter: ContactQuery & { limit: number }): Promise<Page<ChannelContactView>> {
    const units = unitsOf(ctx, 'operator.work');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ChannelContact, 'c').where('c.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('c.departmentUnitId = ANY (:units)', { units });
      if (filter.counterpart) query.andWhere('c.counterpart = :counterpart', { counterpart: filter.counterpart });
      if (filter.operatorId) query.andWhere('c.operatorId = :operator', { operator: filter.operatorId });
      if (filter.stationUnitId) query.andWhere('c.stationUnitId = :station', { station: filter.stationUnitId });
      if (after) query.andWhere('(c.occurredAt, c.id) < (:at, :id)', { at: after[0], id: after[1] });
      return page(await query.orderBy('c.occurredAt', 'DESC').addOrderBy('c.id', 'DESC').limit(filter.limit + 1).getMany(), filter.limit, (c) => [c.occurredAt.toISOString(), c.id], view);
    });
  }

  /** Throws 400 for months out of order or more than two years. */
  months(ctx: Context, from: string, to: string): Promise<{ items: ContactMonth[] }> {
    const units = unitsOf(ctx, 'operator.work');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<ContactMonth & Record<string, unknown>>(MONTHS, [tx.tenantId, await this.directory.zone(tx), from, to, units === 'all' ? null : units]) }));
  }

  /** Throws 400 for a counterpart that is not named, not known, or of another kind, and for a time ahead. */
  log(ctx: Context, body: LogContact): Promise<ChannelContactView> {
    permit(ctx, 'operator.work', body.departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, body.departmentUnitId, 'departmentUnitId');
      const occurredAt = body.occurredAt ? new Date(body.occurredAt) : tx.now;
      if (occurredAt > tx.now) throw refuse.field('occurredAt', 'in_the_future', { zh: '联系时间不能晚于现在', en: 'not later than now' }, 'OC-2.2');
      const counterpartName = (await this.nameOf(tx, body)) ?? body.counterpartName;
      if (!counterpartName) throw refuse.field('counterpartName', 'required', { zh: '要写明和谁联系', en: 'whom was it with' }, 'OC-2.2');
      const { departmentUnitId, counterpart, operatorId = null, stationUnitId = null, text } = body;
      return view(await tx.insert(ChannelContact, { tenantId: tx.tenantId, id: newId(), departmentUnitId, counterpart, counterpartName, operatorId, stationUnitId, occurredAt, text, byName: ctx.userName }));
    });
  }

  private async nameOf(tx: Tx, { counterpart, operatorId, stationUnitId }: LogContact): Promise<string | undefined> {
    if ((operatorId && counterpart !== 'operator') || (stationUnitId && counterpart !== 'station')) throw refuse.field('counterpart', 'mismatch', { zh: '对象和类别对不上', en: 'not of this kind' }, 'OC-2.2');
    if (operatorId) {
      const operator = await tx.find(Operator, operatorId);
      if (!operator) throw refuse.field('operatorId', 'unknown_operator', { zh: '没有这个运营商', en: 'no such operator' }, 'OC-2.2');
      return operator.name;
    }
    if (!stationUnitId) return undefined;
    const unit = await this.directory.unit(tx, stationUnitId, 'stationUnitId');
    if (unit.kind !== 'station') throw refuse.field('stationUnitId', 'not_a_station', { zh: '这个单位不是授权站', en: 'this unit is no authorised station' }, 'OC-2.2');
    return unit.name;
  }
}

const view = ({ id, counterpart, counterpartName, operatorId, stationUnitId, occurredAt, text, byName }: ChannelContact): ChannelContactView => ({ id, counterpart, counterpartName, operatorId, stationUnitId, occurredAt: occurredAt.toISOString(), text, byName });
