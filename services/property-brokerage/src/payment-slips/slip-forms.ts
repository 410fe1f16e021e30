import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { DEFAULT_FIELDS, doubledKeys, formAt, type SlipField } from './payment-slips.rules.ts';
import type { PublishSlipForm, SlipFormView } from './payment-slips.http.ts';
import { SlipForm } from './slip.entity.ts';

const EDITIONS = statement('slip_form_editions', 'tenant_id = $1 ORDER BY edition DESC');

/** Which fields finance asks for on F3 (PB-4.7), in editions: a slip goes out under the one in force then. */
@Injectable()
export class SlipForms {
  constructor(private readonly database: TenantDatabase) {}

  list(ctx: Context): Promise<{ items: SlipFormView[] }> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => {
      const rows = await this.rows(tx);
      const inForce = formAt(rows, tx.now);
      return {
        items: [
          ...rows.map((f): SlipFormView => ({ edition: f.edition, effectiveFrom: f.effectiveFrom.toISOString(), inForce: f === inForce, fields: f.fields, reason: f.reason, publishedBy: f.publishedBy })),
          { edition: 0, effectiveFrom: null, inForce: !inForce, fields: DEFAULT_FIELDS, reason: null, publishedBy: null },
        ],
      };
    });
  }

  /** By finance. Throws 400 naming a field that stands twice, or a start in the past. */
  publish(ctx: Context, body: PublishSlipForm): Promise<{ items: SlipFormView[] }> {
    permit(ctx, 'funds.reconcile');
    const doubled = doubledKeys(body.fields);
    if (doubled.length) throw refuse.field('fields', 'duplicate', { zh: `“${doubled.join('、')}”出现了两次`, en: `"${doubled.join(', ')}" is there twice` }, 'PB-4.7');
    return this.database.write(ctx, async (tx) => {
      const effectiveFrom = body.effectiveFrom ? new Date(body.effectiveFrom) : tx.now;
      if (effectiveFrom < tx.now) throw refuse.field('effectiveFrom', 'past', { zh: '生效时间已经过去', en: 'the start lies in the past' }, 'PB-4.7');
      const rows = await this.rows(tx);
      await tx.insert(SlipForm, { tenantId: tx.tenantId, id: newId(), version: 1, edition: (rows[0]?.edition ?? 0) + 1, fields: body.fields, effectiveFrom, reason: body.reason, publishedBy: ctx.userName, publishedAt: tx.now });
    }).then(() => this.list({ ...ctx, idempotency: undefined }));
  }

  /** What a slip is asked for now; edition 0 is the form in code. */
  async inForce(tx: Tx): Promise<{ edition: number; fields: SlipField[] }> {
    const form = formAt(await this.rows(tx), tx.now);
    return form ? { edition: form.edition, fields: form.fields } : { edition: 0, fields: DEFAULT_FIELDS };
  }

  /** What the slips of an edition are asked for; null is one that has not gone to finance, which the form in force is for. */
  async at(tx: Tx, edition: number | null): Promise<SlipField[]> {
    if (edition === null) return (await this.inForce(tx)).fields;
    return (await this.rows(tx)).find((form) => form.edition === edition)?.fields ?? DEFAULT_FIELDS;
  }

  private rows(tx: Tx): Promise<SlipForm[]> {
    return tx.rows(SlipForm, EDITIONS, [tx.tenantId]);
  }
}
