import { Injectable } from '@nestjs/common';
import type { ApprovalListener, ApprovalRequest } from '@luyue/approvals';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, Numbers, page, type Page, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { Stock } from '@luyue/stock';
import { ChannelApprovals, takenBack } from '../channel-approvals.ts';
import { permitStation, stationScope } from '../stations/station-scope.ts';
import { Stations } from '../stations/stations.service.ts';
import { SpareApplication, SpareItem, SpareReturn } from './spare.entity.ts';
import { atStation, FACTORY, serialsOf, SpareStock } from './spare-stock.ts';
import type { AskReturn, DecideSpares, SendReturn, SpareReturnView } from './spare-views.ts';
import { contentsOf, returnMoves, type ReturnStatus } from './spares.rules.ts';

const RETURN = { zh: '返厂申请', en: 'return application' };
const ISSUED = statement('spare_return_issued', `tenant_id = $1 AND id = ANY ($2) AND station_id = $3 AND status = 'received' ORDER BY id FOR UPDATE`);
const BACK = statement('spare_return_back', `
  SELECT l ->> 'applicationId' AS "applicationId", l ->> 'itemId' AS "itemId", sum((l ->> 'quantity')::int)::int AS quantity FROM spare_return r CROSS JOIN LATERAL jsonb_array_elements(r.lines) AS l
  WHERE r.tenant_id = $1 AND r.station_id = $2 AND r.status NOT IN ('refused', 'withdrawn') AND l ->> 'applicationId' = ANY ($3::text[]) GROUP BY 1, 2`);
const NAMES = statement('spare_return_items', 'tenant_id = $1 AND id = ANY ($2)');

/** No part goes back to the factory without an approved application that refers to an issued part (OC-3.2.3b). */
@Injectable()
export class SpareReturns implements ApprovalListener {
  constructor(private readonly database: TenantDatabase, private readonly numbers: Numbers, private readonly stock: Stock, private readonly stations: Stations, private readonly spares: SpareStock, private readonly approvals: ChannelApprovals) {}

