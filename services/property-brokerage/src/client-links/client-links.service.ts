import { Inject, Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, maskPhone, newId } from '@luyue/kernel';
import { CONFIG, type Context, may, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import type { PropertyBrokerageEnvironment } from '../config.ts';
import { contactOf, specialistPhone } from '../deal-contact.ts';
import { sideName } from '../deal-kinds.ts';
import { DealRecord, permitDeal, permitSpecialist } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { DealMessages } from '../messages/messages.service.ts';
import { StepRecord } from '../steps/step-record.ts';
import { ClientLink, ClientWord } from './client-link.entity.ts';
import type { DealClients, MakeClientLink } from './client-links.http.ts';
import { addressOf, DAYS, linkState, newSecret } from './client-links.rules.ts';

const DAY_MS = 86_400_000;
const LINK = { zh: '客户链接', en: 'client link' };
const WORD = { zh: '客户留言', en: 'word of a client' };
const REAL_NOW = statement('client_link_now', 'SELECT now() AS now');
const REVOKE = statement('client_link_revoke', 'UPDATE client_link SET revoked_at = now(), revoked_by = $3, version = version + 1 WHERE tenant_id = $1 AND party_id = $2 AND revoked_at IS NULL');

/** Each party follows its deal by a private link of its own (capability 5, PB-4.8); what parties say on their pages is answered here. */
@Injectable()
export class ClientLinks {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly steps: StepRecord, private readonly messages: DealMessages, private readonly directory: Directory,
    @Inject(CONFIG) private readonly config: PropertyBrokerageEnvironment,
  ) {}

  get(ctx: Context, dealId: string): Promise<DealClients> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.record.read(tx, dealId)));
  }

  /** The address goes to the party's phone and to nobody else: what is said on the page is the party's word. Throws 400 for somebody who is no party. */
  make(ctx: Context, dealId: string, { partyId, phone: typed, days = DAYS }: MakeClientLink): Promise<DealClients> {
    return this.change(ctx, dealId, 'deal.work', 'client-link-sent', async (tx, deal) => {
      permitSpecialist(ctx, deal);
      const own = specialistPhone(typed, 'PB-4.8');
      const party = await this.record.party(tx, dealId, partyId, 'partyId');
      await tx.sql(REVOKE, [tx.tenantId, partyId, ctx.userName]);
      const { secret, hash } = newSecret();
      const expiresAt = new Date((await realNow(tx)).getTime() + days * DAY_MS);
      const { name, phone } = contactOf(party);
      const [tenant, zone] = await Promise.all([this.directory.tenantName(tx), this.directory.zone(tx)]);
      const messageId = await this.messages.send(tx, deal, {
        kind: 'client_link', clauseId: 'PB-4.8', unitId: deal.departmentUnitId, values: { tenant, url: addressOf(this.config.PUBLIC_URL, secret), until: localDate(expiresAt, zone) },
        to: [{ key: partyId, person: 'outside', name, phone, language: party.language, channels: ['sms'], copy: false }],
      });
      await tx.insert(ClientLink, { tenantId: tx.tenantId, id: newId(), version: 1, sandbox: ctx.sandbox, dealId, partyId, name: party.name, phone, hash, messageId, specialistUserId: ctx.userId!, specialistPhone: own, madeBy: ctx.userName, madeAt: tx.now, expiresAt, revokedAt: null, revokedBy: null, openedAt: null });
      await this.record.write(tx, dealId, { kind: 'message', title: `给${name}发了客户网页链接`, clauseId: 'PB-4.8' });
    });
  }

  /** The specialist of the deal, or whoever assigns deals, ends a link; from then on it opens nothing. */
  revoke(ctx: Context, dealId: string, linkId: string): Promise<DealClients> {
    return this.change(ctx, dealId, 'deal.read', 'client-link-revoked', async (tx, deal) => {
      if (!may(ctx, 'deal.assign', deal.departmentUnitId)) permitSpecialist(ctx, deal);
      const link = await tx.lock(ClientLink, linkId, LINK);
      if (link.dealId !== dealId) throw refuse.notFound(LINK);
      if (link.revokedAt) throw refuse.conflict('already_revoked', { zh: '这个链接已经作废', en: 'The link has been revoked' });
      await tx.update(ClientLink, link, { revokedAt: await realNow(tx), revokedBy: ctx.userName });
      await this.record.write(tx, dealId, { kind: 'access', title: `作废${link.name}的客户网页链接` });
    });
  }

  /** The shop's agent coordinates what clients ask (PB-3.1), the specialist works on the deal (PB-3.2): either of the two answers. */
  answer(ctx: Context, dealId: string, wordId: string, answer: string): Promise<DealClients> {
    return this.change(ctx, dealId, 'deal.read', 'client-answered', async (tx, deal) => {
      if (deal.agentUserId !== ctx.userId || !may(ctx, 'deal.write', deal.shopUnitId)) {
        permitDeal(ctx, 'deal.work', deal);
        permitSpecialist(ctx, deal);
      }
      const word = await tx.lock(ClientWord, wordId, WORD);
      if (word.dealId !== dealId) throw refuse.notFound(WORD);
      if (word.kind !== 'question') throw refuse.conflict('no_question', { zh: '这不是提问', en: 'This is no question' }, { clause: 'PB-4.8' });
      if (word.answer !== null) throw refuse.conflict('already_answered', { zh: '这个问题已经答复', en: 'The question has been answered' });
      await tx.update(ClientWord, word, { answer, answeredBy: ctx.userName, answeredAt: tx.now });
      await this.record.write(tx, dealId, { kind: 'message', title: `答复${word.name}`, text: answer });
    });
  }

  private change(ctx: Context, dealId: string, permission: string, change: string, work: (tx: Tx, deal: Deal) => Promise<void>): Promise<DealClients> {
    permit(ctx, permission);
    return this.database.write(ctx, async (tx) => {
      const deal = await this.record.take(tx, dealId, permission);
      await work(tx, deal);
      await this.record.changed(tx, deal, change);
      return this.view(tx, deal);
    });
  }

  private async view(tx: Tx, deal: Deal): Promise<DealClients> {
    const of = { tenant: tx.tenantId, deal: deal.id };
    const [links, words, parties, steps, messages, now] = await Promise.all([
      tx.manager.createQueryBuilder(ClientLink, 'l').where('l.tenantId = :tenant AND l.dealId = :deal', of).orderBy('l.madeAt', 'DESC').addOrderBy('l.id', 'DESC').getMany(),
      tx.manager.createQueryBuilder(ClientWord, 'w').where('w.tenantId = :tenant AND w.dealId = :deal', of).orderBy('w.at', 'DESC').addOrderBy('w.id', 'DESC').getMany(),
      this.record.parties(tx, deal.id), this.steps.of(tx, deal.id), this.messages.ofSubjects(tx, [deal.id]), realNow(tx),
    ]);
    const sideOf = (partyId: string) => sideName(deal.business, parties.find((p) => p.id === partyId)?.side ?? 'buyer');
    return {
      links: links.map((link) => ({
        id: link.id, partyId: link.partyId, name: link.name, sideName: sideOf(link.partyId), phoneMasked: maskPhone(link.phone), state: linkState(link, now), madeBy: link.madeBy, madeAt: link.madeAt.toISOString(), expiresAt: link.expiresAt.toISOString(),
        revokedBy: link.revokedBy, text: messages.find((m) => m.id === link.messageId)?.owed[0]?.result ?? null, openedAt: link.openedAt?.toISOString() ?? null,
      })),
      words: words.map(({ id, partyId, name, kind, stepId, accompanied, text, at, answer, answeredBy, answeredAt }) => ({
        id, partyId, name, kind, step: steps.find((s) => s.id === stepId)?.name ?? null, accompanied, text, at: at.toISOString(), answer, answeredBy, answeredAt: answeredAt?.toISOString() ?? null,
      })),
    };
  }
}

const realNow = async (tx: Tx): Promise<Date> => (await tx.sql<{ now: Date }>(REAL_NOW, []))[0]!.now;
