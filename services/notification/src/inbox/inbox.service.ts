import { Injectable } from '@nestjs/common';
import { type Context, decodeCursor, page, refuse, statement, type Text, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Hints } from '../stream/hints.ts';
import type { InboxItem, InboxPage, NoticeResult, ReadItem, Unread } from './inbox.http.ts';
import { Notices } from './notices.ts';

interface Row { id: string; at: Date; kind: string; title: Text; text: Text; link: string; clause_id: string | null; urgent: boolean; read_at: Date | null }

const COLUMNS = 'id, at, kind, title, text, link, clause_id, urgent, read_at';
const LATEST = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const ALL = statement('inbox_all', `SELECT ${COLUMNS} FROM inbox_message WHERE tenant_id = $1 AND user_id = $2 AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5`);
const UNREAD = statement('inbox_only_unread', `SELECT ${COLUMNS} FROM inbox_message WHERE tenant_id = $1 AND user_id = $2 AND read_at IS NULL AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $5`);
const READ = statement('inbox_read', `UPDATE inbox_message SET read_at = coalesce(read_at, $4) WHERE tenant_id = $1 AND user_id = $2 AND id = $3 RETURNING ${COLUMNS}`);
const READ_ALL = statement('inbox_read_all', `UPDATE inbox_message SET read_at = $3 WHERE tenant_id = $1 AND user_id = $2 AND read_at IS NULL`);
const RESULTS = statement('notice_results', `
  SELECT 'inapp' AS channel, coalesce(u.name, '') AS recipient, 'accepted' AS result, i.at, i.read_at AS "readAt", NULL AS reason
    FROM inbox_message i LEFT JOIN directory_user u ON u.tenant_id = i.tenant_id AND u.id = i.user_id WHERE i.tenant_id = $1 AND i.notice_id = $2 AND ($3::uuid[] IS NULL OR u.unit_id = ANY ($3))
  UNION ALL SELECT channel, recipient_name, status, coalesce(settled_at, at), NULL, reason FROM outbound_message WHERE tenant_id = $1 AND notice_id = $2 AND ($3::uuid[] IS NULL OR unit_id = ANY ($3))
  ORDER BY at, channel`);

/** A person's own messages. Nobody reads another's, whatever role they hold. */
@Injectable()
export class Inbox {
  constructor(private readonly database: TenantDatabase, private readonly notices: Notices, private readonly hints: Hints) {}

  /** The newest first, with the number of unread ones. An API client has no inbox and finds it empty. */
  async list(ctx: Context, filter: { unread: boolean; limit: number; cursor?: string }): Promise<InboxPage> {
    const [at, id] = decodeCursor(filter.cursor, 2) ?? [LATEST.at, LATEST.id];
    const { userId } = ctx;
    if (!userId) return { items: [], nextCursor: null, unread: 0 };
    return this.database.read(ctx, async (tx) => {
      const [rows, unread] = await Promise.all([tx.sql<Row & Record<string, unknown>>(filter.unread ? UNREAD : ALL, [tx.tenantId, userId, at, id, filter.limit + 1]), this.unread(tx, userId)]);
      return { ...page(rows, filter.limit, (r) => [r.at.toISOString(), r.id], view), unread };
    });
  }

  /** 404 for a message of somebody else. */
  read(ctx: Context, id: string): Promise<ReadItem> {
    return this.database.write(ctx, async (tx) => {
      const [row] = await tx.sql<Row & Record<string, unknown>>(READ, [tx.tenantId, ctx.userId, id, tx.now]);
      if (!row) throw refuse.notFound({ zh: '消息', en: 'message' });
      return { ...view(row), unread: await this.told(tx, ctx.userId!) };
    });
  }

  readAll(ctx: Context): Promise<Unread> {
    return this.database.write(ctx, async (tx) => {
      await tx.sql(READ_ALL, [tx.tenantId, ctx.userId, tx.now]);
      return { unread: ctx.userId ? await this.told(tx, ctx.userId) : 0 };
    });
  }

  /** PF-13: how a notice went for each of its recipients, on every channel, within the units that the reader's role reaches. */
  results(ctx: Context, noticeId: string): Promise<{ items: NoticeResult[] }> {
    const units = unitsOf(ctx, 'outbox.read');
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<NoticeResult & Record<string, unknown>>(RESULTS, [tx.tenantId, noticeId, units === 'all' ? null : units]) }));
  }

  private async unread(tx: Tx, userId: string): Promise<number> { return (await this.notices.unread(tx, [userId]))[0]![1]; }

  /** The person's other open pages count along. */
  private async told(tx: Tx, userId: string): Promise<number> {
    const unread = await this.unread(tx, userId);
    await this.hints.unread(tx, [[userId, unread]]);
    return unread;
  }
}

const view = (r: Row): InboxItem => ({
  id: r.id, at: r.at.toISOString(), kind: r.kind, title: r.title, text: r.text, link: r.link, ...(r.clause_id && { clauseId: r.clause_id }), read: r.read_at !== null, urgent: r.urgent,
});
