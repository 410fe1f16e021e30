import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate } from '@luyue/kernel';
import { type Context, permit, TenantDatabase } from '@luyue/platform';
import { type FormLayout, FormPrinter } from '@luyue/reports';
import { Gifts } from './gifts.service.ts';

const TITLE = '赠送礼品预算申请表';
const STATUS: Record<string, string> = { draft: '草稿', submitted: '审批中', approved: '已批准', returned: '已退回', withdrawn: '已作废', issued: '已发放' };

export interface PrintedApplication { name: string; content: Buffer; missing: string[] }

/** 《赠送礼品预算申请表》 as it stands, on A4 (DV-6). */
@Injectable()
export class GiftForm {
  constructor(private readonly database: TenantDatabase, private readonly gifts: Gifts, private readonly directory: Directory, private readonly printer: FormPrinter) {}

  async print(ctx: Context, id: string): Promise<PrintedApplication> {
    permit(ctx, 'giftItem.read');
    const layout = await this.database.read(ctx, async (tx): Promise<FormLayout> => {
      const [a, zone, tenantName] = [await this.gifts.view(tx, await this.gifts.read(tx, id)), await this.directory.zone(tx), await this.directory.tenantName(tx)];
      const written = (at: string | null): { date?: string } => (at ? { date: localDate(new Date(at), zone).replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日') } : {});
      return {
        title: TITLE, number: a.number, tenantName, zone, printedBy: ctx.userName, printedAt: tx.now.toISOString(),
        sections: [
          {
            type: 'fields', heading: '一、申请', fields: [
              { label: '申请单位', value: a.unitName }, { label: '申请人', value: a.makerName }, { label: '客户', value: a.customerName, span: 2 }, { label: '事由', value: a.occasion || null, span: 2 }, { label: '必要性说明', value: a.need, span: 2 },
              { label: '申请时间', value: a.submittedAt, kind: 'time' }, { label: '状态', value: STATUS[a.status] ?? a.status },
            ],
          },
          {
            type: 'table', heading: '二、礼品',
            columns: [{ key: 'name', label: '品名', width: 2.4 }, { key: 'quantity', label: '数量', kind: 'number', width: 0.8 }, { key: 'unit', label: '单位', width: 0.6 }, { key: 'price', label: '单价（元）', kind: 'money' }, { key: 'cost', label: '金额（元）', kind: 'money' }],
            rows: a.lines.map(({ name, quantity, unitName, price, cost }) => ({ name, quantity, unit: unitName, price, cost })), totals: { cost: a.amount },
          },
          {
            type: 'fields', heading: '三、预算及发放', fields: [
              { label: '预算余额（元）', value: a.remaining, kind: 'money' }, { label: '批准时间', value: a.approvedAt, kind: 'time' }, { label: '发放时间', value: a.issuedAt, kind: 'time' }, { label: '发放人', value: a.issuedBy },
              ...(a.reason ? [{ label: '退回或作废原因', value: a.reason, span: 2 }] : []),
            ],
          },
          { type: 'signatures', lines: [{ label: '申请人', name: a.makerName, ...written(a.submittedAt) }, { label: '主管上级', name: a.approvedBy.join('、'), ...written(a.approvedAt) }, { label: '发放人', name: a.issuedBy ?? '', ...written(a.issuedAt) }, { label: '领取人' }] },
        ],
      };
    });
    const { pdf, missing } = await this.printer.print(layout);
    return { name: `${TITLE} ${layout.number}.pdf`, content: pdf, missing };
  }
}
