import { Inject, Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { type Money, newId } from '@luyue/kernel';
import { Problem, refuse, statement, type Text, type Tx, whenTaken } from '@luyue/platform';
import { APPROVAL_SETTINGS, type ApprovalSettings } from './approval-options.ts';
import { deed, Told } from './approval-state.ts';
import { ApprovalRequest, ApprovalSeat } from './approval.entity.ts';
import { approvalMoves, type ApprovalStatus, isThrough, nextReminder, stepsFor } from './approvals.rules.ts';
import { Chains } from './chains.ts';
import { Delegations } from './delegations.ts';
import { personOf } from './person.ts';
import { holdersOf, Seats, vacant } from './seats.ts';
import type { Staff } from './staff.ts';

export interface Submission {
  /** One of the matters that the context declares. */
  matter: string;
  subject: { type: string; id: string; number: string; title: string };
  /** The requester's unit: the chain goes up from here. */
  unitId: string;
  amount: Money | null;
}
export type Decision = { approve: true; note?: string } | { return: string };

const REQUEST: Text = { zh: '审批', en: 'approval request' };
const LATEST = statement('approval_latest', 'SELECT * FROM approval_request WHERE tenant_id = $1 AND matter = $2 AND subject_id = $3 ORDER BY round DESC LIMIT 1 FOR UPDATE');

/**
 * Approvals inside the caller's transaction (PF-12). The room decides who may ask and what an approval brings about; here is who may decide.
 */
@Injectable()
export class Approvals {
  constructor(
    private readonly directory: Directory, private readonly chains: Chains, private readonly seats: Seats, private readonly delegations: Delegations, @Inject(APPROVAL_SETTINGS) private readonly settings: ApprovalSettings,
  ) {}

  /**
   * Asks for approval under the chain in force now. After a return or a withdrawal the same maker asks anew: the next round, linked to the one before. Throws 422
   * `step_vacant` when nobody could decide one of the steps, 409 while a round is pending, 422 `not_the_maker` for another's round.
   */
  async submit(tx: Tx, { matter, subject, unitId, amount }: Submission): Promise<ApprovalRequest> {
    const makerId = personOf(tx.ctx);
    if (amount?.isNegative) throw refuse.field('amount', 'negative', { zh: '金额不能小于零', en: 'an amount is not below zero' }, 'PF-12');
    const [[found], chain, staff] = await Promise.all([tx.sql(LATEST, [tx.tenantId, matter, subject.id]), this.chains.inForce(tx, matter), this.seats.staff(tx)]);
    const before = found ? tx.hydrate<ApprovalRequest>(ApprovalRequest, found) : null;
    if (before?.status === 'pending') throw pending();
    // Else a colleague's second round would let the first maker approve what they wrote.
    if (before && before.status !== 'approved' && before.makerId !== makerId && staff.isActive(before.makerId)) {
      throw refuse.rule('PF-12', 'not_the_maker', { zh: `由${before.makerName}重新提交`, en: `${before.makerName} submits it anew` });
    }
    const steps = stepsFor(chain.steps, amount);
    for (const step of steps) this.seats.place(staff, step, { unitId, makerId });
    const row = Object.assign(new ApprovalRequest(), {
      tenantId: tx.tenantId, id: newId(), version: 1, matter, subjectType: subject.type, subjectId: subject.id, subjectNumber: subject.number, subjectTitle: subject.title, unitId, makerId, makerName: tx.ctx.userName,
      amount: amount?.fen.toString() ?? null, status: 'pending', round: (before?.round ?? 0) + 1, previousId: before?.id ?? null, chainVersion: chain.version, steps, step: 1, timeoutAt: await this.seats.timeoutAt(tx, steps[0]!),
      submittedAt: tx.now, endedAt: null, reason: null, reminders: 0, remindedAt: null, history: [deed(tx, 1, 'submitted', '提交审批', 'Submitted for approval')],
    } satisfies ApprovalRequest);
    // Another transaction may submit the same subject and be faster.
    await tx.insert(ApprovalRequest, row).catch(whenTaken(pending));
    const seats = await this.seats.begin(tx, staff, row);
    await this.tell(tx, staff, row, seats, (told) => told.requested(seats));
    return row;
  }

  /**
   * Approves the step, or returns the request with a reason. The room acts on `approved` in the same transaction. Throws 404 for another tenant's, 409 naming the moves for one that has ended, 422 for
   * one's own and for the maker's delegate, 403 for whoever has no say in the step.
   */
  async decide(tx: Tx, id: string, decision: Decision): Promise<ApprovalRequest> {
    const me = personOf(tx.ctx);
    const row = await tx.lock(ApprovalRequest, id, REQUEST);
    const outcome = 'return' in decision ? 'returned' : 'approved';
    const reason = 'return' in decision ? decision.return.trim() : null;
    mayMove(row, outcome);
    if (reason === '') throw refuse.field('reason', 'required', { zh: '退回要写原因', en: 'a return needs its reason' }, 'PF-12');
    if (row.makerId === me) throw refuse.rule('PF-12', 'own_approval', { zh: '不能审批自己提交的', en: 'Nobody approves their own request' });
    const [staff, seats, entrusted] = await Promise.all([this.seats.staff(tx), this.seats.ofStep(tx, row), this.delegations.entrustedTo(tx, me, row.matter)]);
    const open = seats.filter((seat) => seat.outcome === null).map((seat) => ({ seat, holders: holdersOf(staff, seat, row.makerId) }));
    // One decision speaks for one person: first for oneself, else for one of those who entrusted it.
    const speaker = [me, ...entrusted.map(({ userId }) => userId)].find((id) => open.some(({ holders }) => holders.includes(id)));
    if (!speaker) throw notTheApprover(entrusted.some(({ userId }) => userId === row.makerId));
    const instead = speaker === me ? null : speaker;
    await Promise.all(open.filter(({ holders }) => holders.includes(speaker)).map(({ seat }) => tx.update(ApprovalSeat, seat, { outcome, decidedBy: me, onBehalfOf: instead, decidedAt: tx.now })));
    const note = reason ?? ('approve' in decision ? decision.note : undefined);
    const line = deed(tx, row.step, outcome, outcome === 'approved' ? `同意${note ? `：${note}` : ''}` : `退回：${note}`, outcome === 'approved' ? `Approved${note ? `: ${note}` : ''}` : `Returned: ${note}`, instead && ((await this.directory.users(tx)).get(instead)?.name ?? ''));
    return this.after(tx, staff, row, seats, { history: [...row.history, line] }, (told) => told.decided(outcome, { onBehalfOf: instead, reason: note ?? null }), outcome, reason);
  }

  /** Whether the tenant has a chain of its own in force: for a matter that needs no approval where it has published none. */
  async isPublished(tx: Tx, matter: string): Promise<boolean> { return (await this.chains.inForce(tx, matter)).version > 0; }

  /** The maker takes it back while it is pending. Throws 403 for anybody else, 409 naming the moves for one that has ended. */
  async withdraw(tx: Tx, id: string): Promise<ApprovalRequest> {
    const row = await this.own(tx, id, 'withdrawn');
    const [staff, seats] = await Promise.all([this.seats.staff(tx), this.seats.ofStep(tx, row)]);
    const waited = seats.filter((seat) => seat.outcome === null);
    await this.end(tx, row, 'withdrawn', { history: [...row.history, deed(tx, row.step, 'withdrawn', '撤回', 'Withdrawn')] });
    await this.tell(tx, staff, row, waited, (told) => told.withdrawn());
    return row;
  }

  /** The maker reminds whoever may decide, at most once an hour; a step whose people have all left goes up a level first (R16). */
  async remind(tx: Tx, id: string): Promise<ApprovalRequest> {
    const row = await this.own(tx, id, 'reminded');
    const next = nextReminder(row.remindedAt, tx.now);
    if (next) throw refuse.rule('PF-12', 'reminded_lately', { zh: '一小时内已经催过', en: 'Reminded within the last hour' }, { extra: { nextAt: next.toISOString() } });
    const [staff, seats] = await Promise.all([this.seats.staff(tx), this.seats.ofStep(tx, row)]);
    const open = seats.filter((seat) => seat.outcome === null);
    const moved = await this.lift(tx, staff, row, open);
    const lines = [deed(tx, row.step, 'reminded', '催办', 'Reminded'), ...(moved ? [deed(tx, row.step, 'passed_on', '原审批人空缺，上移一级', 'The approvers are gone: one level up')] : [])];
    await tx.update(ApprovalRequest, row, { remindedAt: tx.now, reminders: row.reminders + 1, history: [...row.history, ...lines] });
    await this.tell(tx, staff, row, open, (told) => { if (moved) told.passedOn('vacant', []); told.reminded(); });
    return row;
  }

  /** What a decision brings: nothing yet, the next step, or the end. */
  private async after(tx: Tx, staff: Staff, row: ApprovalRequest, seats: ApprovalSeat[], patch: Partial<ApprovalRequest>, publish: (told: Told) => void, outcome: 'approved' | 'returned', reason: string | null): Promise<ApprovalRequest> {
    const through = outcome === 'approved' && isThrough(row.steps[row.step - 1]!.mode, seats);
    if (outcome === 'returned' || (through && row.step === row.steps.length)) {
      await this.end(tx, row, outcome, { ...patch, reason });
      publish(new Told(tx, this.settings, row, []));
      return row;
    }
    if (!through) {
      await tx.update(ApprovalRequest, row, patch);
      await this.tell(tx, staff, row, seats.filter((seat) => seat.outcome === null), publish);
      return row;
    }
    await this.seats.close(tx, row);
    const next = { ...row, step: row.step + 1 };
    const [nextSeats, timeoutAt] = await Promise.all([this.seats.begin(tx, staff, next), this.seats.timeoutAt(tx, next.steps[row.step]!)]);
    await tx.update(ApprovalRequest, row, { ...patch, step: next.step, timeoutAt });
    await this.tell(tx, staff, row, nextSeats, (told) => { publish(told); told.requested(nextSeats); });
    return row;
  }

  private async end(tx: Tx, row: ApprovalRequest, status: ApprovalStatus, patch: Partial<ApprovalRequest>): Promise<void> {
    await Promise.all([this.seats.close(tx, row), tx.update(ApprovalRequest, row, { ...patch, status, endedAt: tx.now, timeoutAt: null })]);
  }

  /** Moves each seat whose level is empty by now to where somebody is. True when one moved. */
  private async lift(tx: Tx, staff: Staff, row: ApprovalRequest, open: ApprovalSeat[]): Promise<boolean> {
    const found = open.map((seat) => ({ seat, standing: staff.nearest(seat.role, seat.unitId, [row.makerId]) }));
    const filled = found.filter((f) => f.standing);
    if (filled.length < (row.steps[row.step - 1]!.mode === 'all' ? found.length : 1)) throw vacant(found.filter((f) => !f.standing).map((f) => f.seat.role));
    const moved = filled.filter((f) => f.standing!.levelsUp > 0);
    await Promise.all(moved.map(({ seat, standing }) => tx.update(ApprovalSeat, seat, { unitId: standing!.unitId, levelsUp: seat.levelsUp + standing!.levelsUp })));
    return moved.length > 0;
  }

  private async own(tx: Tx, id: string, what: 'withdrawn' | 'reminded'): Promise<ApprovalRequest> {
    const me = personOf(tx.ctx);
    const row = await tx.lock(ApprovalRequest, id, REQUEST);
    if (row.makerId !== me) throw new Problem({ status: 403, code: 'not_the_maker', clause: 'PF-12', title: { zh: '只有提交人可以撤回或催办', en: 'Only the maker withdraws or reminds' } });
    mayMove(row, what);
    return row;
  }

  private async tell(tx: Tx, staff: Staff, row: ApprovalRequest, open: readonly ApprovalSeat[], publish: (told: Told) => void): Promise<void> {
    publish(new Told(tx, this.settings, row, await this.seats.approvers(tx, staff, row, open)));
  }
}

const pending = (): Problem => refuse.conflict('approval_pending', { zh: '已经在审批', en: 'It is waiting for approval already' }, { clause: 'PF-12' });

const notTheApprover = (isMakersDelegate: boolean): Problem => (isMakersDelegate
  ? refuse.rule('PF-12', 'own_through_delegate', { zh: '不能以申请人代理的身份审批', en: 'Nobody approves as the delegate of the maker' })
  : new Problem({ status: 403, code: 'not_the_approver', clause: 'PF-12', title: { zh: '这一步不归您审批', en: 'You have no say in this step' } }));

/** A reminder leaves the status as it is, and like every move it needs one that has moves left. */
function mayMove(row: ApprovalRequest, to: ApprovalStatus | 'reminded'): void {
  const allowed = approvalMoves[row.status];
  if (to === 'reminded' ? !allowed.length : !allowed.includes(to)) throw refuse.transition(row.status, to, [...allowed], 'PF-12');
}
