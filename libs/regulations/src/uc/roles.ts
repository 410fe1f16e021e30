import { STAFF } from '../pf/roles.ts';
import type { RoleEntry } from '../role-entry.ts';

export const utilityCarePermissions = [
  'case.read', 'case.open', 'case.grade', 'case.close', 'case.link', 'case.transfer', 'case.note', 'order.read', 'order.dispatch', 'order.work', 'callback.work', 'complaint.work',
  'account.read', 'account.reveal', 'account.write', 'qualification.read', 'qualification.manage',
  'transfer.read', 'transfer.open', 'transfer.work',
] as const;
type Permission = (typeof utilityCarePermissions)[number] | (typeof STAFF)[number] | 'import.run' | 'outbox.read';

const DESK = [...STAFF, 'case.read', 'case.open', 'case.close', 'case.link', 'case.transfer', 'case.note', 'order.read', 'account.read', 'account.reveal', 'transfer.read', 'transfer.open'] as const satisfies Permission[];
const LEAD = [...DESK, 'case.grade', 'order.dispatch', 'callback.work', 'complaint.work', 'account.write', 'qualification.read', 'transfer.work'] as const satisfies Permission[];
const FIELD = [...STAFF, 'case.read', 'case.note', 'order.read', 'order.work', 'account.read', 'account.reveal', 'transfer.read'] as const satisfies Permission[];

/** Roles of a gas company; one that the platform knows too gets both sets of permissions. */
export const utilityCareRoles: RoleEntry<Permission>[] = [
  { code: 'administrator', zh: '管理员', en: 'Administrator', permissions: ['qualification.read'] },
  { code: 'call_taker', zh: '接线员', en: 'Call taker', permissions: DESK },
  { code: 'dispatcher', zh: '调度员', en: 'Dispatcher', permissions: [...DESK, 'case.grade', 'order.dispatch', 'qualification.read', 'outbox.read', 'transfer.work'] },
  { code: 'technician', zh: '维修员', en: 'Technician', permissions: FIELD },
  { code: 'rescue_team', zh: '抢修队员', en: 'Rescue team', permissions: FIELD },
  { code: 'supervisor', zh: '主管', en: 'Supervisor', permissions: LEAD },
  { code: 'unit_manager', zh: '单位负责人', en: 'Unit manager', permissions: [...LEAD, 'qualification.manage'] },
  { code: 'callback_agent', zh: '回访员', en: 'Call-back agent', permissions: [...STAFF, 'case.read', 'case.note', 'case.open', 'callback.work', 'order.read', 'account.read', 'account.reveal'] },
  { code: 'archivist', zh: '档案员', en: 'Archivist', permissions: [...STAFF, 'case.read', 'account.read', 'account.write', 'account.reveal', 'import.run', 'qualification.read', 'qualification.manage', 'transfer.read', 'transfer.open', 'transfer.work'] },
  { code: 'leader', zh: '分管领导', en: 'Leader in charge', permissions: ['case.read', 'order.read', 'account.read', 'qualification.read', 'transfer.read'] },
  { code: 'hq_supervisor', zh: '总部督导', en: 'Headquarters supervisor', permissions: ['case.read', 'order.read'] },
  { code: 'partner', zh: '合作方', en: 'Partner', permissions: ['case.read', 'case.open', 'order.read'] },
];
