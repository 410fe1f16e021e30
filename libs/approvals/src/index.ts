export { ApprovalChain, ApprovalDelegation, ApprovalRequest, ApprovalSeat } from './approval.entity.ts';
export { ApprovalList } from './approval-list.ts';
export type { ApprovalListener, ApprovalMatter, ApprovalOptions } from './approval-options.ts';
export { ApprovalView } from './approval-views.ts';
export { Approvals, type Decision, type Submission } from './approvals.ts';
export { Approvals1700000000006 } from './approvals.migration.ts';
export { ApprovalsModule } from './approvals.module.ts';
export type { ApprovalStatus, Step } from './approvals.rules.ts';
export { TimeOuts } from './time-outs.ts';
