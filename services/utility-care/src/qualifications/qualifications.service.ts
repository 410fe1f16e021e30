import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { addDays, InvalidValue, localDate, newId, parseDate } from '@luyue/kernel';
import { decodeCursor, page, type Page, PageQuery, pageSize, permit, refuse, statement, TenantDatabase, type Context, type Tx, unitsOf } from '@luyue/platform';
import { Qualification } from './qualification.entity.ts';
import type { QualificationView } from './qualifications.http.ts';
import { holdsOn, kindName, missingText } from './qualifications.rules.ts';

export interface NewQualification { userId: string; kind: string; validFrom: string; validTo: string; certificate: string }

// Dates as text: a driver that turns them into instants would move them by the server's zone.
const OF_PEOPLE = statement('qualifications_of_people', `
  SELECT user_id AS "userId", valid_from::text AS "validFrom", valid_to::text AS "validTo", revoked_at AS "revokedAt" FROM qualification WHERE tenant_id = $1 AND user_id = ANY ($2) AND kind = $3`);

/** UC-10a: only trained and qualified staff work. Asked at assignment and again at the start. */
@Injectable()
export class Qualifications {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  /** Throws 422 naming UC-10a when the person is not qualified for `kind` on the tenant's date of `at`. */
  async require(tx: Tx, userId: string, kind: string, at: Date): Promise<void> {
    if ((await this.qualified(tx, [userId], kind, at)).get(userId)) return;
    const person = (await this.directory.users(tx)).get(userId);
    throw refuse.rule('UC-10a', 'unqualified', this.missing(person, kind));
  }

  /** Who of the people is qualified on the tenant's date of `at`: one query for all of them. */
  async qualified(tx: Tx, userIds: string[], kind: string, at: Date): Promise<Map<string, boolean>> {
    const found = new Map(userIds.map((id) => [id, false]));
    if (!userIds.length) return found;
    const [rows, zone] = await Promise.all([tx.sql<{ userId: string; validFrom: string; validTo: string; revokedAt: Date | null }>(OF_PEOPLE, [tx.tenantId, userIds, kind]), this.directory.zone(tx)]);
    const date = localDate(at, zone);
    for (const row of rows) if (holdsOn(row, date)) found.set(row.userId, true);
    return found;
  }

  missing(person: Pick<DirectoryUser, 'name'> | undefined, kind: string): { zh: string; en: string } {
    return missingText(person?.name, kind);
  }

  /** Of a person or of all people in the reader's units; `expiringDays`: valid ones that run out within so many days. Those that end first come first. */
  list(ctx: Context, filter: PageQuery & { userId?: string; expiringDays?: number }): Promise<Page<QualificationView>> {
    const units = unitsOf(ctx, 'qualification.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const [users, today] = [await this.directory.users(tx), await this.today(tx)];
      const query = tx.manager.createQueryBuilder(Qualification, 'q').where('q.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('q.userId = ANY (:people)', { people: [...users.values()].filter((u) => units.includes(u.unitId)).map((u) => u.id) });
      if (filter.userId) query.andWhere('q.userId = :user', { user: filter.userId });
      if (filter.expiringDays !== undefined) query.andWhere('q.revokedAt IS NULL AND q.validTo BETWEEN :today AND :until', { today, until: addDays(today, filter.expiringDays) });
      if (after) query.andWhere('(q.validTo, q.id) > (:end, :last)', { end: after[0], last: after[1] });
      const rows = await query.orderBy('q.validTo').addOrderBy('q.id').limit(pageSize(filter) + 1).getMany();
      return page(rows, pageSize(filter), (q) => [q.validTo, q.id], (q) => view(q, users.get(q.userId), today));
    });
  }

  create(ctx: Context, request: NewQualification): Promise<QualificationView> {
    permit(ctx, 'qualification.manage');
    for (const field of ['validFrom', 'validTo'] as const) checkDate(field, request[field]);
    if (request.validTo < request.validFrom) throw refuse.field('validTo', 'order', { zh: '到期不能早于起始', en: 'must not end before it begins' }, 'UC-10a');
    return this.database.write(ctx, async (tx) => {
      const person = await this.directory.user(tx, request.userId);
      permit(ctx, 'qualification.manage', person.unitId);
      const row = await tx.insert(Qualification, { tenantId: tx.tenantId, id: newId(), version: 1, ...request, revokedAt: null, revokeReason: null });
      return view(row, person, await this.today(tx));
    });
  }

  /** Ends a qualification at once; orders not yet started go back to the queue at their start (reading rule 20). */
  revoke(ctx: Context, id: string, reason: string): Promise<QualificationView> {
    permit(ctx, 'qualification.manage');
    return this.database.write(ctx, async (tx) => {
      const locked = await tx.lock(Qualification, id, { zh: '资格', en: 'qualification' });
      const person = (await this.directory.users(tx)).get(locked.userId);
      permit(ctx, 'qualification.manage', person?.unitId);
      if (locked.revokedAt) throw refuse.conflict('revoked', { zh: '已经撤销', en: 'Already revoked' }, { clause: 'UC-10a' });
      await tx.update(Qualification, locked, { revokedAt: tx.now, revokeReason: reason });
      const row = await tx.manager.createQueryBuilder(Qualification, 'q').where('q.tenantId = :tenant AND q.id = :id', { tenant: tx.tenantId, id }).getOneOrFail();
      return view(row, person, await this.today(tx));
    });
  }

  private async today(tx: Tx): Promise<string> {
    return localDate(tx.now, await this.directory.zone(tx));
  }
}

/** Throws 400 for a date that no calendar has, such as 31 February. */
function checkDate(field: string, date: string): void {
  try {
    parseDate(date);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw refuse.field(field, 'date', { zh: '没有这一天，应写成 2026-11-24', en: 'no such date; write it like 2026-11-24' }, 'UC-10a');
  }
}

function view(q: Qualification, person: DirectoryUser | undefined, today: string): QualificationView {
  return {
    id: q.id, userId: q.userId, userName: person?.name ?? '', kind: q.kind, kindName: kindName(q.kind), validFrom: q.validFrom, validTo: q.validTo, certificate: q.certificate, valid: holdsOn(q, today),
    revokedAt: q.revokedAt?.toISOString() ?? null, revokeReason: q.revokeReason, version: q.version,
  };
}
