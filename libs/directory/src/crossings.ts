import { Injectable } from '@nestjs/common';
import { type Addressed, contractFor, crossingEvent, CrossingRefused, type CrossingRefusal, type DomainEvent, type EventClass, make } from '@luyue/contracts';
import { type Context, Problem, statement, systemContext, TenantDatabase, type Tx } from '@luyue/platform';

interface Row { purpose: string; terms: { event: string; fields: string[] }[]; status: string; partnerName: string }
/** Who stands on the other side, as the receiving tenant knows them. */
export interface Partner { tenantId: string; name: string; agreementId: string; purpose: string }

const LOOK = `SELECT purpose, terms, status, partner_name AS "partnerName" FROM directory_agreement WHERE tenant_id = $1 AND id = $2 AND partner_tenant_id = $3`;
const READ = statement('directory_agreement_read', LOOK);
// The end of an agreement waits for what is crossing, and what comes after it is refused.
const HOLD = statement('directory_agreement_hold', `${LOOK} FOR SHARE`);
// The inbox of the receiving tenant: the sender's own side may be delivered again after this one has committed.
const TAKE = statement('crossing_take', `INSERT INTO inbox (tenant_id, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING event_id`);

class Refused extends Error {
  constructor(readonly reason: CrossingRefusal, readonly note: string | null = null) { super(reason); }
}

/**
 * The only path on which anything crosses between unrelated tenants (PF-10). Both replicas must know the agreement as accepted, the event must be in its
 * terms, and only the fields that it names go over. Whatever is refused is told to the sender by `CrossingRefused`.
 */
@Injectable()
export class Crossings {
  constructor(private readonly database: TenantDatabase) {}

  /**
   * Runs `work` in a transaction of the tenant that `event` is addressed to, once for each `eventId`. `tx` is the sender's, in which the event was heard.
   * `prepare` is for what has to be got before a transaction is open, such as a number; it runs only where the agreement holds.
   * A `Problem` thrown by `work` undoes all that it wrote and goes back to the sender as the partner's refusal.
   */
  async crossTo<E extends DomainEvent & Addressed, P = undefined>(
    tx: Tx, eventId: string, event: E, work: (there: Tx, event: E, from: Partner, prepared: P) => Promise<void>, prepare?: (ctx: Context) => Promise<P>,
  ): Promise<boolean> {
    const { toTenantId: to, agreementId } = event;
    const there = systemContext(to, tx.ctx.sandbox, tx.ctx.traceparent);
    try {
      const ours = allowed(event, (await tx.sql<Row & Record<string, unknown>>(READ, [tx.tenantId, agreementId, to]))[0]);
      const look = (their: Tx, sql: typeof READ) => their.sql<Row & Record<string, unknown>>(sql, [to, agreementId, tx.tenantId]);
      // Before anything is written there: a forged address costs its tenant nothing.
      allowed(event, await this.database.read(there, async (their) => (await look(their, READ))[0]));
      const prepared = (await prepare?.(there)) as P;
      await this.database.write(there, async (their) => {
        const [row] = await look(their, HOLD);
        const theirs = allowed(event, row);
        if (!(await their.sql(TAKE, [to, eventId])).length) return;
        await work(their, stripped(event, ours.filter((field) => theirs.includes(field))), { tenantId: tx.tenantId, name: row!.partnerName, agreementId, purpose: row!.purpose }, prepared);
      });
      return true;
    } catch (error) {
      const refused = error instanceof Problem ? new Refused('refused_by_partner', error.options.title.zh) : error;
      if (!(refused instanceof Refused)) throw error;
      const { type, key } = contractFor(event);
      tx.publish(make(CrossingRefused, {
        eventId, eventType: type, subjectId: String((event as unknown as Record<string, unknown>)[key]), toTenantId: to, agreementId, reason: refused.reason, note: refused.note, at: tx.now.toISOString(),
      }));
      return false;
    }
  }
}

/** The fields that one side's row lets cross. Throws `Refused`. */
function allowed(event: DomainEvent, row: Row | undefined): string[] {
  if (!row) throw new Refused('no_agreement');
  if (row.status !== 'accepted') throw new Refused('agreement_not_in_force');
  const { type } = contractFor(event);
  const entry = crossingEvent(row.purpose, type);
  const term = row.terms.find((t) => t.event === type);
  if (!entry || !term) throw new Refused('not_in_the_terms');
  return [...entry.needed, ...entry.optional.filter((field) => term.fields.includes(field))];
}

/** The event with the named fields alone; those kept back are null. */
function stripped<E extends DomainEvent>(event: E, fields: string[]): E {
  const kept = Object.entries(event).map(([field, value]) => [field, fields.includes(field) ? value : null]);
  return Object.assign(new (event.constructor as EventClass<E>)(), Object.fromEntries(kept));
}
