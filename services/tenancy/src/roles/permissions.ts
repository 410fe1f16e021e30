/** Everything that a role or an API client can be allowed (PF-6, PF-8). */
export const PERMISSIONS = [
  'case.read', 'case.open', 'case.grade', 'case.close', 'case.link', 'case.transfer', 'case.note', 'order.read', 'order.dispatch', 'order.work', 'callback.work', 'complaint.work',
  'account.read', 'account.reveal', 'account.write', 'qualification.read', 'qualification.manage', 'obligation.read', 'obligation.waive', 'policy.read', 'policy.write', 'calendar.read', 'calendar.write',
  'user.read', 'user.write', 'unit.read', 'unit.write', 'tenant.create', 'tenant.read', 'audit.read', 'insight.read', 'report.acknowledge', 'outbox.read', 'sandbox.move', 'import.run',
  'deadLetter.read', 'deadLetter.replay', 'client.manage',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** These reach the whole tenant whatever unit they are held for; whoever may write users of one unit only cannot hand them out (PF-6). */
export const WHOLE_TENANT: Permission[] = ['tenant.create', 'policy.write', 'calendar.write', 'client.manage', 'sandbox.move', 'deadLetter.replay'];
