import type { Chapter } from '../clause-entry.ts';
import { hours, timeOfDay, workingDays } from '../parameter-entry.ts';

export const stepsAndMoneyParameters = {
  'pb.step.recordHours': hours(24, { zh: '手续办完后录入', en: 'Finished step recorded' }),
  'pb.receipt.workingDays': workingDays(1, { zh: '收款报财务', en: 'Receipt reported to finance' }, { ours: false }),
  'pb.f3.sameDay': timeOfDay('24:00', { zh: '条件成立当天送出 F3', en: 'F3 sent on the day the condition is met' }, { ours: false, sameDay: true }),
  'pb.progress.hours': hours(24, { zh: '手续办完后告知双方', en: 'Progress told to both parties' }),
  'pb.f4.workingDays': workingDays(1, { zh: 'F4 交专员', en: 'F4 to the specialist' }, { ours: false }),
  'pb.utilities.workingDays': workingDays(3, { zh: '水电气过户', en: 'Utility transfer applied for' }, { ours: false }),
  'pb.archive.workingDays': workingDays(5, { zh: '资料归档', en: 'Documents to the archivist' }, { ours: false }),
};

/** PB-4.5 to PB-5: steps, money, handover, utilities, archive, forms. */
export const stepsAndMoney = {
  'PB-4.5': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/steps', screen: '/deals/:id', parameters: ['pb.step.recordHours'],
    summary: { zh: '手续办完及时录入 F1、F2', en: 'Each finished step entered in F1 and F2 in time' }, shortLabel: { zh: '及时录入', en: 'Step recorded' },
    text: { zh: '每办完一项手续，及时录入 F1、F2。', en: 'Each finished step is entered in F1 and F2 in time.' },
  },
  'PB-4.5b': {
    kinds: ['guard'], status: 'implemented', room: 'property-brokerage/steps', screen: '/deals/:id',
    summary: { zh: '各项业务按操作指引办理', en: 'Each business follows its operating guide' }, shortLabel: { zh: '操作指引', en: 'Operating guide' },
    text: { zh: '各项业务的流程按各自的业务办理操作指引。', en: 'The flow of each business follows its operating guide.' },
  },
  'PB-4.6': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/held-funds', screen: '/deals/:id/money', parameters: ['pb.receipt.workingDays'],
    summary: { zh: '收款 1 个工作日内报部门财务', en: 'Receipts reported to department finance within 1 working day' }, shortLabel: { zh: '收款报财务', en: 'Receipt reported' },
    text: { zh: '款项由地铺收取，1 个工作日内报部门财务存档，抄送部门经理、主管和专员。', en: 'Money is collected by the shop; within 1 working day it is reported to department finance for the file, with copies to the manager, the supervisor and the specialist.' },
  },
  'PB-4.7': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'property-brokerage/payment-slips', screen: '/deals/:id/money', parameters: ['pb.f3.sameDay'],
    summary: { zh: '付款条件成立当天送出 F3，主管审核', en: 'F3 to finance on the day the pay-out condition is met, audited by the supervisor' }, shortLabel: { zh: '当天送 F3', en: 'F3 same day' },
    text: {
      zh: '合同约定的付款条件成立当天，专员按财务要求的格式把 F3 交财务，电子邮件抄送部门经理、主管和成交地铺人员；主管审核后方可付款。',
      en: "On the day the contract's pay-out condition is met the specialist sends F3 to finance in the form finance asks for, with copies by e-mail to manager, supervisor and the staff of the shop that closed the deal; the supervisor audits before money moves.",
    },
  },
  'PB-4.8': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'property-brokerage/steps', screen: '/deals/:id', parameters: ['pb.progress.hours'],
    summary: { zh: '陪同客户办理，及时告知双方进度', en: 'The client accompanied, progress told to both parties' }, shortLabel: { zh: '告知进度', en: 'Progress told' },
    text: { zh: '需要客户到场的手续，专员陪同办理，并及时把进度告知双方。', en: 'The specialist accompanies the client at each step where the client must come, and reports progress to both parties in time.' },
  },
  'PB-4.9a': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/handovers', screen: '/deals/:id/handover', parameters: ['pb.f4.workingDays'],
    summary: { zh: '交房结费后 1 个工作日内 F4 交专员', en: 'F4 to the specialist within 1 working day of handover and settlement' }, shortLabel: { zh: 'F4 交专员', en: 'F4 handed over' },
    text: { zh: '成交人员移交房屋、结清费用，1 个工作日内把 F4 交专员。', en: "The shop's deal staff hand the property over and settle the fees; within 1 working day after both F4 goes to the specialist." },
  },
  'PB-4.9b': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/utilities', screen: '/utility-transfers', parameters: ['pb.utilities.workingDays'],
    summary: { zh: '收到 F4 后 3 个工作日内办水电气过户', en: 'Gas, cable and the like transferred within 3 working days of F4' }, shortLabel: { zh: '水电气过户', en: 'Utilities' },
    text: { zh: '专员收到 F4 后 3 个工作日内办理燃气、有线电视等过户，视情况可提前。', en: 'The specialist transfers gas, cable and the like within 3 working days of F4, or earlier as the case allows.' },
  },
  'PB-4.10': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/archives', screen: '/deal-archive', parameters: ['pb.archive.workingDays'],
    summary: { zh: '手续办结后 5 个工作日内归档', en: 'All documents to the archivist within 5 working days' }, shortLabel: { zh: '归档', en: 'Archived' },
    text: { zh: '全部手续办结后 5 个工作日内，全部资料移交资料管理员。', en: 'All formalities done: all documents to the archivist within 5 working days.' },
  },
  'PB-5': {
    kinds: ['guard'], status: 'implemented', room: 'property-brokerage/forms', screen: '/deals/:id/forms',
    summary: { zh: 'F1 至 F4 用规定的表名和编号', en: 'F1 to F4 under their titles and numbers' }, shortLabel: { zh: '规定表格', en: 'Forms' },
    text: {
      zh: '《租售业务手续办理跟进表》vkwy7.5.1-j03-02-f1、《租售业务成交报告》vkwy7.5.1-j03-02-f2、《付款单》vkwy7.5.1-j03-02-f3、《房屋交接费用结算清单》vkwy7.5.1-j03-02-f4。',
      en: 'Follow-up form vkwy7.5.1-j03-02-f1, deal report vkwy7.5.1-j03-02-f2, payment slip vkwy7.5.1-j03-02-f3, handover fee settlement list vkwy7.5.1-j03-02-f4.',
    },
  },
} satisfies Chapter;
