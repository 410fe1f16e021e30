import { Injectable } from '@nestjs/common';
import { AgreementChanged, make } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, systemContext, TenantDatabase, type Tx, whenTaken } from '@luyue/platform';
import { Audit } from '../audit/audit.service.ts';
import { uphold } from '../refusal.ts';
import { permitWholeTenant } from '../tenants/tenant-contexts.ts';
import { TenantRecord } from '../tenants/tenant-record.ts';
import { Agreement } from './agreement.entity.ts';
import type { AgreementView, CataloguePurpose } from './agreements.http.ts';
import { agreementMoves, refuseMove, refusePartner, refuseTerms } from './agreements.rules.ts';
import { type AgreementStatus, catalogue, type CrossingPurposeKey, type CrossingTerm, fieldsOf, modulesOf } from './what-may-cross.ts';

const BY_CODE = statement('tenant_by_code', 'SELECT id, name, code, status, modules FROM tenant_by_code($1)');
const RUNNING = statement('agreement_running_with', `SELECT id FROM agreement WHERE tenant_id = $1 AND partner_tenant_id = $2 AND purpose = $3 AND status IN ('offered', 'accepted')`);
const WHAT = { zh: '合作协议', en: 'agreement' };

const running = () => refuse.conflict('agreement_running', { zh: '与这家公司的同类协议已经在谈或在用', en: 'An agreement of this kind with the company is offered or in force' }, { clause: 'PF-10' });

interface Company { id: string; name: string; code: string; status: string; modules: string[] }
export interface NewAgreement { code: string; purpose: CrossingPurposeKey; terms: CrossingTerm[]; reason: string }

/** Partner agreements (PF-10): each side has a row of its own; both are written in one transaction, so that they never tell different stories. */
@Injectable()
export class Agreements {
  constructor(private readonly database: TenantDatabase, private readonly record: TenantRecord, private readonly audit: Audit) {}

  catalogue(ctx: Context): { items: CataloguePurpose[] } {
    permit(ctx, 'agreement.read');
    return { items: catalogue() };
  }

