import type { Permission } from '@luyue/regulations';

/** These reach the whole tenant whatever unit they are held for; whoever may write users of one unit only cannot hand them out (PF-6). */
export const WHOLE_TENANT: Permission[] = ['tenant.create', 'policy.write', 'calendar.write', 'client.manage', 'agreement.write', 'sandbox.move', 'deadLetter.replay'];
