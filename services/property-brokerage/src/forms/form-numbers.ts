import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, permit, refuse, TenantDatabase, type Tx, whenTaken } from '@luyue/platform';
import { FormNumber } from './forms.entity.ts';
import type { FormNumberView, PublishFormNumber } from './forms.http.ts';
import { type FormCode, FORMS, isFullNumber, numberAt, OFFICIAL } from './forms.rules.ts';

/** The numbers that a tenant prints its forms under, in editions (PB-5): the rulebook's until it sets its own. */
@Injectable()
export class FormNumbers {
  constructor(private readonly database: TenantDatabase) {}

  /** Form by form, each with its editions, the latest first. */
  list(ctx: Context): Promise<{ items: FormNumberView[] }> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => {
      const rows = await this.rows(tx);
      return {
        items: FORMS.flatMap((form): FormNumberView[] => {
          const inForce = numberAt(rows, form, tx.now).edition;
          const { title, en, number } = OFFICIAL[form];
          const common = { form, title: { zh: title, en } };
          return [
            ...rows.filter((row) => row.form === form).map((row): FormNumberView => ({ ...common, edition: row.edition, number: row.number, effectiveFrom: row.effectiveFrom.toISOString(), inForce: row.edition === inForce, reason: row.reason, publishedBy: row.publishedBy })),
            { ...common, edition: 0, number, effectiveFrom: null, inForce: inForce === 0, reason: null, publishedBy: null },
          ];
        }),
      };
    });
  }

  /** Throws 422 naming PB-5 for what is no full number or is another form's, 400 for a start in the past, 409 where somebody was faster. */
  publish(ctx: Context, body: PublishFormNumber): Promise<{ items: FormNumberView[] }> {
    permit(ctx, 'dealTemplate.write');
    const number = body.number.normalize('NFKC').trim();
    if (!isFullNumber(number)) throw wrong('form_number', '要填完整的表格编号：4 到 60 个字，中间没有空格，至少一个数字', 'is a full number: 4 to 60 characters without blanks, a digit among them');
    return this.database.write(ctx, async (tx) => {
      const effectiveFrom = body.effectiveFrom ? new Date(body.effectiveFrom) : tx.now;
      if (effectiveFrom < tx.now) throw refuse.field('effectiveFrom', 'past', { zh: '生效时间已经过去', en: 'the start lies in the past' }, 'PB-5');
      const rows = await this.rows(tx);
      const other = FORMS.find((form) => form !== body.form && (OFFICIAL[form].number === number || rows.some((row) => row.form === form && row.number === number)));
      if (other) throw wrong('number_taken', `是《${OFFICIAL[other].title}》的编号`, `is the number of ${OFFICIAL[other].title}`);
      const edition = (rows.find((row) => row.form === body.form)?.edition ?? 0) + 1;
      await tx.insert(FormNumber, { tenantId: tx.tenantId, id: newId(), version: 1, form: body.form, edition, number, effectiveFrom, reason: body.reason, publishedBy: ctx.userName, publishedAt: tx.now })
        .catch(whenTaken(() => refuse.conflict('edition_taken', { zh: '刚有人改过这张表的编号', en: 'Somebody has just set the number of this form' }, { clause: 'PB-5' })));
    }).then(() => this.list({ ...ctx, idempotency: undefined }));
  }

  /** Title and number of each form as it would print now. */
  async inForce(tx: Tx): Promise<(form: FormCode) => { title: string; number: string }> {
    const rows = await this.rows(tx);
    return (form) => ({ title: OFFICIAL[form].title, number: numberAt(rows, form, tx.now).number });
  }

  private rows(tx: Tx): Promise<FormNumber[]> {
    return tx.manager.createQueryBuilder(FormNumber, 'n').where('n.tenantId = :tenant', { tenant: tx.tenantId }).orderBy('n.form').addOrderBy('n.edition', 'DESC').getMany();
  }
}

const wrong = (code: string, zh: string, en: string) => refuse.rule('PB-5', code, { zh: `编号${zh}`, en: `The number ${en}` }, { errors: [{ field: 'number', code, message: { zh, en } }] });
