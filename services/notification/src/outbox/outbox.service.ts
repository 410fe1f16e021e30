import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type ParameterKey, resolvePolicy } from '@luyue/regulations';
import { Contacts } from '../contacts/contacts.service.ts';
import type { Language, Words } from '../texts/notice-texts.ts';
import type { Spoken } from '../templates/templates.service.ts';
import { OutboundMessage, type OutboundChannel } from './outbound-message.entity.ts';
import type { OutboxMessage } from './outbox.http.ts';
import { checkMove, otherChannel, releaseAt } from './outbox.rules.ts';

export interface Outgoing { noticeId: string; words: Spoken; urgent: boolean; dueAt: Date | null }
export interface Addressee { id: string; name: string; unitId: string }

const QUIET = ['pf.quiet.from', 'pf.quiet.to'] as const satisfies ParameterKey[];
const STATUS = statement('outbox_tenant_status', `SELECT status FROM directory_tenant WHERE tenant_id = $1 AND id = $1`);
const KNOWN = statement('outbox_known', `SELECT recipient, channel FROM outbound_message WHERE tenant_id = $1 AND notice_id = $2`);

/** Messages that leave the platform, one row per recipient with its result (PF-13). */
@Injectable()
export class Outbox {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly contacts: Contacts, private readonly obligations: Obligations) {}

  /** Puts one message per person in the queue; the sender takes it from there. In a suspended tenant nothing goes out (R26). */
  async send(tx: Tx, channel: 'email' | 'sms', message: Outgoing, to: Addressee[]): Promise<void> {
    const contacts = await this.contacts.of(tx, to.map((p) => p.id));
    const address = (id: string): string | null => contacts.get(id)?.[channel === 'sms' ? 'phone' : 'email'] ?? null;
    const language = (id: string): Language => contacts.get(id)?.language ?? 'zh';
    await this.put(tx, message, to.map((p) => ({
      recipient: p.id, recipientName: p.name, unitId: p.unitId, channel, address: address(p.id), ...written(message.words[channel][language(p.id)]), otherwise: message.words[otherChannel(channel)][language(p.id)],
    })));
  }

  /** R16: what is owed to a vacant role is recorded as vacant, not as delivered. */
  async recordVacant(tx: Tx, message: Outgoing, role: string, roleName: string, unitId: string | null): Promise<void> {
    await this.put(tx, message, [{ recipient: role, recipientName: roleName, unitId, channel: 'inapp', address: null, status: 'vacant', ...written(message.words.inapp.zh), otherwise: null }]);
  }

  private async put(tx: Tx, message: Omit<Outgoing, 'words'>, rows: (Pick<OutboundMessage, 'recipient' | 'recipientName' | 'unitId' | 'channel' | 'address' | 'subject' | 'text' | 'otherwise'> & Partial<Pick<OutboundMessage, 'status' | 'retryOf'>>)[]): Promise<void> {
    const known = new Set((await tx.sql<{ recipient: string; channel: string }>(KNOWN, [tx.tenantId, message.noticeId])).map((r) => `${r.recipient}/${r.channel}`));
    const release = await this.releaseOf(tx, message);
    await tx.insertAll(OutboundMessage, rows.filter((r) => !known.has(`${r.recipient}/${r.channel}`)).map((row): OutboundMessage => {
      const status = row.status ?? (!release ? 'withheld' : release > tx.now ? 'held' : 'queued');
      const waits = status === 'queued' || status === 'held';
      return {
        tenantId: tx.tenantId, id: newId(), version: 1, noticeId: message.noticeId, at: tx.now, urgent: message.urgent, retryOf: null, ...row, status,
        reason: status === 'withheld' ? 'tenant suspended' : null, sendAt: waits ? release : null, attempts: 0, providerId: null, settledAt: waits ? null : tx.now,
      };
    }));
  }

  /** When the message may leave; null while the tenant is suspended. */
  private async releaseOf(tx: Tx, message: Omit<Outgoing, 'words'>): Promise<Date | null> {
    const [[tenant], policies, zone] = await Promise.all([tx.sql<{ status: string }>(STATUS, [tx.tenantId]), this.directory.policies(tx), this.directory.zone(tx)]);
    if (tenant?.status === 'suspended') return null;
    const value = (key: (typeof QUIET)[number]): string => resolvePolicy(key, policies.get(key) ?? [], tx.now).value as string;
    return releaseAt(tx.now, { from: value('pf.quiet.from'), to: value('pf.quiet.to'), zone }, message);
  }

  /** R22: the provider took it, so the notice is delivered; as a retry it also makes the bounced one good. */
  async accepted(tx: Tx, row: OutboundMessage, providerId: string | null): Promise<void> {
    checkMove(row.status, 'accepted');
    await tx.update(OutboundMessage, row, { status: 'accepted', providerId, sendAt: null, settledAt: tx.now, reason: null });
    if (!row.retryOf) return;
    const bounced = await tx.lock(OutboundMessage, row.retryOf);
    checkMove(bounced.status, 'retried');
    await tx.update(OutboundMessage, bounced, { status: 'retried', settledAt: tx.now });
    await this.obligations.meet(tx, { subjectId: bounced.id, clauses: ['PF-13'] }, { at: tx.now, note: row.channel, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: 'Luyue', text: `${row.channel} accepted` }] });
  }

  /** R22: a bounce owes a retry by another channel within `pf.notice.retryHours`. A retry that bounces too leaves that duty open. */
  async bounced(tx: Tx, row: OutboundMessage, reason: string): Promise<void> {
    checkMove(row.status, 'bounced');
    await tx.update(OutboundMessage, row, { status: 'bounced', reason, sendAt: null, settledAt: tx.now });
    if (row.retryOf || !row.unitId) return;
    await this.obligations.open(tx, [{ clauseId: 'PF-13', parameter: 'pf.notice.retryHours', subject: { type: 'notice', id: row.id, number: row.id.slice(-8), title: row.subject }, unitId: row.unitId, startedAt: tx.now }]);
    const channel: OutboundChannel = otherChannel(row.channel);
    const contact = (await this.contacts.of(tx, [row.recipient])).get(row.recipient);
    const address = (channel === 'sms' ? contact?.phone : contact?.email) ?? null;
    const words = row.otherwise ? written(row.otherwise) : { subject: row.subject, text: row.text };
    await this.put(tx, { ...row, dueAt: null }, [{ recipient: row.recipient, recipientName: row.recipientName, unitId: row.unitId, channel, address, retryOf: row.id, ...words, otherwise: null }]);
  }

  /** The newest first, within the units that the reader's role reaches. */
  list(ctx: Context, filter: { limit: number; cursor?: string }): Promise<Page<OutboxMessage>> {
    const units = unitsOf(ctx, 'outbox.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(OutboundMessage, 'm').where('m.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('m.unitId = ANY (:units)', { units });
      if (after) query.andWhere('(m.at, m.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('m.at', 'DESC').addOrderBy('m.id', 'DESC').limit(filter.limit + 1).getMany();
      return page(rows, filter.limit, (m) => [m.at.toISOString(), m.id], view);
    });
  }
}

const written = ({ title, text }: Words): Pick<OutboundMessage, 'subject' | 'text'> => ({ subject: title, text });

const view = (m: OutboundMessage): OutboxMessage => ({
  id: m.id, noticeId: m.noticeId, at: m.at.toISOString(), channel: m.channel, to: m.address ? `${m.recipientName} <${m.address}>` : m.recipientName, subject: m.subject, text: m.text, status: m.status, urgent: m.urgent,
  ...(m.reason && { reason: m.reason }), sendAt: m.sendAt?.toISOString() ?? null, settledAt: m.settledAt?.toISOString() ?? null, retryOf: m.retryOf,
});
