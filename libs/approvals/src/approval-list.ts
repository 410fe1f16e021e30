import { Inject, Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { type Context, decodeCursor, page, type Page, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { APPROVAL_SETTINGS, type ApprovalSettings } from './approval-options.ts';
import type { ApprovalView } from './approval-views.ts';
import { ApprovalRequest } from './approval.entity.ts';
import { Delegations } from './delegations.ts';
import { personOf } from './person.ts';
import { Seats } from './seats.ts';
import { Staff } from './staff.ts';
import { approvalView } from './views.ts';

export interface Range { limit: number; cursor?: string }

// A row of `mine` is a place at which somebody decides: the reader, or a person in whose place they do, on one matter or (null) on all.
const WAITING = statement('approval_waiting', `
  SELECT r.* FROM approval_request r WHERE r.tenant_id = $1 AND r.status = 'pending' AND r.maker_id <> $2 AND (r.submitted_at, r.id) > ($3, $4) AND EXISTS (
    SELECT 1 FROM approval_seat s JOIN unnest($5::uuid[], $6::text[], $7::text[], $8::uuid[]) AS mine(holder, matter, role, unit_id) ON s.role = mine.role AND s.unit_id = mine.unit_id
    WHERE s.tenant_id = $1 AND s.request_id = r.id AND s.outcome IS NULL AND mine.holder <> r.maker_id AND (mine.matter IS NULL OR mine.matter = r.matter))
  ORDER BY r.submitted_at, r.id LIMIT $9`);
const MADE = statement('approval_made', `
  SELECT * FROM approval_request WHERE tenant_id = $1 AND maker_id = $2 AND (submitted_at, id) < ($3, $4) ORDER BY submitted_at DESC, id DESC LIMIT $5`);
const OF_SUBJECTS = statement('approval_of_subjects', 'SELECT * FROM approval_request WHERE tenant_id = $1 AND subject_id = ANY ($2::uuid[]) ORDER BY round DESC');
const EARLIEST = ['-infinity', '00000000-0000-0000-0000-000000000000'];
const LATEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** Reading approvals: what waits for somebody, what they asked for, what there is about a record. */
@Injectable()
export class ApprovalList {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly seats: Seats, private readonly delegations: Delegations, @Inject(APPROVAL_SETTINGS) private readonly settings: ApprovalSettings) {}

  /** What the caller may decide now, in their own place or in another's; the oldest first. */
  pendingFor(ctx: Context, range: Range): Promise<Page<ApprovalView>> {
    const me = personOf(ctx);
    const [at, id] = decodeCursor(range.cursor, 2) ?? EARLIEST;
    return this.database.read(ctx, async (tx) => {
      const [staff, entrusted] = await Promise.all([this.seats.staff(tx), this.delegations.entrustedTo(tx, me)]);
      const mine = [{ userId: me, matters: null }, ...entrusted].flatMap(({ userId, matters }) => (matters ?? [null]).flatMap((matter) => staff.placesOf(userId).map((place) => ({ userId, matter, ...place }))));
      const rows = await tx.sql(WAITING, [tx.tenantId, me, at, id, mine.map((m) => m.userId), mine.map((m) => m.matter), mine.map((m) => m.role), mine.map((m) => m.unitId), range.limit + 1]);
      return this.paged(tx, rows, range.limit);
    });
  }

  /** What the caller submitted, the newest first. */
  madeBy(ctx: Context, range: Range): Promise<Page<ApprovalView>> {
    const me = personOf(ctx);
    const [at, id] = decodeCursor(range.cursor, 2) ?? LATEST;
    return this.database.read(ctx, async (tx) => this.paged(tx, await tx.sql(MADE, [tx.tenantId, me, at, id, range.limit + 1]), range.limit));
  }

  /** The rounds of several records, the latest first, for their pages and lists; who may read those is the room's to say. */
  async ofSubjects(tx: Tx, subjectIds: readonly string[]): Promise<Map<string, ApprovalView[]>> {
    const rows = subjectIds.length ? (await tx.sql(OF_SUBJECTS, [tx.tenantId, subjectIds])).map((row) => tx.hydrate<ApprovalRequest>(ApprovalRequest, row)) : [];
    const found = new Map<string, ApprovalView[]>();
    for (const view of await this.views(tx, rows)) found.set(view.subject.id, [...(found.get(view.subject.id) ?? []), view]);
    return found;
  }

  async views(tx: Tx, rows: readonly ApprovalRequest[]): Promise<ApprovalView[]> {
    const [{ units, users }, seats] = await Promise.all([this.directory.people(tx), this.seats.ofRequests(tx, rows.map((row) => row.id))]);
    const of = { settings: this.settings, staff: new Staff(units, users), units, users };
    return rows.map((row) => approvalView(row, seats.get(row.id)!, of));
  }

  private async paged(tx: Tx, rows: Record<string, unknown>[], limit: number): Promise<Page<ApprovalView>> {
    const cut = page(rows.map((row) => tx.hydrate<ApprovalRequest>(ApprovalRequest, row)), limit, (row) => [row.submittedAt.toISOString(), row.id], (row) => row);
    return { ...cut, items: await this.views(tx, cut.items) };
  }
}
