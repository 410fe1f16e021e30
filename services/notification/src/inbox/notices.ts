import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { statement, type Text, type Tx } from '@luyue/platform';
import { Outbox } from '../outbox/outbox.service.ts';
import { Hints } from '../stream/hints.ts';
import { type Language, type Said, templates, type Words } from '../texts/notice-texts.ts';
import { type Spoken, Templates } from '../templates/templates.service.ts';
import type { Recipients } from './recipients.ts';

export type Notice = Said & {
  /** Given where the notice may be written twice, so that it is there once. */
  id?: string;
  /** Address in the console. */
  link: string;
  clauseId?: string;
  to: Recipients;
  /** Also by SMS; the urgent kinds always are. */
  bySms?: boolean;
  /** A due time that would pass during quiet hours sends the message at once (R23). */
  dueAt?: Date | null;
}

const PUT = statement('inbox_put', `
  INSERT INTO inbox_message (tenant_id, id, notice_id, user_id, at, kind, title, text, link, clause_id, urgent)
  SELECT $1, m.id, $2, m.user_id, $3, $4, $5, $6, $7, $8, $9 FROM unnest($10::uuid[], $11::uuid[]) AS m(id, user_id)
  ON CONFLICT (tenant_id, notice_id, user_id) DO NOTHING RETURNING user_id`);
const UNREAD = statement('inbox_unread', `SELECT user_id, count(*)::int AS unread FROM inbox_message WHERE tenant_id = $1 AND user_id = ANY ($2) AND read_at IS NULL GROUP BY user_id`);

const VACANT = (role: Text): Text => ({ zh: `（${role.zh}空缺，转给您）`, en: ` (${role.en} vacant, passed on to you)` });

/** Writes a notice to everybody it concerns, in the transaction of the event: inbox, what leaves the platform, and the unread counts. */
@Injectable()
export class Notices {
  constructor(private readonly outbox: Outbox, private readonly templates: Templates, private readonly hints: Hints) {}

  async send(tx: Tx, notice: Notice): Promise<void> {
    const { people, vacant } = notice.to;
    const noticeId = notice.id ?? newId();
    const { urgent } = templates[notice.kind];
    const words = flagged(await this.templates.speak(tx, notice), vacant ? VACANT(vacant.name) : null);
    const { inapp } = words;
    const [title, text] = (['title', 'text'] as const).map((part): Text => ({ zh: inapp.zh[part], en: inapp.en[part] }));
    const told = (await tx.sql<{ user_id: string }>(PUT, [
      tx.tenantId, noticeId, tx.now, notice.kind, JSON.stringify(title), JSON.stringify(text), notice.link, notice.clauseId ?? null, urgent, people.map(() => newId()), people.map((p) => p.id),
    ])).map((r) => r.user_id);
    const outgoing = { noticeId, words, urgent, dueAt: notice.dueAt ?? null };
    if (vacant) await this.outbox.recordVacant(tx, outgoing, vacant.role, vacant.name.zh, people[0]?.unitId ?? null);
    if (!told.length) return;
    if (urgent || notice.bySms) await this.outbox.send(tx, 'sms', outgoing, people.filter((p) => told.includes(p.id)));
    await this.hints.unread(tx, await this.unread(tx, told));
  }

  /** Unread messages of each of these people. */
  async unread(tx: Tx, userIds: string[]): Promise<[userId: string, unread: number][]> {
    const rows = new Map((await tx.sql<{ user_id: string; unread: number }>(UNREAD, [tx.tenantId, userIds])).map((r) => [r.user_id, r.unread]));
    return userIds.map((id) => [id, rows.get(id) ?? 0]);
  }
}

/** The word about the vacant role is ours: a tenant's own text does not leave it out (R16). */
function flagged(words: Spoken, flag: Text | null): Spoken {
  const one = (said: Record<Language, Words>): Record<Language, Words> => ({ zh: { ...said.zh, text: said.zh.text + (flag?.zh ?? '') }, en: { ...said.en, text: said.en.text + (flag?.en ?? '') } });
  return { inapp: one(words.inapp), sms: one(words.sms), email: one(words.email) };
}