  /** Our agreements, the last offered first. */
  list(ctx: Context, filter: { status?: AgreementStatus; limit: number; cursor?: string }): Promise<Page<AgreementView>> {
    permit(ctx, 'agreement.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Agreement, 'a').where('a.tenantId = :tenant', { tenant: tx.tenantId });
      if (filter.status) query.andWhere('a.status = :status', { status: filter.status });
      if (after) query.andWhere('(a.offeredAt, a.id) < (:at, :last)', { at: after[0], last: after[1] });
      const rows = await query.orderBy('a.offeredAt', 'DESC').addOrderBy('a.id', 'DESC').limit(filter.limit + 1).getMany();
      return page(rows, filter.limit, (a) => [a.offeredAt.toISOString(), a.id], view);
    });
  }

  get(ctx: Context, id: string): Promise<AgreementView> {
    permit(ctx, 'agreement.read');
    return this.database.read(ctx, async (tx) => view(await tx.get(Agreement, id, WHAT)));
  }

  /** Offers an agreement to the company of this code, of the same world: live to live, sandbox twin to sandbox twin. 409 while one runs for the purpose. */
  async offer(ctx: Context, { code, purpose, terms, reason }: NewAgreement): Promise<AgreementView> {
    permitWholeTenant(ctx, 'agreement.write');
    uphold(refuseTerms(fieldsOf(purpose), terms));
    const { own, partner } = await this.database.read(ctx, async (tx) => ({ own: await this.record.own(tx), partner: await this.partnerOf(tx, code) }));
    uphold(refusePartner(modulesOf(purpose), own.modules, partner));
    const id = newId();
    return this.onBothSides(ctx, own.name, partner.id, async (tx, other) => {
      if ((await tx.sql(RUNNING, [tx.tenantId, other, purpose])).length) throw running();
      const ours = tx.tenantId === ctx.tenantId;
      const seen = ours ? partner : own;
      const row = await tx.insert<Agreement>(Agreement, {
        tenantId: tx.tenantId, id, version: 1, partnerTenantId: seen.id, partnerName: seen.name, partnerCode: seen.code, purpose, terms, offeredByUs: ours, status: 'offered', reason, changedBy: tx.ctx.userName,
        offeredAt: tx.now, answeredAt: null, endedAt: null,
      });
      await this.tell(tx, row, 'agreement.offered');
      return row;
    // Two that are offered at the same moment, by one side or by both: the first one stands.
    }).catch(whenTaken(running));
  }

  /** Accepts, declines or ends. The end holds at once for both sides; duties that are open stay with their owners (PF-10). */
  async move(ctx: Context, id: string, to: 'accepted' | 'declined' | 'ended', reason?: string): Promise<AgreementView> {
    permitWholeTenant(ctx, 'agreement.write');
    const { own, partnerTenantId } = await this.database.read(ctx, async (tx) => ({ own: await this.record.own(tx), partnerTenantId: (await tx.get(Agreement, id, WHAT)).partnerTenantId }));
    return this.onBothSides(ctx, own.name, partnerTenantId, async (tx) => {
      const row = await tx.lock(Agreement, id, WHAT);
      // Asked for the side that acts; the other side's row stands alike, from its own point of view.
      uphold(refuseMove({ status: row.status, offeredByUs: tx.tenantId === ctx.tenantId ? row.offeredByUs : !row.offeredByUs }, to));
      await tx.update(Agreement, row, { status: to, reason: reason ?? row.reason, changedBy: tx.ctx.userName, ...(to === 'ended' ? { endedAt: tx.now } : { answeredAt: tx.now }) });
      await this.tell(tx, row, `agreement.${to}`);
      return row;
    });
  }

  /**
   * Both rows in one transaction, always in the order of the tenants' ids, so that two sides acting at once do not wait for each other. At the
   * partner's the company acts and not its person: whom a company employs is none of the partner's business.
   */
  private async onBothSides(ctx: Context, ownName: string, partnerId: string, work: (tx: Tx, otherTenantId: string) => Promise<Agreement>): Promise<AgreementView> {
    const there: Context = { ...systemContext(partnerId, ctx.sandbox, ctx.traceparent), userName: ownName, requestId: ctx.requestId };
    const contexts = [ctx, there].toSorted((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
    const rows = await this.database.writeMany(contexts, (tx) => work(tx, tx.tenantId === partnerId ? ctx.tenantId : partnerId));
    return view(rows.find((row) => row.tenantId === ctx.tenantId)!);
  }

  private async partnerOf(tx: Tx, code: string): Promise<Company> {
    const found = await tx.sql<Company & Record<string, unknown>>(BY_CODE, [code]);
    if (found.length !== 1) throw refuse.field('code', 'unknown_tenant', { zh: '没有这个代码的公司', en: 'no company of this code' }, 'PF-10');
    return found[0]!;
  }

  private async tell(tx: Tx, row: Agreement, action: string): Promise<void> {
    const { id, version, partnerTenantId, partnerName, purpose, offeredByUs, terms, status, reason } = row;
    const event = make(AgreementChanged, { agreementId: id, version, partnerTenantId, partnerName, purpose, offeredByUs, terms, status, reason, at: tx.now.toISOString() });
    await replicas.agreement(tx, event);
    tx.publish(event);
    await this.audit.record(tx, { action, target: { type: 'agreement', id, name: partnerName }, after: { status, purpose, reason, ...(status === 'offered' && { terms }) } });
  }
}

const view = (a: Agreement): AgreementView => ({
  id: a.id, version: a.version, partnerTenantId: a.partnerTenantId, partnerName: a.partnerName, partnerCode: a.partnerCode, purpose: a.purpose as CrossingPurposeKey, terms: a.terms, offeredByUs: a.offeredByUs, status: a.status,
  reason: a.reason, changedBy: a.changedBy, offeredAt: a.offeredAt, answeredAt: a.answeredAt, endedAt: a.endedAt, allowed: agreementMoves[a.status].filter((to) => !refuseMove(a, to)),
});
