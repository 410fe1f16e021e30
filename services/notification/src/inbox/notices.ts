import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { statement, type Text, type Tx } from '@luyue/platform';
import { type Addressee, type Missing, Outbox } from '../outbox/outbox.service.ts';
import { Hints } from '../stream/hints.ts';
import { Templates } from '../templates/templates.service.ts';
import { type Channel, flagged, type Said, templates } from '../texts/notice-texts.ts';
import type { Recipients } from './recipients.ts';

export type Told = Said & {
  /** Given where the notice may be written twice, so that it is there once. */
  id?: string;
  /** Address in the console. */
  link: string;
  clauseId?: string;
  /** As the kinds are that page somebody. */
  urgent?: boolean;
  /** A due time that would pass during quiet hours sends the message at once (R23). */
  dueAt?: Date | null;
};
export type Notice = Told & {
  to: Recipients;
  /** Also by SMS; the urgent kinds always are. */
  bySms?: boolean;
};
/** Who is told on which channel. */
export type Letters = Record<Channel, Addressee[]>;

const PUT = statement('inbox_put', `
  INSERT INTO inbox_message (tenant_id, id, notice_id, user_id, at, kind, title, text, link, clause_id, urgent)
  SELECT $1, m.id, $2, m.user_id, $3, $4, $5, m.text::jsonb, $6, $7, $8 FROM unnest($9::uuid[], $10::uuid[], $11::text[]) AS m(id, user_id, text)
  ON CONFLICT (tenant_id, notice_id, user_id) DO NOTHING RETURNING user_id`);
const UNREAD = statement('inbox_unread', `SELECT user_id, count(*)::int AS unread FROM inbox_message WHERE tenant_id = $1 AND user_id = ANY ($2) AND read_at IS NULL GROUP BY user_id`);

/** Writes a notice to everybody it concerns, in the transaction of the event: inbox, what leaves the platform, and the unread counts. */
@Injectable()
export class Notices {
  constructor(private readonly outbox: Outbox, private readonly templates: Templates, private readonly hints: Hints) {}

  async send(tx: Tx, notice: Notice): Promise<void> {
    const { people, vacant } = notice.to;
    const to = people.map((p): Addressee => ({ ...p, vacant: vacant?.name ?? null }));
    const leaves = templates[notice.kind].urgent || notice.bySms;
    const missing = vacant ? [{ role: vacant.role, name: vacant.name.zh, unitId: people[0]?.unitId ?? null }] : [];
    await this.tell(tx, notice, { inapp: to, sms: leaves ? to : [], email: [] }, missing);
  }

  /** The same with the channels of each person given. Throws where the kind's words lack a value. */
  async tell(tx: Tx, notice: Told, { inapp, sms, email }: Letters, missing: Missing[]): Promise<void> {
    const urgent = templates[notice.kind].urgent || notice.urgent === true;
    const outgoing = { noticeId: notice.id ?? newId(), words: await this.templates.speak(tx, notice), urgent, dueAt: notice.dueAt ?? null };
    const { zh, en } = outgoing.words.inapp;
    const textFor = ({ vacant }: Addressee): Text => ({ zh: flagged(zh, vacant, 'zh').text, en: flagged(en, vacant, 'en').text });
    const told = !inapp.length ? [] : (await tx.sql<{ user_id: string }>(PUT, [
      tx.tenantId, outgoing.noticeId, tx.now, notice.kind, JSON.stringify({ zh: zh.title, en: en.title }), notice.link, notice.clauseId ?? null, urgent,
      inapp.map(() => newId()), inapp.map((p) => p.id), inapp.map((p) => JSON.stringify(textFor(p))),
    ])).map((r) => r.user_id);
    await this.outbox.recordVacant(tx, outgoing, missing);
    await this.outbox.send(tx, 'sms', outgoing, sms);
    await this.outbox.send(tx, 'email', outgoing, email);
    if (told.length) await this.hints.unread(tx, await this.unread(tx, told));
  }

  /** Unread messages of each of these people. */
  async unread(tx: Tx, userIds: string[]): Promise<[userId: string, unread: number][]> {
    const rows = new Map((await tx.sql<{ user_id: string; unread: number }>(UNREAD, [tx.tenantId, userIds])).map((r) => [r.user_id, r.unread]));
    return userIds.map((id) => [id, rows.get(id) ?? 0]);
  }
}
