import { ApprovalDecided, ApprovalPassedOn, ApprovalReminded, ApprovalRequested, type ApprovalState, ApprovalWithdrawn, make } from '@luyue/contracts';
import { yuan } from '@luyue/kernel';
import type { Tx } from '@luyue/platform';
import type { ApprovalSettings } from './approval-options.ts';
import type { ApprovalHistory, ApprovalRequest, ApprovalSeat } from './approval.entity.ts';

/** Yuan as they go over the wire. */
export const amountOf = (row: Pick<ApprovalRequest, 'amount'>): string | null => (row.amount === null ? null : yuan(row.amount));

/** What happened to a request, published with who may decide it. */
export class Told {
  constructor(private readonly tx: Tx, private readonly settings: ApprovalSettings, private readonly row: ApprovalRequest, private readonly approverIds: string[]) {}

  requested(seats: readonly ApprovalSeat[]): void {
    this.tx.publish(make(ApprovalRequested, { ...this.state(), levelsUp: Math.max(0, ...seats.map((seat) => seat.levelsUp)), timeoutAt: this.row.timeoutAt?.toISOString() ?? null }));
  }

  decided(decision: 'approved' | 'returned', by: { onBehalfOf: string | null; reason: string | null }): void {
    this.tx.publish(make(ApprovalDecided, { ...this.state(), decision, byId: this.tx.ctx.userId!, byName: this.tx.ctx.userName, ...by }));
  }

  reminded(): void { this.tx.publish(make(ApprovalReminded, { ...this.state(), reminders: this.row.reminders })); }

  passedOn(because: 'timeout' | 'vacant', fromIds: string[]): void {
    this.tx.publish(make(ApprovalPassedOn, { ...this.state(), because, fromIds, timeoutAt: this.row.timeoutAt?.toISOString() ?? null }));
  }

  withdrawn(): void { this.tx.publish(make(ApprovalWithdrawn, this.state())); }

  private state(): ApprovalState {
    const { row } = this;
    return {
      requestId: row.id, version: row.version, context: this.settings.context, matter: row.matter, matterTitle: this.settings.matters[row.matter]?.title ?? { zh: row.matter, en: row.matter },
      subjectType: row.subjectType, subjectId: row.subjectId, subjectNumber: row.subjectNumber, subjectTitle: row.subjectTitle, unitId: row.unitId, amount: amountOf(row), makerId: row.makerId, makerName: row.makerName,
      round: row.round, step: row.step, steps: row.steps.length, status: row.status, approverIds: this.approverIds, at: this.tx.now.toISOString(),
    };
  }
}

/** One line of the history, by whoever is at work. */
export const deed = (tx: Tx, step: number, what: ApprovalHistory['what'], zh: string, en: string, onBehalfOf: string | null = null): ApprovalHistory =>
  ({ at: tx.now.toISOString(), what, step, by: tx.ctx.userName, byId: tx.ctx.userId, onBehalfOf, text: { zh, en } });
