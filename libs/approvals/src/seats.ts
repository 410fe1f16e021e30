import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { refuse, statement, type Tx } from '@luyue/platform';
import { type ApprovalRequest, ApprovalSeat } from './approval.entity.ts';
import { type Step, timeoutOf } from './approvals.rules.ts';
import { Delegations } from './delegations.ts';
import { Staff, type Standing } from './staff.ts';

const OF_REQUESTS = statement('approval_seats_of', 'SELECT * FROM approval_seat WHERE tenant_id = $1 AND request_id = ANY ($2::uuid[]) ORDER BY request_id, step, for_role');
const MOOT = statement('approval_seats_moot', `UPDATE approval_seat SET outcome = 'moot', version = version + 1 WHERE tenant_id = $1 AND request_id = $2 AND outcome IS NULL`);

/** Where each role of a step stands: at the nearest level at which somebody other than the maker holds it (R16). */
type Places = { forRole: string; standing: Standing }[];

/** The seats of a request: who has a say in the step that is on. */
@Injectable()
export class Seats {
  constructor(private readonly directory: Directory, private readonly delegations: Delegations) {}

  async staff(tx: Tx): Promise<Staff> {
    const { units, users } = await this.directory.people(tx);
    return new Staff(units, users);
  }

  /** Where the step would stand. Throws 422 `step_vacant` when nobody could decide it. */
  place(staff: Staff, step: Step, of: { unitId: string; makerId: string }): Places {
    const unit = step.unitId ?? of.unitId;
    const from = step.above ? staff.above(unit) : unit;
    const places = step.roles.map((forRole) => ({ forRole, standing: from === null ? null : staff.nearest(forRole, from, [of.makerId]) }));
    const filled = places.flatMap(({ forRole, standing }) => (standing ? [{ forRole, standing }] : []));
    if (filled.length < (step.mode === 'all' ? places.length : 1)) throw vacant(places.filter((p) => !p.standing).map((p) => p.forRole));
    return filled;
  }

  /** Opens the seats of the step that the request is at. */
  async begin(tx: Tx, staff: Staff, row: ApprovalRequest): Promise<ApprovalSeat[]> {
    const seats = this.place(staff, row.steps[row.step - 1]!, row).map(({ forRole, standing }) => Object.assign(new ApprovalSeat(), {
      tenantId: tx.tenantId, id: newId(), version: 1, requestId: row.id, step: row.step, forRole, role: forRole, unitId: standing.unitId, levelsUp: standing.levelsUp, outcome: null, decidedBy: null, onBehalfOf: null, decidedAt: null,
    } satisfies ApprovalSeat));
    await tx.insertAll(ApprovalSeat, seats);
    return seats;
  }

  /** When a step that begins now passes to the superior; null for one that waits for ever. */
  async timeoutAt(tx: Tx, step: Step): Promise<Date | null> {
    return step.timeoutHours === undefined && step.timeoutWorkingHours === undefined ? null : timeoutOf(step, tx.now, await this.directory.calendar(tx));
  }

  /** The seats of several requests, in one question. */
  async ofRequests(tx: Tx, ids: readonly string[]): Promise<Map<string, ApprovalSeat[]>> {
    const found = new Map<string, ApprovalSeat[]>(ids.map((id) => [id, []]));
    const rows = ids.length ? await tx.sql(OF_REQUESTS, [tx.tenantId, ids]) : [];
    for (const seat of rows.map((row) => tx.hydrate(ApprovalSeat, row))) found.get(seat.requestId)!.push(seat);
    return found;
  }

  /** The seats of the step that is on. */
  async ofStep(tx: Tx, row: ApprovalRequest): Promise<ApprovalSeat[]> {
    return (await this.ofRequests(tx, [row.id])).get(row.id)!.filter((seat) => seat.step === row.step);
  }

  /** Everybody who may decide one of the seats now, delegates included; never the maker. */
  async approvers(tx: Tx, staff: Staff, row: ApprovalRequest, seats: readonly ApprovalSeat[]): Promise<string[]> {
    const holders = seats.flatMap((seat) => holdersOf(staff, seat, row.makerId));
    const delegates = holders.length ? await this.delegations.delegatesOf(tx, holders, row.matter) : [];
    return [...new Set([...holders, ...delegates.filter((id) => id !== row.makerId && staff.isActive(id))])];
  }

  /** The request ended, or its step did: whoever has not decided need not. */
  async close(tx: Tx, row: ApprovalRequest): Promise<void> { await tx.sql(MOOT, [tx.tenantId, row.id]); }
}

/** Who holds a seat now: those at its level, or further up when that has become vacant. */
export const holdersOf = (staff: Staff, seat: Pick<ApprovalSeat, 'role' | 'unitId'>, makerId: string): string[] => staff.nearest(seat.role, seat.unitId, [makerId])?.holders ?? [];

/** R16 has an end: a step that nobody up to the top could decide is refused instead of waiting for ever. */
export function vacant(roles: readonly string[]) {
  const named = roles.join('、');
  return refuse.rule('PF-12', 'step_vacant', { zh: `没有人能审批这一步：${named} 逐级往上都空缺，或只有申请人自己`, en: `Nobody can decide this step: ${roles.join(', ')} is vacant up to the top, or held by the maker alone` }, { extra: { roles } });
}
