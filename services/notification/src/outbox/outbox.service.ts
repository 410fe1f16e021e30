import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import { Contacts } from '../contacts/contacts.service.ts';
import { type Outcome, Results } from '../results/results.service.ts';
import type { Spoken } from '../templates/templates.service.ts';
import { flagged, type Language, type Words } from '../texts/notice-texts.ts';
import { OutboundMessage } from './outbound-message.entity.ts';
import type { OutboxMessage } from './outbox.http.ts';
import { checkMove, earliest, otherChannel, releaseAt } from './outbox.rules.ts';

export interface Outgoing { noticeId: string; words: Spoken; urgent: boolean; dueAt: Date | null }
/** Where somebody is written to who is no user. */
export interface OutsideAddress { phone: string | null; email: string | null; language: Language }
/** Somebody to be told; `vacant` is the role that they stand in for (R16). */
export interface Addressee { id: string; name: string; unitId: string; vacant?: Text | null; outside?: OutsideAddress }
/** A role that nobody holds, or somebody who has left. */
export interface Missing { role: string; name: string; unitId: string | null }
type Row = Pick<OutboundMessage, 'recipient' | 'recipientName' | 'unitId' | 'channel' | 'address' | 'outside' | 'subject' | 'text' | 'otherwise'> & Partial<Pick<OutboundMessage, 'status' | 'retryOf'>>;

const STATUS = statement('outbox_tenant_status', `SELECT status FROM directory_tenant WHERE tenant_id = $1 AND id = $1`);
const KNOWN = statement('outbox_known', `SELECT recipient, channel FROM outbound_message WHERE tenant_id = $1 AND notice_id = $2`);
const OTHER = statement('outbox_other_channel', `SELECT * FROM outbound_message WHERE tenant_id = $1 AND notice_id = $2 AND recipient = $3 AND channel = $4`);

