import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { roleInbox, tell } from '../channel-notice.ts';
import { Stations } from '../stations/stations.service.ts';
import { SpareViolation } from './spare-violation.entity.ts';
import type { DecideViolation, ReportViolation, SpareViolationView } from './spare-violations.http.ts';
import { dutiesOfViolation, KIND_NAMES, violationMoves, type ViolationStatus } from './spare-violations.rules.ts';

const VIOLATION = { zh: '违规', en: 'violation' };

/** Borrowing and dismantling without the company's consent; only what was seen is recorded, and absence says nothing (OC-3.2.3a). */
@Injectable()
export class SpareViolations {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly numbers: Numbers, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly stations: Stations,
  ) {}

  /** The latest first. */
  list(ctx: Context, { stationId, status, limit, cursor }: { stationId?: string; status?: ViolationStatus; limit: number; cursor?: string }): Promise<Page<SpareViolationView>> {
    const units = unitsOf(ctx, 'spare.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(SpareViolation, 'v').where('v.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('v.departmentUnitId = ANY (:units)', { units });
      if (stationId) query.andWhere('v.stationId = :stationId', { stationId });
      if (status) query.andWhere('v.status = :status', { status });
      if (after) query.andWhere('(v.reportedAt, v.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('v.reportedAt', 'DESC').addOrderBy('v.id', 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (v) => [v.reportedAt.toISOString(), v.id], (v) => v);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Owed by whoever discovered it, from then on; met by reporting it to the channel engineers. Throws 400 for a discovery still to come. */
  async report(ctx: Context, { stationId, kind, facts, serials = [], discoveredAt }: ReportViolation): Promise<SpareViolationView> {
    permit(ctx, 'station.work');
    const number = await this.numbers.next(ctx, 'WG');
    return this.database.write(ctx, async (tx) => {
      const station = await this.stations.read(tx, stationId, 'station.work');
      const discovered = new Date(discoveredAt);
      if (discovered > tx.now) throw refuse.field('discoveredAt', 'future', { zh: '发现时间还没到', en: 'that moment has not come yet' }, 'OC-3.2.3a');
      const told = (await this.directory.holders(tx, 'channel_engineer', station.departmentUnitId)).users.map((user) => user.name);
      const row = await tx.insert(SpareViolation, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, stationId, departmentUnitId: station.departmentUnitId, kind, facts, serials, discoveredAt: discovered, reportedAt: tx.now, reportedBy: ctx.userName, told, status: 'reported', decidedAt: null, decidedBy: null, decision: null,
      });
      const { title } = await this.stations.subject(tx, station);
      await this.obligations.open(tx, dutiesOfViolation({ discoveredAt: discovered }).map((owed) => ({ ...owed, subject: { type: 'spare_violation', id: row.id, number, title: `${title} ${KIND_NAMES[kind].zh}` }, unitId: station.departmentUnitId, userId: ctx.userId })));
      await this.obligations.meet(tx, { subjectId: row.id, clauses: ['OC-3.2.3a'] }, { at: tx.now, note: `报渠道工程师${told.join('、')}`, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: facts }] });
      tell(tx, { kind: 'spare_violation', clauseId: 'OC-3.2.3a', unitId: station.departmentUnitId, subject: { type: 'spare_violation', id: row.id, number, title: `${title} ${KIND_NAMES[kind].zh}` }, link: `/spares?what=violations&id=${row.id}`, values: { by: ctx.userName, text: facts.slice(0, 300) }, to: [roleInbox('channel_engineer', station.departmentUnitId)] });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** The channel says whether the company had consented. Throws 409 once it is decided. */
  decide(ctx: Context, id: string, { status, decision }: DecideViolation): Promise<SpareViolationView> {
    permit(ctx, 'spare.approve');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(SpareViolation, id, VIOLATION);
      permit(ctx, 'spare.approve', row.departmentUnitId);
      if (!violationMoves[row.status].includes(status)) throw refuse.transition(row.status, status, [...violationMoves[row.status]], 'OC-3.2.3a');
      await tx.update(SpareViolation, row, { status, decision, decidedAt: tx.now, decidedBy: ctx.userName });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async views(tx: Tx, rows: SpareViolation[]): Promise<SpareViolationView[]> {
    const [names, owed, people] = await Promise.all([this.stations.named(tx, rows.map((r) => r.stationId)), this.ledger.ofSubjects(tx, rows.map((r) => r.id)), this.ledger.people(tx)]);
    return rows.map(({ id, version, number, stationId, kind, facts, serials, discoveredAt, reportedAt, reportedBy, told, status, decidedAt, decidedBy, decision }) => ({
      id, version, number, stationId, stationName: names.get(stationId)?.name ?? '', kind, kindName: KIND_NAMES[kind], facts, serials, discoveredAt: discoveredAt.toISOString(), reportedAt: reportedAt.toISOString(), reportedBy, told, status,
      decidedAt: decidedAt?.toISOString() ?? null, decidedBy, decision, obligations: (owed.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
    }));
  }
}
