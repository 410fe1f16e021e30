import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { dueDayAndTime, newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, may, Numbers, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { roleInbox, tell, userInbox } from '../channel-notice.ts';
import { StationDuties } from '../station-duties/station-duties.service.ts';
import { StationMessage } from './station-message.entity.ts';
import type { StationMessageQuery, StationMessageView, WriteStationMessage } from './station-messages.http.ts';
import { dutiesOfMessage } from './station-messages.rules.ts';

const MESSAGE = { zh: '授权站来信', en: "station's message" };
const CLAUSE = 'OC-3.3.2';
const [PORTAL, STAFF] = ['station.portal', 'station.work'] as const;

/** The open channel with stations (OC-3.3.2): what a station writes is answered within hours, by whoever supervises it. */
@Injectable()
export class StationMessages {
  constructor(
    private readonly database: TenantDatabase, private readonly duties: StationDuties, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly numbers: Numbers,
  ) {}

  list(ctx: Context, filter: StationMessageQuery & { limit: number }): Promise<Page<StationMessageView>> {
    const units = unitsOf(ctx, may(ctx, STAFF) ? STAFF : PORTAL);
    const after = decodeCursor(filter.cursor, 2);
    const waiting = filter.unanswered === '1';
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(StationMessage, 'm').where('m.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('m.stationUnitId = ANY (:units)', { units });
      if (filter.stationUnitId) query.andWhere('m.stationUnitId = :station', { station: filter.stationUnitId });
      if (waiting) query.andWhere(`m.direction = 'up' AND m.answeredAt IS NULL`);
      if (after) query.andWhere(waiting ? '(m.at, m.id) > (:at, :id)' : '(m.at, m.id) < (:at, :id)', { at: after[0], id: after[1] });
      const order = waiting ? 'ASC' : 'DESC';
      const cut = page(await query.orderBy('m.at', order).addOrderBy('m.id', order).limit(filter.limit + 1).getMany(), filter.limit, (m) => [m.at.toISOString(), m.id], (m) => m);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** A message up starts the hours of its answer; one down tells the station. Throws 403 for whoever is neither of the station nor works with it. */
  async write(ctx: Context, { stationUnitId, text }: WriteStationMessage): Promise<StationMessageView> {
    const direction = may(ctx, PORTAL, stationUnitId) ? 'up' : 'down';
    if (direction === 'down') permit(ctx, STAFF, stationUnitId);
    const number = await this.numbers.next(ctx, 'XX');
    return this.database.write(ctx, async (tx) => {
      const station = await this.duties.station(tx, stationUnitId);
      const row = await this.put(tx, { number, stationUnitId, direction, text, answersId: null });
      const subject = { type: 'station_message', id: row.id, number, title: station.name };
      if (direction === 'down') tell(tx, { kind: 'station_message_down', clauseId: CLAUSE, unitId: stationUnitId, subject, link: '/station-messages', values: { by: ctx.userName, text: text.slice(0, 300) }, to: [roleInbox('station', stationUnitId)] });
      else {
        const supervisor = await this.duties.supervisorOf(tx, stationUnitId);
        const [owed] = await this.obligations.open(tx, dutiesOfMessage(row).map((duty) => ({ ...duty, subject, unitId: stationUnitId, userId: supervisor })));
        tell(tx, {
          kind: 'station_message_up', clauseId: CLAUSE, unitId: stationUnitId, subject, link: '/station-messages', dueAt: owed?.dueAt ?? null,
          values: { text: text.slice(0, 300), due: owed?.dueAt ? dueDayAndTime(owed.dueAt, await this.directory.zone(tx)) : '—' }, to: [supervisor ? userInbox(supervisor, 'supervisor') : roleInbox('channel_engineer', stationUnitId)],
        });
      }
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Throws 409 for one that went down or was answered before. */
  async answer(ctx: Context, id: string, text: string): Promise<StationMessageView> {
    permit(ctx, STAFF);
    const number = await this.numbers.next(ctx, 'XX');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(StationMessage, id, MESSAGE);
      permit(ctx, STAFF, row.stationUnitId);
      if (row.direction === 'down' || row.answeredAt) throw refuse.conflict('nothing_to_answer', { zh: row.answeredAt ? '这条来信已经答复' : '这不是授权站的来信', en: row.answeredAt ? 'It was answered before' : "It is no station's message" }, { clause: CLAUSE });
      await tx.update(StationMessage, row, { answeredAt: tx.now });
      const answer = await this.put(tx, { number, stationUnitId: row.stationUnitId, direction: 'down', text, answersId: row.id });
      await this.obligations.meet(tx, { subjectId: row.id, clauses: [CLAUSE] }, { at: tx.now, note: text.slice(0, 200), evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `答复 ${number}` }] });
      tell(tx, {
        kind: 'station_message_down', clauseId: CLAUSE, unitId: row.stationUnitId, subject: { type: 'station_message', id: answer.id, number, title: (await this.duties.station(tx, row.stationUnitId)).name }, link: '/station-messages',
        values: { by: ctx.userName, text: text.slice(0, 300) }, to: [roleInbox('station', row.stationUnitId)],
      });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** The first reading counts. Throws 409 for a message of the station itself. */
  read(ctx: Context, id: string): Promise<StationMessageView> {
    permit(ctx, PORTAL);
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(StationMessage, id, MESSAGE);
      permit(ctx, PORTAL, row.stationUnitId);
      if (row.direction === 'up') throw refuse.conflict('own_message', { zh: '这是授权站自己的来信', en: "It is the station's own message" }, { clause: CLAUSE });
      if (!row.readAt) await tx.update(StationMessage, row, { readAt: tx.now });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private put(tx: Tx, row: Pick<StationMessage, 'number' | 'stationUnitId' | 'direction' | 'text' | 'answersId'>): Promise<StationMessage> {
    return tx.insert(StationMessage, { tenantId: tx.tenantId, id: newId(), version: 1, ...row, at: tx.now, byName: tx.ctx.userName, answeredAt: null, readAt: null });
  }

  private async views(tx: Tx, rows: StationMessage[]): Promise<StationMessageView[]> {
    const [owed, people] = await Promise.all([this.ledger.ofSubjects(tx, rows.filter((r) => r.direction === 'up').map((r) => r.id)), this.ledger.people(tx)]);
    return rows.map(({ id, version, number, stationUnitId, direction, text, at, byName, answersId, answeredAt, readAt }) => ({
      id, version, number, stationUnitId, stationName: people.units.get(stationUnitId)?.name ?? '', direction, text, at: at.toISOString(), byName, answersId, answeredAt: answeredAt?.toISOString() ?? null, readAt: readAt?.toISOString() ?? null,
      obligations: (owed.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
    }));
  }
}
