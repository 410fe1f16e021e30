export * from './approvals/approval-events.v1.ts';
export * from './event.ts';
export * from './notification/escalation-events.v1.ts';
export * from './notification/message-events.v1.ts';
export * from './obligations/obligation-events.v1.ts';
export * from './property-brokerage/deal-events.v1.ts';
export * from './tenancy/tenancy-events.v1.ts';
export * from './utility-care/case-events.v1.ts';
