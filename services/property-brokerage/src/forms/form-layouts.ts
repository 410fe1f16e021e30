import { localDate, Money, yuan } from '@luyue/kernel';
import type { FieldsSection, FormField, FormSection, TableSection } from '@luyue/reports';
import { moneyName, type Side, sideName } from '../deal-kinds.ts';
import type { Deal } from '../deals/deal.entity.ts';
import type { F4 } from '../handovers/handover-record.ts';
import type { PaymentSlipView } from '../payment-slips/payment-slips.http.ts';
import type { ReceivablesView } from '../receivables/receivables.http.ts';
import type { DealStep } from '../steps/step.entity.ts';
import { inCapitals } from './forms.rules.ts';

// What stands on each official form (PB-5), as plain data: the same becomes a page of the console, a PDF and a sheet. In a lease seller and buyer read lessor and lessee (PB-2).

/** A party as the form shows it: its numbers in full or masked, by whoever asked for it. */
export interface PrintedParty { side: Side; name: string; idNumber: string; phone: string; acts: string }
export interface DealFacts {
  deal: Deal;
  parties: PrintedParty[];
  steps: DealStep[];
  names: { shop: string; department: string; agent: string; specialist: string };
  completion: { at: Date; by: string } | null;
  zone: string;
}

const UTILITY_NAMES: Record<string, string> = { gas: '燃气', cable: '有线电视', water: '水', power: '电' };
const STATES: Record<DealStep['state'], string> = { pending: '未开始', in_progress: '办理中', done: '已办完', rejected: '被退回', not_applicable: '不适用' };
const PURPOSES: Record<PaymentSlipView['purpose'], string> = { price: '房款', tax: '税费', commission: '佣金', refund: '退款', other: '其他' };

const text = (label: string, value: string | null, span?: number): FormField => ({ label, value, ...(span && { span }) });
const money = (label: string, fen: string | bigint): FormField => ({ label, value: yuan(fen), kind: 'money' });
const ticks = (label: string, options: string[], chosen: string[], span?: number): FormField => ({ label, value: null, options, chosen, ...(span && { span }) });
const priceLabel = ({ business }: Deal): string => (business === 'lease' ? '租金（元）' : '成交价（元）');

const dayOf = (at: Date | null, zone: string): string | null => at && localDate(at, zone);
/** A day as people write it beside a signature. */
const written = (at: Date | null, zone: string): string | undefined => at ? localDate(at, zone).replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日') : undefined;
/** Steps that the deal has: those that never applied to it are no part of the form, those that somebody dropped are. */
const shownSteps = (steps: DealStep[]): DealStep[] => steps.filter((step) => step.state !== 'not_applicable' || step.reason);

function contractFields(deal: Deal, zone: string): FormField[] {
  const sides = (['seller', 'buyer'] as const).map((side) => `${sideName(deal.business, side).zh}佣金`);
  return [
    text('成交编号', deal.number), text('合同编号', deal.contractNumber), { label: '签订日期', value: dayOf(deal.signedAt, zone), kind: 'date' },
    ticks('业务类型', ['买卖', '租赁'], [deal.business === 'lease' ? '租赁' : '买卖']), deal.business === 'lease' ? text('付款方式', '按合同') : ticks('付款方式', ['全款', '按揭'], [deal.payment === 'mortgage' ? '按揭' : '全款']), text('城市', deal.city),
    text('房屋', deal.title, 2), { label: '面积（㎡）', value: deal.property.areaSquareMetres, kind: 'number' }, text('地址', deal.property.address, 3), text('产权证号', deal.property.certificateNumber ?? '未出证', 2), text('用途', deal.property.use),
    money(priceLabel(deal), deal.priceFen), money(sides[0]!, deal.commissionSellerFen), money(sides[1]!, deal.commissionBuyerFen),
  ];
}

const time = (label: string, at: Date | null): FormField => ({ label, value: at?.toISOString() ?? null, kind: 'time' });

const partiesTable = ({ deal, parties }: DealFacts, heading: string): TableSection => ({
  type: 'table', heading, columns: [{ key: 'side', label: '身份', width: 0.7 }, { key: 'name', label: '姓名', width: 1.1 }, { key: 'idNumber', label: '证件号码', width: 1.7 }, { key: 'phone', label: '电话', width: 1.2 }, { key: 'acts', label: '代办人及电话', width: 1.6 }],
  rows: parties.map(({ side, ...party }) => ({ side: sideName(deal.business, side).zh, ...party })),
});

