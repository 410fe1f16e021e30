import type { Template } from './placeholders.ts';

/** Of every notice about a deal, from its subject. */
const DEAL = ['number', 'title', 'address'] as const;
const samples = { number: { zh: 'CJ20261124-0007', en: 'CJ20261124-0007' }, title: { zh: '买卖，全款', en: 'Sale, full payment' }, tenant: { zh: '锦江置业', en: 'Jinjiang Property' } };

/**
 * Notices of property brokerage (PB). Those to the parties of a deal go out by SMS: title and text together fit into one of 70 characters where the
 * names are of usual length.
 */
export const propertyBrokerage = {
  // PB-4.1a: to the department.
  f1_sent: {
    name: { zh: 'F1 送达', en: 'F1 received' }, placeholders: [...DEAL, 'shop', 'agent', 'signedOn', 'due'], title: { zh: '{number} 的 F1 已送达', en: 'F1 of {number} received' },
    text: { zh: '{shop}{agent}：{address}，{title}，{signedOn} 签约。请于 {due} 前指定专员。', en: '{agent}, {shop}: {address}, {title}, signed {signedOn}. Name a specialist by {due}.' }, urgent: false, samples,
  },
  // PB-4.1b: to specialist and agent.
  deal_assigned: {
    name: { zh: '指定专员', en: 'Specialist named' }, placeholders: [...DEAL, 'shop', 'agent', 'specialist', 'due'], title: { zh: '{number} 由{specialist}办理', en: '{number} is handled by {specialist}' },
    text: { zh: '{address}，{title}。经办人{shop}{agent}，请于 {due} 前交底并移交资料。', en: '{address}, {title}. Agent {agent}, {shop}; go over the deal and transfer the documents by {due}.' }, urgent: false, samples,
  },
  // PB-4.2: to the agent.
  transfer_refused: {
    name: { zh: '资料退回', en: 'Document transfer refused' }, placeholders: [...DEAL, 'specialist', 'missing', 'reason', 'due'], title: { zh: '{number} 的资料被退回', en: 'Documents of {number} refused' },
    text: { zh: '缺：{missing}。{specialist}：{reason}。请于 {due} 前补齐。', en: 'Missing: {missing}. {specialist}: {reason}. Bring them by {due}.' }, urgent: false, samples: { ...samples, reason: { zh: '卖方由弟弟代办', en: 'The seller’s brother acts for him' } },
  },
  // PB-4.3a: to a party.
  party_introduced: {
    name: { zh: '介绍专员', en: 'Specialist introduced' }, placeholders: [...DEAL, 'tenant', 'specialist', 'phone'], title: { zh: '{tenant}', en: '{tenant}' },
    text: { zh: '{address} 的手续由专员{specialist}为您办理，电话 {phone}。', en: '{specialist}, phone {phone}, sees to the formalities of {address} for you.' }, urgent: false, samples,
  },
  // PB-4.4: to the department head.
  contract_copy_handed_over: {
    name: { zh: '合同副本送审', en: 'Contract copy to be checked' }, placeholders: [...DEAL, 'specialist', 'due'], title: { zh: '{number} 的合同副本待审', en: 'Contract copy of {number} to be checked' },
    text: { zh: '{address}，{title}。{specialist}送来，请于 {due} 前审核。', en: '{address}, {title}. Handed over by {specialist}; check it by {due}.' }, urgent: false, samples,
  },
  // PB-4.4: to the specialist, who hands it over again (R13).
  contract_copy_objected: {
    name: { zh: '合同副本有异议', en: 'Contract copy objected to' }, placeholders: [...DEAL, 'by', 'reason', 'due'], title: { zh: '{number} 的合同副本有异议', en: 'Objection to the contract copy of {number}' },
    text: { zh: '{by}：{reason}。请于 {due} 前重新送审。', en: '{by}: {reason}. Hand it over again by {due}.' }, urgent: false, samples: { ...samples, reason: { zh: '第三页缺签字', en: 'a signature is missing on page 3' } },
  },
  // PB-4.6: to finance, with copies.
  receipt_reported: {
    name: { zh: '收款上报', en: 'Receipt reported' }, placeholders: [...DEAL, 'amount', 'receivedOn', 'purpose', 'payer', 'shop', 'agent'], title: { zh: '{number} 收款 {amount}', en: '{amount} received for {number}' },
    text: { zh: '{address}，{title}。{receivedOn} 收{payer}{purpose}，{shop}{agent}上报。', en: '{address}, {title}. {purpose} from {payer} on {receivedOn}, reported by {agent}, {shop}.' }, urgent: false, samples,
  },
  // PB-4.6, reading 6: a reversal is reported too.
  receipt_reversed: {
    name: { zh: '收款冲销', en: 'Receipt reversed' }, placeholders: [...DEAL, 'amount', 'receivedOn', 'purpose', 'payer', 'by', 'reason'], title: { zh: '{number} 收款 {amount} 已冲销', en: 'Receipt of {amount} for {number} reversed' },
    text: { zh: '{address}，{title}。{receivedOn} 收{payer}{purpose}，{by}冲销：{reason}', en: '{address}, {title}. {purpose} from {payer} on {receivedOn}, reversed by {by}: {reason}' }, urgent: false, samples: { ...samples, reason: { zh: '重复录入', en: 'entered twice' } },
  },
  // PB-4.7: to finance, with copies.
  payment_slip_submitted: {
    name: { zh: '付款单送财务', en: 'Payment slip sent to finance' }, placeholders: [...DEAL, 'slip', 'amount', 'payee', 'purpose', 'specialist'], title: { zh: '付款单 {slip}：{amount}', en: 'Payment slip {slip}: {amount}' },
    text: { zh: '{number}，{address}。付给{payee}，{purpose}，{specialist}送出。', en: '{number}, {address}. {purpose} to {payee}, sent by {specialist}.' }, urgent: false, samples: { ...samples, purpose: { zh: '首付款', en: 'Down payment' } },
  },
  payment_slip_decided: {
    name: { zh: '付款单审核结果', en: 'Payment slip decided' }, placeholders: [...DEAL, 'slip', 'amount', 'payee', 'outcome', 'by', 'reason'], title: { zh: '付款单 {slip} {outcome}', en: 'Payment slip {slip}: {outcome}' },
    text: { zh: '{number}，{amount}付给{payee}，{by}审核。{reason}', en: '{number}: {amount} to {payee}, audited by {by}. {reason}' }, urgent: false, samples: { ...samples, reason: { zh: '条件已满足', en: 'The condition is met' } },
  },
  // PB-4.8: to both parties.
  step_progress: {
    name: { zh: '手续进展', en: 'Progress of a step' }, placeholders: [...DEAL, 'tenant', 'step', 'finishedOn', 'next', 'specialist', 'phone'], title: { zh: '{address}', en: '{address}' },
    text: { zh: '{step}已于 {finishedOn} 办结，下一步：{next}。专员{specialist} {phone}', en: '{step} finished on {finishedOn}. Next: {next}. {specialist}, {phone}' }, urgent: false, samples,
  },
  // PB-4.8: to the party who must come.
  appointment_made: {
    name: { zh: '预约', en: 'Appointment' }, placeholders: [...DEAL, 'tenant', 'step', 'when', 'where', 'specialist', 'phone'], title: { zh: '{tenant}预约', en: '{tenant}: appointment' },
    text: { zh: '请于 {when} 到{where}办理{step}，专员{specialist}陪同，电话 {phone}。', en: '{step}: {when}, {where}. {specialist} will be with you, phone {phone}.' }, urgent: false, samples: { ...samples, step: { zh: '缴税', en: 'Payment of taxes' } },
  },
  // PB-4.9a: to the specialist.
  f4_sent: {
    name: { zh: 'F4 送达', en: 'F4 received' }, placeholders: [...DEAL, 'shop', 'agent', 'handedOverOn', 'due'], title: { zh: '{number} 的 F4 已送达', en: 'F4 of {number} received' },
    text: { zh: '{address}，{title}。{handedOverOn} 交房，费用已结清，{shop}{agent}送来，请于 {due} 前签收。', en: '{address}, {title}. Handed over on {handedOverOn}, fees settled; sent by {agent}, {shop}. Acknowledge it by {due}.' }, urgent: false, samples,
  },
  // PB-4.9a: to the agent, whose shop sends it again (R13).
  f4_returned: {
    name: { zh: 'F4 退回', en: 'F4 returned' }, placeholders: [...DEAL, 'by', 'reason', 'due'], title: { zh: '{number} 的 F4 被退回', en: 'F4 of {number} returned' },
    text: { zh: '{by}：{reason}。请于 {due} 前改好再送。', en: '{by}: {reason}. Put it right and send it again by {due}.' }, urgent: false, samples: { ...samples, reason: { zh: '燃气户号不对', en: 'the gas account number is wrong' } },
  },
  // PB-4.9b: what the utility answered.
  utility_result: {
    name: { zh: '过户结果', en: 'Utility transfer result' }, placeholders: [...DEAL, 'utility', 'outcome', 'reason'], title: { zh: '{number} {utility}过户{outcome}', en: '{number}: {utility} transfer {outcome}' },
    text: { zh: '{address}，{title}。{reason}', en: '{address}, {title}. {reason}' }, urgent: false, samples: { ...samples, reason: { zh: '表底数 1250', en: 'Final reading 1250' } },
  },
  // PB-4.8: what a party said on its page, to the specialist.
  client_said: {
    name: { zh: '客户留言', en: 'Word of a client' }, placeholders: [...DEAL, 'side', 'party', 'text'], title: { zh: '{number} {side}{party}留言', en: '{number}: {party}, {side}' },
    text: { zh: '{address}，{title}。{text}', en: '{address}, {title}. {text}' }, urgent: false, samples,
  },
  // PB-4.10: to the archivist.
  archive_handed_over: {
    name: { zh: '资料移交归档', en: 'Documents handed over to the archive' }, placeholders: [...DEAL, 'specialist', 'due'], title: { zh: '{number} 的资料待签收', en: 'Documents of {number} to be received' },
    text: { zh: '{address}，{title}。{specialist}移交，请于 {due} 前清点签收或退回。', en: '{address}, {title}. Handed over by {specialist}; receive or return them by {due}.' }, urgent: false, samples,
  },
  // PB-4.10: to the specialist.
  archive_returned: {
    name: { zh: '归档资料退回', en: 'Documents returned by the archive' }, placeholders: [...DEAL, 'by', 'missing', 'due'], title: { zh: '{number} 的归档资料被退回', en: 'Documents of {number} returned by the archive' },
    text: { zh: '{by}：{missing}。请于 {due} 前补齐移交。', en: '{by}: {missing}. Hand them over again by {due}.' }, urgent: false, samples,
  },
  // The client page of a party: private, expiring (capability 5).
  client_link: {
    name: { zh: '客户网页', en: 'Client page' }, placeholders: [...DEAL, 'tenant', 'url', 'until'], title: { zh: '{tenant}', en: '{tenant}' },
    text: { zh: '手续进展：{url} {until} 前有效，勿转发', en: 'Follow your deal at {url}, valid until {until}. Keep this link to yourself.' }, urgent: false, samples,
  },
} as const satisfies Record<string, Template>;
