import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Directory } from '@luyue/directory';
import { type Context, TenantDatabase } from '@luyue/platform';
import { type FormLayout, FormPrinter, type TableRow, Workbooks } from '@luyue/reports';
import { stationScope } from '../stations/station-scope.ts';
import type { SettlementView } from './settlement-views.ts';
import { Settlements } from './settlements.service.ts';

const LEVEL_NAMES = { minor: '小修', medium: '中修', major: '大修' } as const;
const STATUS_NAMES: Record<SettlementView['status'], string> = { drawn: '待站方确认', disputed: '站方有异议', confirmed: '站方已确认', paid: '已付款' };
const PAGE = 2_000;
const COLUMNS = [
  { key: 'number', label: '工单号' }, { key: 'month', label: '月份' }, { key: 'model', label: '机型' }, { key: 'serial', label: '串号' }, { key: 'fault', label: '故障' }, { key: 'level', label: '级别' }, { key: 'repairedOn', label: '维修日期', kind: 'date' as const },
  { key: 'mailedOn', label: '寄出日期', kind: 'date' as const }, { key: 'fee', label: '劳务费（元）', kind: 'money' as const },
];

/** The statement of a station: on A4 to be signed, or as a workbook with every order. */
@Injectable()
export class SettlementFiles {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly settlements: Settlements, private readonly printer: FormPrinter, private readonly workbooks: Workbooks) {}

  async file(ctx: Context, id: string, format: 'pdf' | 'xlsx'): Promise<{ name: string; content: Buffer | Readable }> {
    stationScope(ctx, 'stationSettlement.read');
    const { view, tenantName, zone, now } = await this.database.read(ctx, async (tx) => ({
      view: (await this.settlements.views(tx, [await this.settlements.read(tx, id)]))[0]!, tenantName: await this.directory.tenantName(tx), zone: await this.directory.zone(tx), now: tx.now,
    }));
    const name = `劳务费结算单 ${view.stationNumber} ${view.month}.${format}`;
    if (format === 'xlsx') return { name, content: this.workbooks.writeTable(COLUMNS, this.rows(ctx, id), { title: `${view.stationNumber} ${view.month}`, zone }) };
    return { name, content: (await this.printer.print(layoutOf(view, { tenantName, zone, printedBy: ctx.userName, printedAt: now.toISOString() }))).pdf };
  }

  /** Page by page, as the workbook takes them. */
  private async *rows(ctx: Context, id: string): AsyncGenerator<TableRow> {
    for (let cursor: string | undefined; ;) {
      const { items, nextCursor } = await this.settlements.lines(ctx, id, { limit: PAGE, ...(cursor && { cursor }) });
      for (const line of items) yield { ...line, level: LEVEL_NAMES[line.level] };
      if (!nextCursor) return;
      cursor = nextCursor;
    }
  }
}

/** What the station and the company sign. */
function layoutOf(view: SettlementView, print: Pick<FormLayout, 'tenantName' | 'zone' | 'printedBy' | 'printedAt'>): FormLayout {
  return {
    title: '授权站劳务费结算单', number: `${view.stationNumber}-${view.month}-${view.round}`, ...print,
    sections: [
      { type: 'fields', fields: [{ label: '授权站', value: view.stationName }, { label: '编号', value: view.stationNumber }, { label: '结算月份', value: view.month }, { label: '状态', value: STATUS_NAMES[view.status] }, { label: '工单数', value: view.orders, kind: 'number' }, { label: '待核查工单', value: view.held, kind: 'number' }] },
      {
        type: 'table', heading: '劳务费', columns: [{ key: 'level', label: '维修级别' }, { key: 'orders', label: '工单数', kind: 'number' }, { key: 'fee', label: '每单（元）', kind: 'money' }, { key: 'amount', label: '金额（元）', kind: 'money' }],
        rows: view.levels.map((l) => ({ level: LEVEL_NAMES[l.level], orders: l.orders, fee: l.fee, amount: l.amount })), totals: { orders: view.orders, amount: view.amount },
      },
      { type: 'note', text: '只结算填写完整、按时寄到并已核收的维修工单；寄出晚于规定日期的并入下一期，待核查的疑点工单处理后再结算。' },
      { type: 'signatures', lines: [{ label: '授权站确认', ...(view.confirmedBy && { name: view.confirmedBy }) }, { label: '客服部', name: view.drawnBy }, { label: '付款', ...(view.paidBy && { name: view.paidBy }) }] },
    ],
  };
}
