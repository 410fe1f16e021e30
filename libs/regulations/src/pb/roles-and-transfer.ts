import type { Chapter } from '../clause-entry.ts';
import { calendarDays, choice, count, timeOfDay, workingDays } from '../parameter-entry.ts';

export const rolesAndTransferParameters = {
  'pb.callback.attempts': count(3, { zh: '回访无人接的拨打次数', en: 'Calls before a callback ends as unreachable' }, { tighter: 'higher', max: 20 }),
  'pb.callback.attemptDays': count(2, { zh: '回访无人接的天数', en: 'Days with such calls' }, { tighter: 'higher', max: 20 }),
  'pb.f1.sameDay': timeOfDay('24:00', { zh: 'F1 当天发出', en: 'F1 sent on the day of signing' }, { ours: false, sameDay: true }),
  'pb.assign.workingDays': workingDays(1, { zh: '指定专员', en: 'Specialist named' }, { ours: false }),
  'pb.transfer.workingDays': workingDays(1, { zh: '资料移交', en: 'Document transfer' }, { ours: false }),
  'pb.transfer.acceptIncomplete': choice('refused', ['refused', 'with_reason'], { zh: '资料不齐时', en: 'Incomplete documents' }),
  // The due date of each document is agreed when the transfer is accepted without it.
  'pb.transfer.owedDays': calendarDays(null, { zh: '欠交资料补齐', en: 'Owed document brought' }),
  'pb.inform.sameDay': timeOfDay('24:00', { zh: '当天通知双方', en: 'Both parties informed the same day' }, { sameDay: true }),
  'pb.inform.attempts': count(2, { zh: '联系不上时的拨打次数', en: 'Calls to an unreachable party' }, { tighter: 'higher', max: 10 }),
  'pb.forms.sameDay': timeOfDay('24:00', { zh: '当天录全 F1、F2', en: 'F1 and F2 completed the same day' }, { ours: false, sameDay: true }),
  'pb.contractCopy.workingDays': workingDays(3, { zh: '合同副本送审', en: 'Contract copy handed over for checking' }, { ours: false }),
  'pb.contract.reviewWorkingDays': workingDays(2, { zh: '合同审核', en: 'Contract checked' }),
};

