import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, Problem, requireModule, statement, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { contactOf } from '../deal-contact.ts';
import { DealRecord } from '../deals/deal-record.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { ClientLink } from './client-link.entity.ts';
import { hashOf, isSecret } from './client-links.rules.ts';

/** No tenant at all: row security shows nothing, only the reviewed function of the migration answers. */
const NOBODY = systemContext('00000000-0000-0000-0000-000000000000', false);
const OWNER = statement('client_link_owner', 'SELECT tenant_id AS "tenantId", sandbox, id FROM client_link_owner($1)');
const TENANT = statement('client_link_tenant', 'SELECT modules, status FROM directory_tenant WHERE tenant_id = $1 AND id = $1');
const OPENED = statement('client_link_opened', `UPDATE client_link SET opened_at = $3 WHERE tenant_id = $1 AND id = $2`);
/** A page that is looked at again and again writes once in a while. */
const OPENED_EVERY_MS = 600_000;

/** Who stands at the door: one party of one deal, for one request. */
export interface Visit { tx: Tx; deal: Deal; party: DealParty; link: ClientLink }

const isStale = ({ tx, link }: Visit): boolean => !link.openedAt || tx.now.getTime() - link.openedAt.getTime() > OPENED_EVERY_MS;

/** One answer for everything that opens nothing, so that guessing tells nobody what there is. */
const closed = (): Problem => new Problem({ status: 404, code: 'link_closed', title: { zh: '链接已失效，请向专员要一个新的', en: 'This link has ended; ask your specialist for a new one' } });

/** The way in of a party: its secret instead of a sign-in (capability 5). Nothing but its own deal can be reached from here. */
@Injectable()
export class ClientDoor {
  constructor(private readonly database: TenantDatabase, private readonly record: DealRecord) {}

  /** Throws 404 for a secret that is unknown, expired, revoked, or was sent to somebody who is no party any more. */
  async look<T>(secret: unknown, language: Context['language'], work: (visit: Visit) => Promise<T>): Promise<T> {
    const { ctx, linkId } = await this.find(secret, language);
    const [answer, stale] = await this.database.read(ctx, async (tx) => {
      const visit = await this.enter(tx, linkId);
      return [await work(visit), isStale(visit)] as const;
    });
    if (stale) await this.database.write(ctx, (tx) => tx.sql(OPENED, [tx.tenantId, linkId, tx.now]));
    return answer;
  }

  /** The deal is taken for a change, and what is written bears the party's name. */
  async act<T>(secret: unknown, language: Context['language'], work: (visit: Visit) => Promise<T>): Promise<T> {
    const { ctx, linkId } = await this.find(secret, language);
    const before = await this.database.read(ctx, (tx) => this.enter(tx, linkId));
    return this.database.write({ ...ctx, userName: before.party.name }, async (tx) => {
      const deal = await this.record.lock(tx, before.deal.id);
      // Asked again: link and party may have changed while the deal was waited for.
      const visit = { ...(await this.enter(tx, linkId)), deal };
      if (isStale(visit)) await tx.sql(OPENED, [tx.tenantId, linkId, tx.now]);
      return work(visit);
    });
  }

  private async find(secret: unknown, language: Context['language']): Promise<{ ctx: Context; linkId: string }> {
    if (!isSecret(secret)) throw closed();
    const [owner] = await this.database.read(NOBODY, (tx) => tx.sql<{ tenantId: string; sandbox: boolean; id: string }>(OWNER, [hashOf(secret)]));
    if (!owner) throw closed();
    return { ctx: { ...systemContext(owner.tenantId, owner.sandbox), language, requestId: newId() }, linkId: owner.id };
  }

  private async enter(tx: Tx, linkId: string): Promise<Visit> {
    const [link, [tenant]] = await Promise.all([tx.find(ClientLink, linkId), tx.sql<{ modules: string[]; status: string }>(TENANT, [tx.tenantId])]);
    if (!link || link.revokedAt || tenant?.status !== 'active') throw closed();
    requireModule(tenant, 'property-brokerage');
    const party = (await this.record.parties(tx, link.dealId)).find((p) => p.id === link.partyId);
    // The party was corrected to be another person, or reached elsewhere: whoever holds the old link is a stranger.
    if (!party || party.name !== link.name || contactOf(party).phone !== link.phone) throw closed();
    return { tx, link, party, deal: await this.record.get(tx, link.dealId) };
  }
}
