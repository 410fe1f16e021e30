import type { Text } from '@luyue/platform';

/** What stands in a notice between braces: its meaning, and a sample for the preview. One vocabulary for all contexts. */
export const PLACEHOLDERS = {
  number: { meaning: { zh: '单号', en: 'number' }, sample: { zh: 'SL20261124-0001', en: 'SL20261124-0001' } },
  title: { meaning: { zh: '事由', en: 'subject' }, sample: { zh: '阀门井渗漏', en: 'Leak in a valve chamber' } },
  address: { meaning: { zh: '地址', en: 'address' }, sample: { zh: '锦绣花园 3 栋 2 单元 1102', en: 'Jinxiu Garden 3-2-1102' } },
  acceptBy: { meaning: { zh: '接警时限', en: 'time to accept by' }, sample: { zh: '11-24 20:14', en: '11-24 20:14' } },
  reason: { meaning: { zh: '原因', en: 'reason' }, sample: { zh: '影响 320 户', en: '320 households are concerned' } },
  from: { meaning: { zh: '发起人', en: 'who asks' }, sample: { zh: '周敏', en: 'Zhou Min' } },
  by: { meaning: { zh: '经手人', en: 'who did it' }, sample: { zh: '周敏', en: 'Zhou Min' } },
  label: { meaning: { zh: '时限', en: 'what is due' }, sample: { zh: '6 时处理', en: 'Handled 6 h' } },
  percent: { meaning: { zh: '用时百分比', en: 'per cent of the time used' }, sample: { zh: '75', en: '75' } },
  unit: { meaning: { zh: '承办单位', en: 'unit' }, sample: { zh: '城东客服中心', en: 'East service centre' } },
  due: { meaning: { zh: '应于', en: 'due time' }, sample: { zh: '11-24 20:14', en: '11-24 20:14' } },
  tenant: { meaning: { zh: '公司', en: 'company' }, sample: { zh: '城东燃气公司', en: 'East Gas' } },
  matter: { meaning: { zh: '审批事项', en: 'matter to approve' }, sample: { zh: '付款单', en: 'Payment slip' } },
  amount: { meaning: { zh: '金额（带单位）', en: 'amount with its unit' }, sample: { zh: '50,000.00 元', en: '50,000.00 yuan' } },
  outcome: { meaning: { zh: '结果', en: 'outcome' }, sample: { zh: '通过', en: 'approved' } },
  contents: { meaning: { zh: '报告摘要', en: 'what the report says, in short' }, sample: { zh: '本周工作：走访授权站 3 家。下周计划：完成备件盘点', en: 'Work done: 3 stations visited. Plan: stocktaking of spares' } },
  // Distributor visits (DV).
  customer: { meaning: { zh: '客户', en: 'customer' }, sample: { zh: '苏州恒源商贸', en: 'Hengyuan, Suzhou' } },
  visitor: { meaning: { zh: '巡访员', en: 'visitor' }, sample: { zh: '林岚', en: 'Lin Lan' } },
  keyItems: { meaning: { zh: '重点商品和调查项目', en: 'key products and survey items' }, sample: { zh: '净水机 X1、库存', en: 'purifier X1, stock' } },
  // Property brokerage (PB).
  shop: { meaning: { zh: '地铺', en: 'shop' }, sample: { zh: '滨江店', en: 'Riverside shop' } },
  agent: { meaning: { zh: '经办人', en: 'shop agent' }, sample: { zh: '李强', en: 'Li Qiang' } },
  specialist: { meaning: { zh: '客户服务专员', en: 'specialist' }, sample: { zh: '何静', en: 'He Jing' } },
  phone: { meaning: { zh: '专员电话', en: 'phone of the specialist' }, sample: { zh: '13800005207', en: '13800005207' } },
  signedOn: { meaning: { zh: '签约日期', en: 'day of signing' }, sample: { zh: '2026-11-24', en: '2026-11-24' } },
  handedOverOn: { meaning: { zh: '交房日期', en: 'day of the handover' }, sample: { zh: '2026-11-24', en: '2026-11-24' } },
  missing: { meaning: { zh: '缺少的资料', en: 'documents that are missing' }, sample: { zh: '公证委托书', en: 'notarised power of attorney' } },
  purpose: { meaning: { zh: '款项', en: 'what the money is for' }, sample: { zh: '定金', en: 'Deposit' } },
  payer: { meaning: { zh: '付款人', en: 'payer' }, sample: { zh: '陈丽', en: 'Chen Li' } },
  payee: { meaning: { zh: '收款人', en: 'payee' }, sample: { zh: '王建国', en: 'Wang Jianguo' } },
  receivedOn: { meaning: { zh: '收款日期', en: 'day of the receipt' }, sample: { zh: '2026-11-24', en: '2026-11-24' } },
  slip: { meaning: { zh: '付款单号', en: 'number of the payment slip' }, sample: { zh: 'FK20261124-0003', en: 'FK20261124-0003' } },
  step: { meaning: { zh: '手续', en: 'procedure step' }, sample: { zh: '网签备案', en: 'Contract registration' } },
  next: { meaning: { zh: '下一步', en: 'next step' }, sample: { zh: '缴税', en: 'Payment of taxes' } },
  finishedOn: { meaning: { zh: '办结日期', en: 'day of completion' }, sample: { zh: '11-24', en: '11-24' } },
  when: { meaning: { zh: '预约时间', en: 'time of the appointment' }, sample: { zh: '11-26 09:30', en: '11-26 09:30' } },
  where: { meaning: { zh: '预约地点', en: 'place of the appointment' }, sample: { zh: '市房产交易中心 3 楼', en: 'City property exchange, 3rd floor' } },
  utility: { meaning: { zh: '过户项目', en: 'utility' }, sample: { zh: '燃气', en: 'Gas' } },
  side: { meaning: { zh: '哪一方', en: 'side' }, sample: { zh: '买方', en: 'buyer' } },
  party: { meaning: { zh: '当事人', en: 'party' }, sample: { zh: '周子涵', en: 'Zhou Zihan' } },
  text: { meaning: { zh: '原话', en: 'their words' }, sample: { zh: '尾款哪天放款？', en: 'When is the balance paid out?' } },
  url: { meaning: { zh: '客户网页', en: 'client page' }, sample: { zh: 'https://luyue.example/c#Zb4TqLw9Rk2-Xn7c', en: 'https://luyue.example/c#Zb4TqLw9Rk2-Xn7c' } },
  effectiveOn: { meaning: { zh: '生效日期', en: 'day from which it is in force' }, sample: { zh: '2026-04-01', en: '2026-04-01' } },
  until: { meaning: { zh: '有效期', en: 'valid until' }, sample: { zh: '2026-12-24', en: '2026-12-24' } },
} as const satisfies Record<string, { meaning: Text; sample: Text }>;
export type Placeholder = keyof typeof PLACEHOLDERS;

/** A kind of notice; `samples` stand in its preview instead of the usual ones. */
export interface Template { name: Text; title: Text; text: Text; urgent: boolean; placeholders: readonly Placeholder[]; samples?: Partial<Record<Placeholder, Text>> }
