import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { instantAt, newId, parseDate } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Postings } from '../postings/postings.service.ts';
import { permitStation, refuseClosed, stationScope } from './station-scope.ts';
import { AuthorisedStation, StationChange } from './station.entity.ts';
import { type DecideStationChange, stationChangeView, type StationChangeView, type StationPage, type TellStationChange } from './station-views.ts';
import { changedFields, changeMoves, type ChangeStatus, dutiesOfStationChange } from './stations.rules.ts';
import { dataOf, Stations } from './stations.service.ts';

/** Changes of a station's data go to the person in charge of the channel, who confirms them; only then they hold (OC-3.5.2). */
@Injectable()
export class StationChanges {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly obligations: Obligations, private readonly postings: Postings, private readonly stations: Stations) {}

  list(ctx: Context, { status = 'told', limit, cursor }: { status?: ChangeStatus; limit: number; cursor?: string }): Promise<Page<StationChangeView>> {
    const units = unitsOf(ctx, 'contactChange.decide');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(StationChange, 'c').where('c.tenantId = :tenant AND c.status = :status', { tenant: tx.tenantId, status });
      if (units !== 'all') query.andWhere('c.departmentUnitId = ANY (:units)', { units });
      if (after) query.andWhere('(c.toldAt, c.id) > (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('c.toldAt').addOrderBy('c.id').limit(limit + 1).getMany();
      const stations = await this.stations.named(tx, rows.map((r) => r.stationId));
      return page(rows, limit, (c) => [c.toldAt.toISOString(), c.id], (c) => stationChangeView(c, stations.get(c.stationId)?.name ?? ''));
    });
  }

  /** Owed by whoever looks after the station from the day of the change (R6), met by telling; the station may tell it too. Throws 400 for a day to come, or where nothing differs. */
  tell(ctx: Context, id: string, { changedOn, ...profile }: TellStationChange): Promise<StationPage> {
    stationScope(ctx, 'station.work');
    return this.database.write(ctx, async (tx) => {
      const station = await this.stations.lock(tx, id);
      permitStation(ctx, 'station.work', station);
      refuseClosed(station, 'OC-3.5.2');
      if (changedOn > (await this.stations.today(tx))) throw refuse.field('changedOn', 'future', { zh: '变更日还没到', en: 'that day has not come yet' }, 'OC-3.5.2');
      const after = dataOf(profile, station.data);
      if (!changedFields(station.data, after).length) throw refuse.field('changedOn', 'no_change', { zh: '与现有资料没有不同', en: 'nothing differs from what is known' }, 'OC-3.5.2');
      const change = await tx.insert(StationChange, { tenantId: tx.tenantId, id: newId(), version: 1, stationId: id, departmentUnitId: station.departmentUnitId, before: station.data, after, changedOn, toldAt: tx.now, toldBy: ctx.userName, status: 'told', decidedAt: null, decidedBy: null, decisionNote: null });
      const changedAt = new Date(instantAt(parseDate(changedOn), '00:00', await this.directory.zone(tx)));
      const { number, title } = await this.stations.subject(tx, station);
      const owner = await this.postings.inCharge(tx, station.regionId, changedOn);
      await this.obligations.open(tx, dutiesOfStationChange({ changedAt }).map((owed) => ({ ...owed, subject: { type: 'station_change', id: change.id, number, title: `${title} 资料变更` }, unitId: station.departmentUnitId, userId: owner?.userId ?? null })));
      const leads = (await this.leads(tx, station.departmentUnitId)).map((user) => user.name).join('、');
      await this.obligations.meet(tx, { subjectId: change.id, clauses: ['OC-3.5.2'] }, { at: tx.now, note: `告知渠道负责人${leads}`, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: '告知授权站资料变更' }] });
      return this.stations.page(tx, id);
    });
  }

  /** Confirmed, the new data hold. Throws 422 for anybody but the person in charge, 409 for what is decided. */
  decide(ctx: Context, id: string, { decision, note }: DecideStationChange): Promise<StationPage> {
    permit(ctx, 'contactChange.decide');
    return this.database.write(ctx, async (tx) => {
      const change = await tx.lock(StationChange, id, { zh: '变更', en: 'change' });
      permit(ctx, 'contactChange.decide', change.departmentUnitId);
      const leads = await this.leads(tx, change.departmentUnitId);
      if (!leads.some((user) => user.id === ctx.userId)) throw refuse.rule('OC-3.5.2', 'not_in_charge', { zh: `由渠道负责人确认：${leads.map((u) => u.name).join('、') || '—'}`, en: `The person in charge of the channel confirms it: ${leads.map((u) => u.name).join(', ') || '-'}` });
      if (!changeMoves[change.status].includes(decision)) throw refuse.transition(change.status, decision, [...changeMoves[change.status]], 'OC-3.5.2');
      if (decision === 'rejected' && !note) throw refuse.field('note', 'required', { zh: '退回要写理由', en: 'a rejection needs its reason' }, 'OC-3.5.2');
      await tx.update(StationChange, change, { status: decision, decidedAt: tx.now, decidedBy: ctx.userName, decisionNote: note ?? null });
      const station = await this.stations.lock(tx, change.stationId);
      // Only what this change named: another may have been confirmed since it was told.
      const named = Object.fromEntries(changedFields(change.before, change.after).map((field) => [field, change.after[field]]));
      if (decision === 'confirmed') await tx.update(AuthorisedStation, station, { data: { ...station.data, ...named } });
      return this.stations.page(tx, station.id);
    });
  }

  /** The person in charge of the channel; the channel manager unless one is set. */
  private async leads(tx: Tx, departmentUnitId: string): Promise<DirectoryUser[]> {
    const { users } = await this.directory.holders(tx, 'channel_lead', departmentUnitId);
    return users.length ? users : (await this.directory.holders(tx, 'channel_manager', departmentUnitId)).users;
  }
}
