import type { Permission } from './permissions.ts';

export interface SystemRole { code: string; zh: string; en: string; permissions: Permission[] }

/** What everybody on the staff sees: the organisation, the numbers that bind them, and the clocks. */
const STAFF: Permission[] = ['policy.read', 'unit.read', 'user.read', 'obligation.read', 'calendar.read'];
const DESK: Permission[] = [...STAFF, 'case.read', 'case.open', 'case.close', 'case.link', 'case.transfer', 'case.note', 'order.read', 'account.read', 'account.reveal'];
const LEAD: Permission[] = [...DESK, 'case.grade', 'order.dispatch', 'callback.work', 'complaint.work', 'account.write', 'qualification.read', 'obligation.waive', 'insight.read', 'import.run'];

/** Roles that each new tenant starts with (PF-1, PF-6). */
export const SYSTEM_ROLES: SystemRole[] = [
  {
    code: 'administrator', zh: '管理员', en: 'Administrator',
    permissions: [
      ...STAFF, 'tenant.create', 'tenant.read', 'policy.write', 'calendar.write', 'user.write', 'unit.write', 'audit.read', 'outbox.read', 'sandbox.move', 'deadLetter.read', 'deadLetter.replay',
      'client.manage', 'insight.read', 'import.run', 'qualification.read',
    ],
  },
  { code: 'call_taker', zh: '接线员', en: 'Call taker', permissions: DESK },
  { code: 'dispatcher', zh: '调度员', en: 'Dispatcher', permissions: [...DESK, 'case.grade', 'order.dispatch', 'qualification.read', 'outbox.read'] },
  { code: 'technician', zh: '维修员', en: 'Technician', permissions: [...STAFF, 'case.read', 'case.note', 'order.read', 'order.work', 'account.read', 'account.reveal'] },
  { code: 'rescue_team', zh: '抢修队员', en: 'Rescue team', permissions: [...STAFF, 'case.read', 'case.note', 'order.read', 'order.work', 'account.read', 'account.reveal'] },
  { code: 'supervisor', zh: '主管', en: 'Supervisor', permissions: [...LEAD, 'audit.read', 'outbox.read'] },
  { code: 'unit_manager', zh: '单位负责人', en: 'Unit manager', permissions: [...LEAD, 'report.acknowledge', 'qualification.manage', 'user.write', 'audit.read'] },
  { code: 'callback_agent', zh: '回访员', en: 'Call-back agent', permissions: [...STAFF, 'case.read', 'case.note', 'case.open', 'callback.work', 'order.read', 'account.read', 'account.reveal'] },
  { code: 'archivist', zh: '档案员', en: 'Archivist', permissions: [...STAFF, 'case.read', 'account.read', 'account.write', 'account.reveal', 'import.run', 'qualification.read', 'qualification.manage'] },
  { code: 'leader', zh: '分管领导', en: 'Leader in charge', permissions: [...STAFF, 'case.read', 'order.read', 'account.read', 'report.acknowledge', 'insight.read', 'obligation.waive', 'qualification.read'] },
  {
    code: 'hq_supervisor', zh: '总部督导', en: 'Headquarters supervisor',
    permissions: [...STAFF, 'tenant.read', 'insight.read', 'policy.write', 'calendar.write', 'case.read', 'order.read', 'audit.read', 'sandbox.move', 'outbox.read'],
  },
  { code: 'partner', zh: '合作方', en: 'Partner', permissions: ['case.read', 'case.open', 'order.read', 'obligation.read', 'policy.read'] },
];