/** Messages that leave the platform, one row per recipient with its result (PF-13). */
@Injectable()
export class Outbox {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly contacts: Contacts, private readonly obligations: Obligations, private readonly results: Results) {}

  /** Puts one message per person in the queue; the sender takes it from there. In a suspended tenant nothing goes out (R26). */
  async send(tx: Tx, channel: 'email' | 'sms', message: Outgoing, to: Addressee[]): Promise<void> {
    if (!to.length) return;
    const contacts = await this.contacts.of(tx, to.filter((p) => !p.outside).map((p) => p.id));
    await this.put(tx, message, to.map(({ id, name, unitId, vacant, outside }): Row => {
      const contact = outside ?? contacts.get(id);
      const language = contact?.language ?? 'zh';
      const [words, otherwise] = [channel, otherChannel(channel)].map((each) => flagged(message.words[each][language], vacant, language)) as [Words, Words];
      return {
        recipient: id, recipientName: name, unitId, channel, address: addressOf(contact, channel), outside: outside !== undefined, ...written(words),
        otherwise: { ...otherwise, ...(outside && { address: addressOf(outside, otherChannel(channel)) }) },
      };
    }));
  }

  /** R16: what is owed to a vacant role is recorded as vacant, not as delivered. */
  async recordVacant(tx: Tx, message: Outgoing, missing: Missing[]): Promise<void> {
    if (!missing.length) return;
    await this.put(tx, message, missing.map(({ role, name, unitId }): Row => ({
      recipient: role, recipientName: name, unitId, channel: 'inapp', address: null, outside: false, status: 'vacant', ...written(message.words.inapp.zh), otherwise: null,
    })));
  }

  private async put(tx: Tx, message: Omit<Outgoing, 'words'>, rows: Row[]): Promise<void> {
    const known = new Set((await tx.sql<{ recipient: string; channel: string }>(KNOWN, [tx.tenantId, message.noticeId])).map((r) => `${r.recipient}/${r.channel}`));
    const release = await this.releaseOf(tx, message);
    const put = rows.filter((r) => !known.has(`${r.recipient}/${r.channel}`)).map((row): OutboundMessage => {
      const status = row.status ?? (!release ? 'withheld' : release > tx.now ? 'held' : 'queued');
      const waits = status === 'queued' || status === 'held';
      return {
        tenantId: tx.tenantId, id: newId(), version: 1, noticeId: message.noticeId, at: tx.now, urgent: message.urgent, dueAt: message.dueAt, retryOf: null, ...row, status,
        reason: status === 'withheld' ? 'tenant suspended' : null, sendAt: waits ? release : null, attempts: 0, providerId: null, settledAt: waits ? null : tx.now,
      };
    });
    await tx.insertAll(OutboundMessage, put);
    const withheld = put.filter((row) => row.status === 'withheld');
    if (withheld.length) await this.results.settle(tx, message.noticeId, withheld.map((row) => outcome(row, 'withheld')));
  }

  /** When the message may leave; null while the tenant is suspended. */
  private async releaseOf(tx: Tx, message: Omit<Outgoing, 'words'>): Promise<Date | null> {
    const [[tenant], value, zone] = await Promise.all([tx.sql<{ status: string }>(STATUS, [tx.tenantId]), this.directory.policyValues(tx), this.directory.zone(tx)]);
    if (tenant?.status === 'suspended') return null;
    return releaseAt(tx.now, { from: value<string>('pf.quiet.from'), to: value<string>('pf.quiet.to'), zone }, message);
  }

  /** R22: the provider took it, so the notice is delivered; as a retry it also makes the bounced one good. */
  async accepted(tx: Tx, row: OutboundMessage, providerId: string | null): Promise<void> {
    checkMove(row.status, 'accepted');
    await tx.update(OutboundMessage, row, { status: 'accepted', providerId, sendAt: null, settledAt: tx.now, reason: null });
    await this.results.settle(tx, row.noticeId, [outcome(row, 'accepted')]);
    if (row.retryOf) await this.makeGood(tx, await tx.get(OutboundMessage, row.retryOf), row);
  }

  /** R22: the bounced message reached its recipient by another channel. */
  private async makeGood(tx: Tx, bounced: OutboundMessage, { channel, providerId }: OutboundMessage): Promise<void> {
    checkMove(bounced.status, 'retried');
    await tx.update(OutboundMessage, bounced, { status: 'retried', settledAt: tx.now });
    await this.results.settle(tx, bounced.noticeId, [outcome({ ...bounced, providerId }, 'retried')]);
    await this.obligations.meet(tx, { subjectId: bounced.id, clauses: ['PF-13'] }, { at: tx.now, note: channel, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: 'Luyue', text: `${channel} accepted` }] });
  }

  /** R22: a bounce owes a retry by another channel within `pf.notice.retryHours`. A retry that bounces too leaves that duty open. */
  async bounced(tx: Tx, row: OutboundMessage, reason: string): Promise<void> {
    checkMove(row.status, 'bounced');
    await tx.update(OutboundMessage, row, { status: 'bounced', reason, sendAt: null, settledAt: tx.now });
    await this.results.settle(tx, row.noticeId, [outcome(row, 'bounced')]);
    if (row.retryOf || !row.unitId) return;
    const [owed] = await this.obligations.open(tx, [{ clauseId: 'PF-13', parameter: 'pf.notice.retryHours', subject: { type: 'notice', id: row.id, number: row.id.slice(-8), title: row.subject }, unitId: row.unitId, startedAt: tx.now }]);
    const channel = otherChannel(row.channel);
    const [found] = await tx.sql(OTHER, [tx.tenantId, row.noticeId, row.recipient, channel]);
    if (found) return this.retryBy(tx, row, tx.hydrate(OutboundMessage, found));
    const address = row.outside ? row.otherwise?.address ?? null : addressOf((await this.contacts.of(tx, [row.recipient])).get(row.recipient), channel);
    // Nobody outside has another address than those given: the duty stays open until somebody reaches them.
    if (row.outside && !address) return;
    const words = row.otherwise ? written(row.otherwise) : { subject: row.subject, text: row.text };
    const { recipient, recipientName, unitId, outside } = row;
    await this.put(tx, { ...row, dueAt: earliest(row.dueAt, owed?.dueAt ?? null) }, [{ recipient, recipientName, unitId, outside, channel, address, retryOf: row.id, ...words, otherwise: null }]);
  }

  /** What the other channel owes anyway is the retry: it has arrived already, or it will. */
  private async retryBy(tx: Tx, bounced: OutboundMessage, other: OutboundMessage): Promise<void> {
    if (other.status === 'accepted') return this.makeGood(tx, bounced, other);
    if (other.sendAt && !other.retryOf) await tx.update(OutboundMessage, other, { retryOf: bounced.id });
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
      return page(rows, filter.limit, (m) => [m.at.toISOString(), m.id], (m) => view(m, ctx.sandbox));
    });
  }
}

/** Where a person is written to by SMS or e-mail. */
const addressOf = (contact: { phone: string | null; email: string | null } | undefined, channel: 'email' | 'sms'): string | null => (channel === 'sms' ? contact?.phone : contact?.email) ?? null;

const outcome = ({ recipient, channel, providerId, reason }: OutboundMessage, result: Outcome['result']): Outcome => ({ recipient, channel, result, providerId, reason });

const written = ({ title, text }: Words): Pick<OutboundMessage, 'subject' | 'text'> => ({ subject: title, text });

/** The secret of a private link is its recipient's alone. In a sandbox nobody is written to, and whoever tries it out reads the link here. */
const withoutSecrets = (text: string): string => text.replace(/(https?:\/\/\S+?#)[\w-]{12,}/g, '$1…');

const view = (m: OutboundMessage, sandbox: boolean): OutboxMessage => ({
  id: m.id, noticeId: m.noticeId, at: m.at.toISOString(), channel: m.channel, to: m.address ? `${m.recipientName} <${m.address}>` : m.recipientName, subject: m.subject, text: sandbox ? m.text : withoutSecrets(m.text), status: m.status, urgent: m.urgent,
  ...(m.reason && { reason: m.reason }), sendAt: m.sendAt?.toISOString() ?? null, settledAt: m.settledAt?.toISOString() ?? null, retryOf: m.retryOf,
});
