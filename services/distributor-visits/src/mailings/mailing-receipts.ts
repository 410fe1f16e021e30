import { Injectable } from '@nestjs/common';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import type { AnswerChannel } from '../follow-steps.ts';
import { MailingReceipt, ProductMailing } from './mailing.entity.ts';
import type { MailingReceiptView } from './mailings.http.ts';
import { receiptMoves, type ReceiptState } from './mailings.rules.ts';
import { Mailings } from './mailings.service.ts';

export interface ReceiptFilter { state?: ReceiptState; limit: number; cursor?: string }

const ONE = statement('mailing_receipt_one', 'tenant_id = $1 AND mailing_id = $2 AND customer_id = $3 FOR UPDATE');
const MOVE = statement('mailing_receipt_move', `
  UPDATE mailing_receipt SET state = $4, channel = coalesce($5, channel), delivered_at = coalesce(delivered_at, $6), delivered_by = coalesce(delivered_by, $7), received_at = $8, received_by = $9 WHERE tenant_id = $1 AND mailing_id = $2 AND customer_id = $3`);

/** What each customer had of a mailing: delivered by whom, and confirmed by whom (DV-3.3d). */
@Injectable()
export class MailingReceipts {
  constructor(private readonly database: TenantDatabase, private readonly mailings: Mailings, private readonly customers: CustomerRecord) {}

  list(ctx: Context, id: string, { state, limit, cursor }: ReceiptFilter): Promise<Page<MailingReceiptView>> {
    permit(ctx, 'visit.read');
    const after = decodeCursor(cursor, 1);
    return this.database.read(ctx, async (tx) => {
      await this.mailings.read(tx, id);
      const query = tx.manager.createQueryBuilder(MailingReceipt, 'r').where('r.tenantId = :tenant AND r.mailingId = :id', { tenant: tx.tenantId, id });
      if (state) query.andWhere('r.state = :state', { state });
      if (after) query.andWhere('r.customerId > :customer', { customer: after[0] });
      const cut = page(await query.orderBy('r.customerId').limit(limit + 1).getMany(), limit, (r) => [r.customerId], (r) => r);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  deliver(ctx: Context, id: string, customerId: string, channel: AnswerChannel): Promise<MailingReceiptView> { return this.move(ctx, id, customerId, 'delivered', { channel, receivedBy: null }); }

  confirm(ctx: Context, id: string, customerId: string, receivedBy: string): Promise<MailingReceiptView> { return this.move(ctx, id, customerId, 'received', { channel: null, receivedBy }); }

  /** Throws 404 for a customer whom it is not for, 409 for what was said already. */
  private move(ctx: Context, id: string, customerId: string, to: 'delivered' | 'received', { channel, receivedBy }: { channel: AnswerChannel | null; receivedBy: string | null }): Promise<MailingReceiptView> {
    permit(ctx, 'customerEvent.work');
    return this.database.write(ctx, async (tx) => {
      const mailing = await this.mailings.lock(tx, id);
      permit(ctx, 'customerEvent.work', mailing.unitId);
      const [receipt] = await tx.rows(MailingReceipt, ONE, [tx.tenantId, id, customerId]);
      if (!receipt) throw refuse.notFound({ zh: '收件客户', en: 'customer of this mailing' });
      if (!receiptMoves[receipt.state].includes(to)) throw refuse.transition(receipt.state, to, [...receiptMoves[receipt.state]], 'DV-3.3d');
      await tx.sql(MOVE, [tx.tenantId, id, customerId, to, channel, tx.now, ctx.userName, to === 'received' ? tx.now : null, receivedBy]);
      await tx.update(ProductMailing, mailing, { delivered: mailing.delivered + (receipt.state === 'owed' ? 1 : 0), received: mailing.received + (to === 'received' ? 1 : 0) });
      return (await this.views(tx, await tx.rows(MailingReceipt, ONE, [tx.tenantId, id, customerId])))[0]!;
    });
  }

  private async views(tx: Tx, rows: MailingReceipt[]): Promise<MailingReceiptView[]> {
    const customers = await this.customers.ofIds(tx, rows.map((r) => r.customerId));
    return rows.map(({ customerId, state, channel, deliveredAt, deliveredBy, receivedBy, receivedAt }) => ({
      customerId, customerName: customers.get(customerId)?.name ?? '', state, channel, deliveredAt: deliveredAt?.toISOString() ?? null, deliveredBy, receivedBy, receivedAt: receivedAt?.toISOString() ?? null,
    }));
  }
}
