import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId, parseDate } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { StationTraining } from './station-record.entity.ts';
import type { HoldTraining, PlanTraining, StationTrainingQuery } from './station-duties.http.ts';
import { clauseOf, recordOf, trainingMoves, type TrainingStatus } from './station-duties.rules.ts';
import { StationDuties } from './station-duties.service.ts';
import type { StationRecordView, StationTrainingView } from './station-duty-views.ts';

const TRAINING = { zh: '培训计划', en: 'planned training' };

/** The plan of trainings (OC-2.4, OC-3.4); what was held is a record of the station and meets its duty. */
@Injectable()
export class StationTrainings {
  constructor(private readonly database: TenantDatabase, private readonly duties: StationDuties, private readonly directory: Directory) {}

  list(ctx: Context, filter: StationTrainingQuery & { limit: number }): Promise<Page<StationTrainingView>> {
    const units = unitsOf(ctx, 'station.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(StationTraining, 't').where('t.tenantId = :tenant AND t.status = :status', { tenant: tx.tenantId, status: filter.status });
      if (units !== 'all') query.andWhere('t.stationUnitId = ANY (:units)', { units });
      if (filter.stationUnitId) query.andWhere('t.stationUnitId = :station', { station: filter.stationUnitId });
      if (filter.trainerUserId) query.andWhere('t.trainerUserId = :trainer', { trainer: filter.trainerUserId });
      if (after) query.andWhere('(t.plannedOn, t.id) > (:on, :id)', { on: after[0], id: after[1] });
      const rows = await query.orderBy('t.plannedOn').addOrderBy('t.id').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (t) => [t.plannedOn, t.id], (t) => t);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  plan(ctx: Context, { stationUnitId, topic, title, plannedOn, trainerUserId }: PlanTraining): Promise<StationTrainingView> {
    permit(ctx, 'station.work', stationUnitId);
    return this.database.write(ctx, async (tx) => {
      await Promise.all([this.duties.station(tx, stationUnitId), this.directory.user(tx, trainerUserId, 'trainerUserId')]);
      parseDate(plannedOn);
      const row = await tx.insert(StationTraining, { tenantId: tx.tenantId, id: newId(), version: 1, stationUnitId, topic, title, plannedOn, trainerUserId, status: 'planned', reason: null });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Throws 409 for one that was held or cancelled, 400 without anybody who attended. */
  hold(ctx: Context, id: string, { heldOn, text, attendees }: HoldTraining): Promise<StationRecordView> {
    permit(ctx, 'station.work');
    return this.database.write(ctx, async (tx) => {
      const row = await this.move(tx, id, 'held', null);
      return this.duties.put(tx, { stationUnitId: row.stationUnitId, kind: recordOf(row.topic), heldOn, text: `${row.title}：${text}`, attendees }, id);
    });
  }

  cancel(ctx: Context, id: string, reason: string): Promise<StationTrainingView> {
    permit(ctx, 'station.work');
    return this.database.write(ctx, async (tx) => (await this.views(tx, [await this.move(tx, id, 'cancelled', reason)]))[0]!);
  }

  private async move(tx: Tx, id: string, to: TrainingStatus, reason: string | null): Promise<StationTraining> {
    const row = await tx.lock(StationTraining, id, TRAINING);
    permit(tx.ctx, 'station.work', row.stationUnitId);
    if (!trainingMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...trainingMoves[row.status]], clauseOf(recordOf(row.topic)));
    return tx.update(StationTraining, row, { status: to, reason });
  }

  private async views(tx: Tx, rows: StationTraining[]): Promise<StationTrainingView[]> {
    const { units, users } = await this.directory.people(tx);
    return rows.map(({ id, version, stationUnitId, topic, title, plannedOn, trainerUserId, status, reason }) => ({
      id, version, stationUnitId, stationName: units.get(stationUnitId)?.name ?? '', topic, title, plannedOn, trainerUserId, trainerName: users.get(trainerUserId)?.name ?? '', status, reason,
    }));
  }
}
