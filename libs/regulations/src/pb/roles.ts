import { STAFF } from '../pf/roles.ts';
import type { RoleEntry } from '../role-entry.ts';

export const propertyBrokeragePermissions = [
  'deal.read', 'deal.write', 'deal.assign', 'deal.work', 'deal.review', 'deal.cancel', 'deal.reveal', 'dealTemplate.write', 'funds.read', 'funds.receive', 'funds.reconcile', 'slip.make', 'slip.audit', 'slip.pay',
  'dealCallback.work', 'dealArchive.work', 'dealEvidence.make', 'commission.check',
] as const;
type Permission = (typeof propertyBrokeragePermissions)[number] | (typeof STAFF)[number] | 'insight.read' | 'obligation.waive' | 'import.run' | 'outbox.read';

const READER = [...STAFF, 'deal.read', 'funds.read'] as const satisfies Permission[];
const LEAD = [...READER, 'deal.reveal', 'deal.cancel', 'slip.audit', 'insight.read', 'obligation.waive', 'outbox.read'] as const satisfies Permission[];

/** Roles of a property group's rental and sales centre (PB-3); who checks contracts is the supervisor unless a department head is set (reading 5). */
export const propertyBrokerageRoles: RoleEntry<Permission>[] = [
  { code: 'administrator', zh: '管理员', en: 'Administrator', permissions: ['deal.read', 'dealTemplate.write'] },
  { code: 'shop', zh: '地铺成交人员', en: 'Shop', permissions: [...READER, 'deal.write', 'deal.reveal', 'funds.receive', 'import.run'] },
  { code: 'specialist', zh: '客户服务专员', en: 'Specialist', permissions: [...READER, 'deal.work', 'deal.reveal', 'slip.make'] },
  { code: 'supervisor', zh: '主管', en: 'Supervisor', permissions: [...LEAD, 'deal.assign', 'deal.review', 'slip.make', 'dealCallback.work', 'dealEvidence.make', 'commission.check', 'dealTemplate.write'] },
  { code: 'department_head', zh: '部门负责人', en: 'Department head', permissions: [...LEAD, 'deal.review'] },
  { code: 'department_manager', zh: '部门经理', en: 'Department manager', permissions: [...LEAD, 'deal.assign', 'dealEvidence.make', 'commission.check'] },
  { code: 'department_finance', zh: '部门财务', en: 'Department finance', permissions: [...READER, 'slip.pay', 'funds.reconcile'] },
  { code: 'archivist', zh: '资料管理员', en: 'Archivist', permissions: [...STAFF, 'deal.read', 'dealArchive.work', 'dealEvidence.make'] },
  { code: 'hq_supervisor', zh: '总部督导', en: 'Headquarters supervisor', permissions: ['deal.read'] },
];