/** F1 《租售业务手续办理跟进表》: the basics, and every step with its expected and its actual day (PB-4.3b, PB-4.5). */
export function followUpForm(facts: DealFacts): FormSection[] {
  const { deal, steps, completion, names, zone } = facts;
  return [
    {
      type: 'fields', heading: '一、成交基本情况', columns: 3, fields: [
        ...contractFields(deal, zone), ticks('过户项目', Object.values(UTILITY_NAMES), deal.utilities.map((utility) => UTILITY_NAMES[utility] ?? utility), 3),
        text('成交地铺', names.shop), text('经办人', names.agent), text('客户服务部', names.department), text('专员', names.specialist), time('F1 发出', deal.f1SentAt), time('接单时间', deal.takenAt),
      ],
    },
    partiesTable(facts, '二、当事人'),
    {
      type: 'table', heading: '三、手续办理',
      columns: [{ key: 'n', label: '序号', width: 0.5, kind: 'number' }, { key: 'name', label: '手续', width: 1.4 }, { key: 'expected', label: '预计日期', width: 1, kind: 'date' }, { key: 'finished', label: '完成日期', width: 1, kind: 'date' }, { key: 'state', label: '状态', width: 0.8 }, { key: 'result', label: '办理情况', width: 2 }],
      rows: shownSteps(steps).map((step, i) => ({ n: i + 1, name: step.name.zh, expected: step.expectedOn, finished: dayOf(step.finishedAt, zone), state: STATES[step.state], result: [step.result, step.reason, step.outOfOrderReason && `未按顺序：${step.outOfOrderReason}`].filter(Boolean).join('；') })),
    },
    { type: 'signatures', lines: [{ label: '经办人', name: names.agent, ...(deal.f1SentAt && { date: written(deal.f1SentAt, zone)! }) }, { label: '客户服务专员', name: names.specialist, ...(completion && { date: written(completion.at, zone)! }) }, { label: '主管' }] },
  ];
}

/** F2 《租售业务成交报告》: the deal, what is expected to come and has come, and where its steps are (PB-4.3b, PB-4.5). */
export function dealReport(facts: DealFacts, receivables: ReceivablesView): FormSection[] {
  const { deal, steps, completion, names, zone } = facts;
  const due = receivables.items.filter((item) => item.state !== 'dropped');
  return [
    { type: 'fields', heading: '一、成交情况', columns: 3, fields: [...contractFields(deal, zone), text('成交地铺', names.shop), text('经办人', names.agent), text('专员', names.specialist)] },
    partiesTable(facts, '二、当事人'),
    {
      type: 'table', heading: '三、应收款项',
      columns: [
        { key: 'side', label: '付款方', width: 0.8 }, { key: 'kind', label: '款项', width: 0.9 }, { key: 'amount', label: '应收（元）', kind: 'money', width: 1.3 }, { key: 'expected', label: '预计日期', kind: 'date', width: 1.1 }, { key: 'received', label: '已收（元）', kind: 'money', width: 1.3 },
        { key: 'outstanding', label: '未收（元）', kind: 'money', width: 1.3 }, { key: 'basis', label: '合同依据', width: 1.7 },
      ],
      rows: due.map((item) => ({
        side: item.sideName.zh, kind: item.kindName.zh, amount: item.amount, expected: item.expectedOn, received: item.directReason ? null : item.received, outstanding: item.directReason ? null : item.outstanding,
        basis: item.directReason ? `${item.basis}；不经地铺：${item.directReason}` : item.basis,
      })),
      totals: { amount: receivables.expected, received: receivables.received, outstanding: receivables.outstanding },
    },
    ...(receivables.beyond.length ? [{ type: 'note', heading: '约定以外的收款', text: receivables.beyond.map((b) => `${b.sideName.zh}${moneyName(deal.business, b.kind).zh} ${Money.parse(b.amount).text} 元`).join('；') } as const] : []),
    { type: 'fields', heading: '四、手续进度', fields: shownSteps(steps).map((step) => text(step.name.zh, [STATES[step.state], step.finishedAt ? dayOf(step.finishedAt, zone) : step.expectedOn && `预计 ${step.expectedOn}`].filter(Boolean).join('，'))) } satisfies FieldsSection,
    { type: 'signatures', lines: [{ label: '成交人员', name: names.agent }, { label: '客户服务专员', name: names.specialist, ...(completion && { date: written(completion.at, zone)! }) }, { label: '主管' }, { label: '部门经理' }] },
  ];
}

/** F3 《付款单》: what finance is asked to pay, in the fields that it asks for, and who made, audited and paid it (PB-4.7). */
export function paymentSlip({ deal, parties, zone }: Pick<DealFacts, 'deal' | 'parties' | 'zone'>, slip: PaymentSlipView, asked: { key: string; name: { zh: string } }[]): FormSection[] {
  const day = (at: string | null): { date: string } | undefined => (at ? { date: written(new Date(at), zone)! } : undefined);
  const named = (side: Side): string => parties.filter((party) => party.side === side).map((party) => party.name).join('、');
  return [
    {
      type: 'fields', heading: '一、付款事由', fields: [
        text('付款单号', slip.number), text('成交编号', deal.number), text('房屋', deal.title, 2), text(sideName(deal.business, 'seller').zh, named('seller')), text(sideName(deal.business, 'buyer').zh, named('buyer')),
        text('款项用途', PURPOSES[slip.purpose]), text('付出账户', slip.fromName.zh), text('付款条件', slip.conditionLabel ?? '无条件（退款或佣金）', 2),
      ],
    },
    {
      type: 'fields', heading: '二、收款人及金额', fields: [
        text('收款人', slip.payeeName, 2), { label: '金额（元）', value: slip.amount, kind: 'money' }, text('大写', inCapitals(Money.parse(slip.amount).fen)), ...asked.map(({ key, name }) => text(name.zh, slip.fields[key] ?? null)), text('备注', slip.note, 2),
      ],
    },
    {
      type: 'fields', heading: '三、办理情况', fields: [
        { label: '送财务', value: slip.submittedAt, kind: 'time' }, text('送出次数', slip.round ? `第 ${slip.round} 次` : '未送出'), { label: '付出时间', value: slip.paidAt, kind: 'time' }, text('银行流水号', slip.bankReference),
        ...(slip.reason ? [text('退回或作废原因', slip.reason, 2)] : []),
      ],
    },
    { type: 'signatures', lines: [{ label: '制单', name: slip.makerName, ...day(slip.submittedAt) }, { label: '审核', name: slip.auditedBy.join('、'), ...day(slip.auditedAt) }, { label: '付款', name: slip.paidBy ?? '', ...day(slip.paidAt) }] },
  ];
}