  /** The latest first; a station's own users see their own. */
  list(ctx: Context, { stationId, status, limit, cursor }: { stationId?: string; status?: ReturnStatus; limit: number; cursor?: string }): Promise<Page<SpareReturnView>> {
    const scope = stationScope(ctx, 'spare.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(SpareReturn, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId });
      if (!scope.all) query.andWhere('(r.departmentUnitId = ANY (:departments) OR r.stationId = ANY (:stations))', scope);
      if (stationId) query.andWhere('r.stationId = :stationId', { stationId });
      if (status) query.andWhere('r.status = :status', { status });
      if (after) query.andWhere('(r.askedAt, r.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('r.askedAt', 'DESC').addOrderBy('r.id', 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (r) => [r.askedAt.toISOString(), r.id], (r) => r);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Throws 400 for a line without the application by which it was issued, 422 naming the part for one that was never issued to the station by that application, or for more than is left of it. */
  async ask(ctx: Context, { stationId, lines: asked, reason }: AskReturn): Promise<SpareReturnView> {
    stationScope(ctx, 'spare.apply');
    const lines = asked.map(({ applicationId, ...line }, i) => {
      if (!applicationId) throw refuse.field(`lines.${i}.applicationId`, 'required', { zh: '要写明按哪张申请单发的，没有申请的不能返厂', en: 'by which application it was issued; without one nothing goes back' }, 'OC-3.2.3b');
      return { ...line, applicationId };
    });
    const number = await this.numbers.next(ctx, 'FC');
    return this.database.write(ctx, async (tx) => {
      const station = await this.stations.read(tx, stationId, 'spare.apply');
      const ids = lines.map((l) => l.applicationId);
      // The lock on the applications keeps two returns of one part from passing each other.
      const issued = new Map((await tx.rows(SpareApplication, ISSUED, [tx.tenantId, ids, stationId])).map((a) => [a.id, a]));
      const [items, back] = [await this.spares.named(tx, lines.map((l) => l.itemId), 'lines'), await tx.sql<{ applicationId: string; itemId: string; quantity: number }>(BACK, [tx.tenantId, stationId, ids])];
      const left = new Map<string, number>();
      for (const [i, { itemId, applicationId, quantity }] of lines.entries()) {
        const key = `${applicationId}/${itemId}`;
        const there = left.get(key) ?? (issued.get(applicationId)?.lines.find((l) => l.itemId === itemId)?.quantity ?? 0) - (back.find((b) => b.applicationId === applicationId && b.itemId === itemId)?.quantity ?? 0);
        if (there < quantity) {
          const name = items[i]!.name!;
          throw refuse.rule('OC-3.2.3b', 'never_issued', { zh: `${name.zh}：这张申请单只发过 ${Math.max(0, there)} 件可返`, en: `${name.en}: ${Math.max(0, there)} of that application can go back` }, { errors: [{ field: 'lines', code: 'never_issued', message: { zh: '不是按这张申请单发的', en: 'was not issued by that application' } }], extra: { itemId, applicationId, left: Math.max(0, there) } });
        }
        serialsOf(items[i]!, quantity, lines[i]!.serials);
        left.set(key, there - quantity);
      }
      const row = await tx.insert(SpareReturn, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, stationId, departmentUnitId: station.departmentUnitId, lines: lines.map(({ itemId, quantity, applicationId, serials = [] }) => ({ itemId, quantity, applicationId, serials })), reason, status: 'asked', askedAt: tx.now, askedBy: ctx.userId,
        askedByName: ctx.userName, decidedAt: null, decidedBy: null, decisionNote: null, returnedAt: null, tracking: null, requestId: null,
      });
      await tx.update(SpareReturn, row, { requestId: await this.approvals.submit(tx, 'spare_return', row, `${(await this.stations.subject(tx, station)).title} ${contentsOf(lines.map(({ quantity }, i) => ({ name: items[i]!.name!.zh, quantity })))}`) });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** The say of an approver (PF-12). Throws 403 for whoever has none, 409 once it is decided. */
  decide(ctx: Context, id: string, say: DecideSpares): Promise<SpareReturnView> {
    stationScope(ctx, 'spare.read');
    return this.database.write(ctx, async (tx) => {
      const asked = await tx.get(SpareReturn, id, RETURN);
      permitStation(ctx, 'spare.read', { id: asked.stationId, departmentUnitId: asked.departmentUnitId });
      mayMove(asked.status, say.decision);
      const ended = await this.approvals.decide(tx, asked, say, 'OC-3.2.3b');
      const row = await tx.lock(SpareReturn, id, RETURN);
      if (ended) await tx.update(SpareReturn, row, { status: say.decision, decidedAt: tx.now, decidedBy: ctx.userName, decisionNote: say.note ?? null });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Taken back on the page of approvals: its parts are left for another return. */
  approvalWithdrawn(tx: Tx, request: ApprovalRequest): Promise<void> { return takenBack(tx, request, 'spare_return', { entity: SpareReturn, what: RETURN, mayMove }); }

  /** Sent off: the parts leave the station's stock. Throws 409 before it is approved. */
  send(ctx: Context, id: string, { tracking }: SendReturn): Promise<SpareReturnView> {
    stationScope(ctx, 'spare.apply');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(SpareReturn, id, RETURN);
      permitStation(ctx, 'spare.read', { id: row.stationId, departmentUnitId: row.departmentUnitId });
      mayMove(row.status, 'returned');
      permitStation(ctx, 'spare.apply', { id: row.stationId, departmentUnitId: row.departmentUnitId });
      const items = await this.spares.named(tx, row.lines.map((l) => l.itemId));
      await this.stock.moveAll(tx, row.lines.map((line, i) => ({
        item: items[i]!, from: atStation(row.stationId), to: FACTORY, quantity: line.quantity, ...serialsOf(items[i]!, line.quantity, line.serials), kind: 'return', reference: `return/${id}/${i}`, at: tx.now, clause: 'OC-3.2.3b' })));
      await tx.update(SpareReturn, row, { status: 'returned', returnedAt: tx.now, tracking });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async views(tx: Tx, rows: SpareReturn[]): Promise<SpareReturnView[]> {
    const [names, rounds, items] = await Promise.all([this.stations.named(tx, rows.map((r) => r.stationId)), this.approvals.ofSubjects(tx, rows.map((r) => r.id)), tx.rows(SpareItem, NAMES, [tx.tenantId, [...new Set(rows.flatMap((r) => r.lines.map((l) => l.itemId)))]])]);
    const itemOf = new Map(items.map((i) => [i.id, i]));
    return rows.map(({ id, version, number, stationId, lines, reason, status, askedAt, askedByName, decidedAt, decidedBy, decisionNote, returnedAt, tracking }) => ({
      id, version, number, stationId, stationName: names.get(stationId)?.name ?? '', lines: lines.map((line) => ({ ...line, itemNumber: itemOf.get(line.itemId)?.number ?? '', itemName: itemOf.get(line.itemId)?.name ?? '' })), reason, status, askedAt: askedAt.toISOString(), askedByName,
      decidedAt: decidedAt?.toISOString() ?? null, decidedBy, decisionNote, returnedAt: returnedAt?.toISOString() ?? null, tracking, approvals: rounds.get(id) ?? [],
    }));
  }
}

function mayMove(from: ReturnStatus, to: ReturnStatus): void {
  if (!returnMoves[from].includes(to)) throw refuse.transition(from, to, [...returnMoves[from]], 'OC-3.2.3b');
}
