import type { RoleEntry } from '../role-entry.ts';

/** What a role or an API client can be allowed on the platform itself, whatever the company has subscribed to (PF-6, PF-8). */
export const platformPermissions = [
  'obligation.read', 'obligation.waive', 'policy.read', 'policy.write', 'calendar.read', 'calendar.write', 'user.read', 'user.write', 'unit.read', 'unit.write', 'tenant.create', 'tenant.read', 'audit.read',
  'insight.read', 'report.acknowledge', 'outbox.read', 'sandbox.move', 'import.run', 'deadLetter.read', 'deadLetter.replay', 'client.manage',
  'agreement.read', 'agreement.write',
] as const;
type PlatformPermission = (typeof platformPermissions)[number];

/** What everybody on the staff sees: the organisation, the numbers that bind them, and the clocks. */
export const STAFF = ['policy.read', 'unit.read', 'user.read', 'obligation.read', 'calendar.read'] as const satisfies PlatformPermission[];

/** Roles of every company. */
export const platformRoles: RoleEntry<PlatformPermission>[] = [
  {
    code: 'administrator', zh: '管理员', en: 'Administrator',
    permissions: [
      ...STAFF, 'tenant.create', 'tenant.read', 'policy.write', 'calendar.write', 'user.write', 'unit.write', 'audit.read', 'outbox.read', 'sandbox.move', 'deadLetter.read', 'deadLetter.replay',
      'client.manage', 'insight.read', 'import.run', 'agreement.read', 'agreement.write',
    ],
  },
  { code: 'supervisor', zh: '主管', en: 'Supervisor', permissions: [...STAFF, 'obligation.waive', 'insight.read', 'import.run', 'audit.read', 'outbox.read', 'agreement.read'] },
  { code: 'unit_manager', zh: '单位负责人', en: 'Unit manager', permissions: [...STAFF, 'obligation.waive', 'insight.read', 'import.run', 'report.acknowledge', 'user.write', 'audit.read', 'agreement.read'] },
  { code: 'leader', zh: '分管领导', en: 'Leader in charge', permissions: [...STAFF, 'report.acknowledge', 'insight.read', 'obligation.waive', 'agreement.read'] },
  {
    code: 'hq_supervisor', zh: '总部督导', en: 'Headquarters supervisor',
    permissions: [...STAFF, 'tenant.read', 'insight.read', 'policy.write', 'calendar.write', 'audit.read', 'sandbox.move', 'outbox.read'],
  },
  { code: 'partner', zh: '合作方', en: 'Partner', permissions: ['obligation.read', 'policy.read'] },
];
