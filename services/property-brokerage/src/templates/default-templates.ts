import { type DealKind, type Utility, utilityStepName } from '../deal-kinds.ts';
import { UTILITIES } from '../views.ts';
import type { DocumentTemplate, StepTemplate, WaitsFor } from './templates.rules.ts';

const guide = (title: string) => ({ title: `${title}操作指引`, version: '1.0', effectiveFrom: '2025-01-01' });
const step = (key: string, zh: string, en: string, waitsFor: WaitsFor, { clientPresent = false, required = true, utility }: { clientPresent?: boolean; required?: boolean; utility?: Utility } = {}): StepTemplate =>
  ({ key, name: { zh, en }, waitsFor, clientPresent, required, guide: guide(zh), ...(utility && { utility }) });

const ONLINE_SIGNING = step('online_signing', '网签', 'Online signing', 'client', { clientPresent: true });
const TAX = step('tax', '缴税', 'Taxes paid', 'tax_office', { clientPresent: true });
const TITLE = step('title_transfer', '产权过户', 'Title transfer', 'registry', { clientPresent: true });
const CERTIFICATE = step('certificate', '领证', 'Certificate collected', 'registry');
const HANDOVER = step('handover', '交房结算', 'Handover and settlement', 'shop');
const UTILITY_STEPS = UTILITIES.map((utility) => {
  const { zh, en } = utilityStepName(utility);
  return step(`utility_${utility}`, zh, en, 'utility', { utility, required: false });
});

/** What a tenant starts with, until it publishes editions of its own (capability 1). A lease has no title transfer (reading 14). */
export const DEFAULT_STEPS: Record<DealKind, StepTemplate[]> = {
  full_payment: [ONLINE_SIGNING, TAX, TITLE, CERTIFICATE, HANDOVER, ...UTILITY_STEPS],
  mortgage: [
    ONLINE_SIGNING, step('loan_application', '贷款申请', 'Loan application', 'client', { clientPresent: true }), step('loan_approval', '贷款审批', 'Loan approval', 'bank'), TAX, TITLE,
    step('mortgage_registration', '抵押登记', 'Mortgage registration', 'registry', { clientPresent: true }), step('loan_release', '放款', 'Loan released', 'bank'), HANDOVER, ...UTILITY_STEPS,
  ],
  lease: [step('lease_filing', '租赁备案', 'Lease filing', 'registry', { clientPresent: true }), HANDOVER, ...UTILITY_STEPS],
};

const document = (key: string, zh: string, en: string, of: DocumentTemplate['of'], needed: DocumentTemplate['needed'] = 'always'): DocumentTemplate => ({ key, name: { zh, en }, of, needed });

/** The documents that PB-4.2 names; the title papers are those of the seller, or of the lessor (reading 14). */
export const DEFAULT_DOCUMENTS: DocumentTemplate[] = [
  document('contract_copy_1', '房地产经纪合同（第一联）', 'Brokerage contract, copy 1', 'deal'),
  document('title_certificate', '不动产权证', 'Title certificate', 'seller', 'certificate'), document('title_proof', '其他产权证明', 'Other proof of title', 'seller', 'no_certificate'),
  document('id_copy', '身份证复印件', 'Identity copy', 'each_party'), document('power_of_attorney', '公证委托书', 'Notarised power of attorney', 'each_party', 'represented'),
  document('f2', '租售业务成交报告（F2）', 'Deal report (F2)', 'deal'),
];
