import type { FormLayout } from './form-layout.ts';

const STEPS = ['网签备案', '贷款审批', '缴税', '产权过户', '领证'];

/** A follow-up form as a specialist would print it: fields, twelve steps, a note and three signatures on one page. */
export function followUpForm(more: Partial<FormLayout> = {}): FormLayout {
  return {
    title: '租售业务手续办理跟进表', number: 'vkwy7.5.1-j03-02-f1', tenantName: '宏远物业租售中心', zone: 'Asia/Shanghai', printedBy: '何静', printedAt: '2026-11-28T06:30:00Z',
    sections: [
      {
        type: 'fields', heading: '一、成交基本情况', fields: [
          { label: '成交编号', value: 'CJ20261128-0007' }, { label: '业务类型', value: null, options: ['买卖', '租赁'], chosen: ['买卖'] }, { label: '物业地址', value: '城东区锦绣路66号锦绣花园12栋2单元1802室', span: 2 },
          { label: '卖方', value: '李桂兰' }, { label: '联系电话', value: '139 1234 5207' }, { label: '买方', value: '王喆' }, { label: '联系电话', value: '+86 138 0000 1234' },
          { label: '成交金额', value: '1268000.00', kind: 'money' }, { label: '签约日期', value: '2026-11-26', kind: 'date' }, { label: '经办人', value: '赵龑' }, { label: '收件时间', value: '2026-11-26T16:20:00Z', kind: 'time' },
        ],
      },
      stepsTable(12),
      { type: 'note', heading: '三、备注', text: '本表由客户服务专员随办随填。\n每完成一步须在 24 小时内登记。' },
      { type: 'signatures', lines: [{ label: '客户服务专员', name: '周敏', date: '2026年11月28日' }, { label: '主管' }, { label: '部门经理' }] },
    ],
    ...more,
  };
}

export function stepsTable(count: number): Extract<FormLayout['sections'][number], { type: 'table' }> {
  return {
    type: 'table', heading: '二、手续办理',
    columns: [{ key: 'n', label: '序号', width: 0.5, kind: 'number' }, { key: 'step', label: '手续', width: 2 }, { key: 'due', label: '预计日期', kind: 'date', width: 1.2 }, { key: 'done', label: '完成日期', kind: 'date', width: 1.2 }, { key: 'fee', label: '费用（元）', kind: 'money' }],
    rows: Array.from({ length: count }, (_, i) => ({ n: i + 1, step: `${STEPS[i % STEPS.length]}${i + 1}步`, due: '2026-12-01', done: i < 4 ? '2026-12-02' : null, fee: `${i + 1}20.50` })),
    totals: { fee: '7953.00' },
  };
}
