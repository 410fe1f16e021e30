import type { DirectoryUnit, DirectoryUser } from '@luyue/directory';
import type { ApprovalSettings } from './approval-options.ts';
import { amountOf } from './approval-state.ts';
import type { ApprovalStepView, ApprovalView } from './approval-views.ts';
import type { ApprovalRequest, ApprovalSeat } from './approval.entity.ts';
import type { Step } from './approvals.rules.ts';
import { holdersOf } from './seats.ts';
import type { Staff } from './staff.ts';

export interface ViewOf { settings: ApprovalSettings; staff: Staff; units: ReadonlyMap<string, DirectoryUnit>; users: ReadonlyMap<string, DirectoryUser> }

export const stepView = (step: Step): ApprovalStepView => ({
  roles: [...step.roles], mode: step.mode, unitId: step.unitId ?? null, above: step.above ?? false, fromAmount: step.fromAmount ?? null, timeoutHours: step.timeoutHours ?? null, timeoutWorkingHours: step.timeoutWorkingHours ?? null,
});

export function approvalView(row: ApprovalRequest, seats: readonly ApprovalSeat[], { settings, staff, units, users }: ViewOf): ApprovalView {
  const unit = (id: string): ApprovalView['unit'] => ({ id, name: units.get(id)?.name ?? '' });
  const waiting = row.status === 'pending' ? seats.filter((seat) => seat.step === row.step && seat.outcome === null) : [];
  return {
    id: row.id, matter: row.matter, title: settings.matters[row.matter]?.title ?? { zh: row.matter, en: row.matter }, subject: { type: row.subjectType, id: row.subjectId, number: row.subjectNumber, title: row.subjectTitle },
    unit: unit(row.unitId), maker: { id: row.makerId, name: row.makerName }, amount: amountOf(row), status: row.status, round: row.round, previousId: row.previousId, step: row.step, steps: row.steps.map(stepView),
    waitingFor: waiting.map((seat) => ({
      forRole: seat.forRole, role: seat.role, unit: unit(seat.unitId), levelsUp: seat.levelsUp, people: holdersOf(staff, seat, row.makerId).map((id) => ({ id, name: users.get(id)?.name ?? '' })),
    })),
    timeoutAt: row.timeoutAt?.toISOString() ?? null, submittedAt: row.submittedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, reason: row.reason,
    history: row.history.map(({ at, what, step, by, onBehalfOf, text }) => ({ at, what, step, by, onBehalfOf, text })), version: row.version,
  };
}
