import { Injectable } from '@nestjs/common';
import { maskPhone, newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import type { VisitCustomer } from '../customers/customer.entity.ts';
import type { CustomerCardView } from '../views.ts';
import type { VisitFacts } from '../visit-seams.ts';
import { CustomerCard } from './card.entity.ts';
import type { WriteCard } from './cards.http.ts';

const OF_VISITS = statement('customer_cards_of_visits', 'tenant_id = $1 AND visit_id = ANY ($2) ORDER BY customer_id, number');
const OF_VISIT = statement('customer_card_of_visit', 'tenant_id = $1 AND visit_id = $2 FOR UPDATE');
const NEXT_NUMBER = statement('customer_card_next', 'SELECT coalesce(max(number), 0) + 1 AS next FROM customer_card WHERE tenant_id = $1 AND customer_id = $2');
const SEAL = statement('customer_cards_seal', 'UPDATE customer_card SET sealed_at = $3, version = version + 1 WHERE tenant_id = $1 AND visit_id = ANY ($2) AND sealed_at IS NULL');
// A card is written by rooms of visits, which therefore cannot be asked here.
const VISIT = statement('customer_card_visit', `SELECT id, customer_id AS "customerId", unit_id AS "unitId", region_id AS "regionId", visitor_user_id AS "visitorUserId", visit_day_id AS "visitDayId", day::text AS day FROM visit WHERE tenant_id = $1 AND id = $2`);

/** Customer cards (capability 1, DV-9a): a version per visit, with the record of the customer as it was then. */
@Injectable()
export class Cards {
  constructor(private readonly database: TenantDatabase, private readonly record: CustomerRecord) {}

  /** The latest first. */
  list(ctx: Context, customerId: string, limit: number, cursor?: string): Promise<Page<CustomerCardView>> {
    permit(ctx, 'visitCustomer.read');
    const after = decodeCursor(cursor, 1);
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, customerId);
      const query = tx.manager.createQueryBuilder(CustomerCard, 'k').where('k.tenantId = :tenant AND k.customerId = :customerId', { tenant: tx.tenantId, customerId });
      if (after) query.andWhere('k.number < :number', { number: Number(after[0]) });
      return page(await query.orderBy('k.number', 'DESC').limit(limit + 1).getMany(), limit, (k) => [String(k.number)], cardView);
    });
  }

  /** The visitor writes the card of a visit, or corrects it. Throws 404 for somebody else's visit, 409 once it went to the supervisor. */
  put(ctx: Context, visitId: string, words: WriteCard): Promise<CustomerCardView> {
    permit(ctx, 'visit.work');
    return this.database.write(ctx, async (tx) => {
      const [visit] = await tx.sql<VisitFacts & Record<string, unknown>>(VISIT, [tx.tenantId, visitId]);
      if (!visit || visit.visitorUserId !== ctx.userId) throw refuse.notFound({ zh: '巡访', en: 'visit' });
      const customer = (await this.record.ofIds(tx, [visit.customerId])).get(visit.customerId)!;
      return cardView(await this.write(tx, visit, customer, words));
    });
  }

  /** For the rooms of visits: the version of this visit. Words that are left out stay as they are. */
  async write(tx: Tx, visit: Pick<VisitFacts, 'id' | 'customerId' | 'day'>, customer: VisitCustomer, words: WriteCard): Promise<CustomerCard> {
    const { name, type, city, address, contacts, competitors } = customer;
    const facts = { name, type, address: `${city}${address}`, grade: this.record.gradeIn(customer, visit.day.slice(0, 7)), contacts, competitors };
    const [found] = await tx.rows(CustomerCard, OF_VISIT, [tx.tenantId, visit.id]);
    if (found?.sealedAt) throw refuse.conflict('card_sealed', { zh: '客户卡已随日报上交，不再改动', en: 'The card went to the supervisor with the daily report and changes no more' }, { clause: 'DV-9a' });
    const said = { situation: words.situation ?? found?.situation ?? '', requests: words.requests ?? found?.requests ?? '', next: words.next ?? found?.next ?? '', facts, writtenAt: tx.now, byName: tx.ctx.userName };
    if (found) return tx.update(CustomerCard, found, said);
    const [row] = await tx.sql<{ next: number }>(NEXT_NUMBER, [tx.tenantId, visit.customerId]);
    return tx.insert(CustomerCard, { tenantId: tx.tenantId, id: newId(), version: 1, customerId: visit.customerId, visitId: visit.id, number: row!.next, day: visit.day, ...said, sealedAt: null });
  }

  /** For the daily report: the cards of these visits. */
  ofVisits(tx: Tx, visitIds: string[]): Promise<CustomerCard[]> { return tx.rows(CustomerCard, OF_VISITS, [tx.tenantId, visitIds]); }

  /** For the daily report: with its submission these cards change no more. */
  async seal(tx: Tx, visitIds: string[]): Promise<void> { await tx.sql(SEAL, [tx.tenantId, visitIds, tx.now]); }
}

export const cardView = (k: CustomerCard): CustomerCardView => ({
  id: k.id, version: k.version, customerId: k.customerId, visitId: k.visitId, number: k.number, day: k.day, situation: k.situation, requests: k.requests, next: k.next, writtenAt: k.writtenAt.toISOString(), by: k.byName, sealedAt: k.sealedAt?.toISOString() ?? null,
  facts: { name: k.facts.name, type: k.facts.type, address: k.facts.address, grade: k.facts.grade, contacts: k.facts.contacts.map((c) => ({ name: c.name, post: c.post, phoneMasked: maskPhone(c.phone) })), competitors: k.facts.competitors },
});