const METER_NAMES: Record<F4['readings'][number]['meter'], string> = { gas: '燃气表', water: '水表', hot_water: '热水表', power: '电表', heating: '热力表' };
const PRESENT_NAMES: Record<'shop' | 'specialist' | 'other', string> = { shop: '地铺', specialist: '专员', other: '其他' };

/** F4 《房屋交接费用结算清单》: who was there, what the meters say, who pays what to whom, what changed hands (PB-4.9a). As far as it is filled in. */
export function settlementList({ deal, parties, names, zone }: DealFacts, f4: F4): FormSection[] {
  const side = (which: Side): string => sideName(deal.business, which).zh;
  const named = (which: Side): string => parties.filter((party) => party.side === which).map((party) => party.name).join('、');
  const confirmed = (which: Side) => f4.confirmations.find((confirmation) => confirmation.side === which);
  const signed = (label: string, name: string | null | undefined, at: Date | null) => ({ label, ...(name && { name }), ...(at && { date: written(at, zone)! }) });
  const sides = (['seller', 'buyer'] as const).map((which) => ({ which, ...f4.totals.find((total) => total.side === which)! }));
  return [
    {
      type: 'fields', heading: '一、房屋交接', fields: [
        text('成交编号', deal.number), text('成交地铺', names.shop), text('房屋', deal.title, 2), text('地址', deal.property.address, 2), text(side('seller'), named('seller')), text(side('buyer'), named('buyer')), time('交接时间', f4.handedOverAt), text('移交人', f4.handedOverBy),
        text('到场人', f4.present.map(({ name, as }) => `${name}（${as === 'seller' || as === 'buyer' ? side(as) : PRESENT_NAMES[as]}）`).join('、'), 2),
      ],
    },
    {
      type: 'table', heading: '二、表具读数', columns: [{ key: 'meter', label: '表具' }, { key: 'number', label: '表号', width: 1.4 }, { key: 'reading', label: '读数' }],
      rows: f4.readings.map(({ meter, meterNumber, reading }) => ({ meter: METER_NAMES[meter], number: meterNumber, reading })),
    },
    { type: 'table', heading: '三、过户项目', columns: [{ key: 'utility', label: '项目' }, { key: 'account', label: '户号', width: 2.4 }], rows: f4.utilities.map(({ utility, accountNumber }) => ({ utility: UTILITY_NAMES[utility] ?? utility, account: accountNumber })) },
    {
      type: 'table', heading: '四、费用结算',
      columns: [{ key: 'label', label: '费用', width: 1.5 }, { key: 'period', label: '期间', width: 1.8 }, { key: 'from', label: '付款方', width: 0.8 }, { key: 'to', label: '收款方', width: 1.4 }, { key: 'amount', label: '金额（元）', kind: 'money', width: 1.2 }],
      rows: f4.lines.map(({ label, period, from, to, payee, amountFen }) => ({ label, period: period && `${period.from} 至 ${period.until}`, from: side(from), to: to === 'other' ? payee : side(to), amount: yuan(amountFen) })),
    },
    { type: 'fields', columns: 3, fields: sides.flatMap(({ which, paysFen, receivesFen, netFen }) => [money(`${side(which)}应付`, paysFen), money(`${side(which)}应收`, receivesFen), money(netFen < 0n ? '差额付出' : '差额收进', netFen < 0n ? -netFen : netFen)]) },
    { type: 'table', heading: '五、移交物品', columns: [{ key: 'name', label: '物品', width: 3 }, { key: 'count', label: '数量', kind: 'number', width: 1 }], rows: f4.items.map(({ name, count }) => ({ name, count })) },
    { type: 'fields', fields: [time('双方确认', f4.settledAt), time('专员收到', f4.receivedAt), text('备注', f4.note, 2)] },
    {
      type: 'signatures', lines: [
        ...(['seller', 'buyer'] as const).map((which) => signed(side(which), confirmed(which)?.by, confirmed(which) ? new Date(confirmed(which)!.at) : null)), signed('成交人员', f4.sentBy ?? f4.handedOverBy, f4.sentAt), signed('客户服务专员', f4.receivedBy, f4.receivedAt),
      ],
    },
  ];
}
