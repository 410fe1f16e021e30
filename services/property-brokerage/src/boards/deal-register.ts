import { Injectable } from '@nestjs/common';
import type { Context, Text } from '@luyue/platform';
import type { DeclaredExport, ExportColumn } from '@luyue/reports';
import { DealFilter } from '../deal-filter.ts';
import { Deals } from '../deals/deals.service.ts';
import type { WaitsFor } from '../templates/templates.rules.ts';
import type { DealRow } from '../views.ts';

/** Of one transaction. */
const PAGE = 500;
const KINDS: Record<'full_payment' | 'mortgage' | 'lease', Text> = { full_payment: { zh: '买卖，全款', en: 'Sale, paid in full' }, mortgage: { zh: '买卖，按揭', en: 'Sale on mortgage' }, lease: { zh: '租赁', en: 'Lease' } };
const STATUSES: Record<DealRow['status'], Text> = {
  signed: { zh: '已签约', en: 'Signed' }, submitted: { zh: 'F1 已送', en: 'F1 sent' }, assigned: { zh: '已指定专员', en: 'Specialist named' }, taken: { zh: '已接单', en: 'Taken' },
  formalities_done: { zh: '手续办结', en: 'Formalities done' }, archived: { zh: '已归档', en: 'Archived' }, cancelled: { zh: '已取消', en: 'Cancelled' },
};
const WAITS: Record<WaitsFor, Text> = {
  specialist: { zh: '专员', en: 'the specialist' }, client: { zh: '客户', en: 'the client' }, bank: { zh: '银行', en: 'the bank' }, registry: { zh: '登记中心', en: 'the registry' }, tax_office: { zh: '税务', en: 'the tax office' },
  utility: { zh: '水电气公司', en: 'the utility' }, shop: { zh: '地铺', en: 'the shop' },
};

/** The register of deals (成交台账): the list of deals as a file, by its filters and in its order, with what each owes next (PF-15). */
@Injectable()
export class DealRegister implements DeclaredExport<DealFilter> {
  readonly permission = 'deal.read';
  readonly title = { zh: '成交台账', en: 'Register of deals' };
  readonly filter = DealFilter;
  readonly columns: readonly ExportColumn[] = [
    { key: 'number', zh: '成交编号', en: 'Deal', width: 18 }, { key: 'kind', zh: '类别', en: 'Kind', width: 12 }, { key: 'status', zh: '状态', en: 'Status', width: 12 }, { key: 'title', zh: '成交', en: 'Title', width: 24 },
    { key: 'city', zh: '城市', en: 'City', width: 8 }, { key: 'address', zh: '房屋地址', en: 'Address', width: 30 }, { key: 'price', zh: '成交价（租金）', en: 'Price (rent)', kind: 'money', width: 16 }, { key: 'signedAt', zh: '签约时间', en: 'Signed at', kind: 'time' },
    { key: 'shop', zh: '地铺', en: 'Shop', width: 16 }, { key: 'agent', zh: '经办人', en: 'Agent', width: 10 }, { key: 'department', zh: '客户服务部门', en: 'Department', width: 16 }, { key: 'specialist', zh: '客户服务专员', en: 'Specialist', width: 12 },
    { key: 'stage', zh: '办到哪一步', en: 'Where it stands', width: 14 }, { key: 'waitsFor', zh: '在等谁', en: 'Waits for', width: 12 }, { key: 'clause', zh: '下一项义务', en: 'Owed next', width: 12 }, { key: 'owed', zh: '内容', en: 'What is owed', width: 30 },
    { key: 'dueAt', zh: '到期时间', en: 'Due at', kind: 'time' },
  ];

  constructor(private readonly deals: Deals) {}

  total(ctx: Context, filter: DealFilter): Promise<number> { return this.deals.count(ctx, filter); }

  async rows(ctx: Context, filter: DealFilter, cursor: string | null): Promise<{ rows: Record<string, string | null>[]; nextCursor: string | null }> {
    const { items, nextCursor } = await this.deals.list(ctx, { ...filter, limit: PAGE, cursor: cursor ?? undefined });
    return { rows: items.map((deal) => rowOf(deal, ctx.language)), nextCursor };
  }
}

function rowOf(deal: DealRow, language: 'zh' | 'en'): Record<string, string | null> {
  const next = deal.nextClock;
  return {
    number: deal.number, kind: KINDS[deal.business === 'lease' ? 'lease' : deal.payment ?? 'full_payment'][language], status: STATUSES[deal.status][language], title: deal.title, city: deal.city, address: deal.address, price: deal.price, signedAt: deal.signedAt,
    shop: deal.shopName, agent: deal.agentName, department: deal.departmentName, specialist: deal.specialistName, stage: deal.stage?.[language] ?? null, waitsFor: deal.waitingFor && WAITS[deal.waitingFor as WaitsFor][language],
    clause: next?.clauseId ?? null, owed: next?.label[language] ?? null, dueAt: next?.dueAt ?? null,
  };
}