/** PB-1 to PB-4.4: purpose, scope, roles, and a deal from signature to the checked contract. */
export const rolesAndTransfer = {
  'PB-1': {
    kinds: ['statement'], status: 'implemented', room: 'tenancy/regulations', screen: '/rulebook',
    summary: { zh: '目的：租售服务的质量和效率', en: 'Purpose: quality and efficiency of rental and sales service' }, shortLabel: { zh: '目的', en: 'Purpose' },
    text: { zh: '为提高租售业务的服务质量和工作效率。', en: 'For the quality and efficiency of rental and sales service.' },
  },
  'PB-2': {
    kinds: ['guard'], status: 'implemented', room: 'property-brokerage/deals', screen: '/deals',
    summary: { zh: '适用于全部租售业务', en: 'All rental and sales business' }, shortLabel: { zh: '适用范围', en: 'Scope' },
    text: { zh: '适用于全部租售业务；租赁中“买卖双方”读作“承租、出租双方”。', en: 'All rental and sales business; in a lease "seller and buyer" reads "lessor and lessee".' },
  },
  'PB-3.1': {
    kinds: ['guard'], status: 'implemented', room: 'property-brokerage/deals', screen: '/deals/:id',
    summary: { zh: '地铺：填 F1、F2 基本内容，收款，交房结费，跟进协调', en: 'Shop: basics of F1 and F2, money, handover, follow-up' }, shortLabel: { zh: '地铺职责', en: 'Shop' },
    text: { zh: '地铺填写 F1、F2 基本内容，收取款项，移交房屋并结清费用，跟进业务，协调客户的问题。', en: "The shop completes the basics of F1 and F2, collects money, hands the house over with fee settlement, follows up and coordinates the clients' questions." },
  },
  'PB-3.2': {
    kinds: ['guard'], status: 'implemented', room: 'property-brokerage/steps', screen: '/deals/:id',
    summary: { zh: '专员：全程办理手续，请款，更新 F1、F2，确认佣金', en: 'Specialist: formalities end to end, payment requests, F1 and F2, commission' }, shortLabel: { zh: '专员职责', en: 'Specialist' },
    text: { zh: '客户服务专员全程办理交易手续，申请付款，随时更新 F1、F2，确认佣金。', en: 'The specialist does the transfer formalities end to end, requests payments, keeps F1 and F2 up to date and confirms commission.' },
  },
  'PB-3.3': {
    kinds: ['guard'], status: 'implemented', room: 'property-brokerage/callbacks', screen: '/deal-callbacks', parameters: ['pb.callback.attempts', 'pb.callback.attemptDays'],
    summary: { zh: '主管：安排、监督、审核付款、回访', en: 'Supervisor: plans, monitors, audits pay-outs, calls clients back' }, shortLabel: { zh: '主管职责', en: 'Supervisor' },
    text: { zh: '主管安排和监督工作，审核转付款项，回访客户。', en: 'The supervisor plans and monitors, audits pay-outs and calls clients back.' },
  },
  'PB-4.1a': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/signing', screen: '/deals/:id', parameters: ['pb.f1.sameDay'],
    summary: { zh: '签约当天发出 F1', en: 'F1 sent on the day of signing' }, shortLabel: { zh: '当天发 F1', en: 'F1 same day' },
    text: { zh: '合同签订当天，地铺填好 F1 基本内容，以电子邮件发到客户服务部。', en: "On the day the contract is signed the shop fills F1's basics and e-mails them to the customer service department." },
  },
  'PB-4.1b': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/assignments', screen: '/deals/:id', parameters: ['pb.assign.workingDays'],
    summary: { zh: '收到 F1 后 1 个工作日内指定专员', en: 'A specialist named within 1 working day of F1' }, shortLabel: { zh: '指定专员', en: 'Specialist named' },
    text: { zh: '客户服务部在 1 个工作日内指定专员。', en: 'Within 1 working day the department names a specialist.' },
  },
  'PB-4.1c': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/document-transfers', screen: '/deals/:id/documents', parameters: ['pb.transfer.workingDays'],
    summary: { zh: '同一工作日内交底并移交资料', en: 'Deal gone over and documents transferred in the same working day' }, shortLabel: { zh: '资料移交', en: 'Transfer' },
    text: { zh: '同一工作日内，专员和经办人交底并完成资料移交；退回即结束本轮，另起一轮。', en: 'In the same working day specialist and agent go over the deal and complete the document transfer; a refusal ends the round and opens the next.' },
  },
  'PB-4.2': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'property-brokerage/document-transfers', screen: '/deals/:id/documents', parameters: ['pb.transfer.acceptIncomplete', 'pb.transfer.owedDays'],
    summary: { zh: '资料齐全，否则专员有权拒收', en: 'Complete documents, otherwise the specialist may refuse' }, shortLabel: { zh: '资料齐全', en: 'Documents complete' },
    text: {
      zh: '移交资料包括：房地产经纪合同第一联；卖方产权资料，未出证的用其他证明；双方身份证复印件，代办的附公证委托书；F2。经办人带齐，否则专员有权拒收。',
      en: "Among others: contract copy 1; the seller's title papers, or other proof where no certificate exists yet; both parties' identity copies, with notarised power of attorney for whoever acts for a party; F2. The agent brings them complete, otherwise the specialist may refuse.",
    },
  },
  'PB-4.3a': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/introductions', screen: '/deals/:id/documents', parameters: ['pb.inform.sameDay', 'pb.inform.attempts'],
    summary: { zh: '移交当天电话和短信告知双方', en: 'Both parties called and texted on the day of the transfer' }, shortLabel: { zh: '告知双方', en: 'Parties informed' },
    text: { zh: '移交时经办人电话告知双方专员是谁；专员发短信告知联系方式。', en: 'At transfer the agent phones both parties and names the specialist; the specialist texts both with contact data.' },
  },
  'PB-4.3b': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/forms', screen: '/deals/:id/forms', parameters: ['pb.forms.sameDay'],
    summary: { zh: '移交当天录全 F1、F2', en: 'F1 and F2 completed on the day of the transfer' }, shortLabel: { zh: '录全 F1、F2', en: 'F1, F2 same day' },
    text: { zh: '专员当天按合同把已知和预计的手续、应收款项录入 F1、F2。', en: 'The same day the specialist completes F1 and F2 with all known and expected steps and receivables, by the contract.' },
  },
  'PB-4.4': {
    kinds: ['obligation'], status: 'implemented', room: 'property-brokerage/contract-copies', screen: '/deals/:id/documents', parameters: ['pb.contractCopy.workingDays', 'pb.contract.reviewWorkingDays'],
    summary: { zh: '接单后 3 个工作日内合同副本送负责人审核', en: 'Contract copy to the department head within 3 working days of taking the deal' }, shortLabel: { zh: '副本送审', en: 'Copy checked' },
    text: { zh: '接单后 3 个工作日内，合同副本交部门负责人审核。', en: 'Within 3 working days of taking the deal the contract copy goes to the department head for checking.' },
  },
} satisfies Chapter;
