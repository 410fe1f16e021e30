import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { addDays, localDate, newId } from '@luyue/kernel';
import { permit, refuse, statement, TenantDatabase, type Context, type Tx } from '@luyue/platform';
import { Qualification } from './qualification.entity.ts';
import { holdsOn, kindName } from './qualifications.rules.ts';

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
    const person = (await this.directory.users(tx, [userId])).get(userId);
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
    const { zh, en } = kindName(kind);
    return { zh: `不能派给${person?.name ?? '这个人'}，缺${zh}资格`, en: `${person?.name ?? 'This person'} has no valid qualification for ${en}` };
  }

  /** All of a person or of the tenant, or those that run out within `expiringDays`. */
  list(ctx: Context, filter: { userId?: string; expiringDays?: number }): Promise<object[]> {
    permit(ctx, 'qualification.read');
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Qualification, 'q').where('q.tenantId = :tenant', { tenant: tx.tenantId });
      if (filter.userId) query.andWhere('q.userId = :user', { user: filter.userId });
      const today = localDate(tx.now, await this.directory.zone(tx));
      if (filter.expiringDays !== undefined) query.andWhere('q.revokedAt IS NULL AND q.validTo BETWEEN :today AND :until', { today, until: addDays(today, filter.expiringDays) });
      const [rows, users] = [await query.orderBy('q.validTo').addOrderBy('q.id').limit(1_000).getMany(), await this.directory.users(tx)];
      return rows.map((q) => this.view(q, users.get(q.userId), today));
    });
  }

  create(ctx: Context, request: NewQualification): Promise<object> {
    permit(ctx, 'qualification.manage');
    if (request.validTo < request.validFrom) throw refuse.field('validTo', 'order', { zh: '到期不能早于起始', en: 'must not end before it begins' }, 'UC-10a');
    return this.database.write(ctx, async (tx) => {
      const person = await this.directory.user(tx, request.userId);
      const row = await tx.insert(Qualification, { tenantId: tx.tenantId, id: newId(), version: 1, ...request, revokedAt: null, revokeReason: null });
      return this.view(row, person, localDate(tx.now, await this.directory.zone(tx)));
    });
  }

  /** Ends a qualification at once; orders not yet started go back to the queue at their start (reading rule 20). */
  revoke(ctx: Context, id: string, reason: string): Promise<object> {
    permit(ctx, 'qualification.manage');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(Qualification, id, { zh: '资格', en: 'qualification' });
      if (row.revokedAt) throw refuse.conflict('revoked', { zh: '已经撤销', en: 'Already revoked' }, { clause: 'UC-10a' });
      await tx.update(Qualification, row, { revokedAt: tx.now, revokeReason: reason });
      return this.view(row, (await this.directory.users(tx, [row.userId])).get(row.userId), localDate(tx.now, await this.directory.zone(tx)));
    });
  }

  private view(q: Qualification, person: DirectoryUser | undefined, today: string) {
    return {
      id: q.id, userId: q.userId, userName: person?.name ?? '', kind: q.kind, kindName: kindName(q.kind), validFrom: q.validFrom, validTo: q.validTo, certificate: q.certificate, valid: holdsOn(q, today),
      revokedAt: q.revokedAt?.toISOString() ?? null, revokeReason: q.revokeReason, version: q.version,
    };
  }
}
