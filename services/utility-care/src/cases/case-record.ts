import { Injectable, Module } from '@nestjs/common';
import { CaseChanged, make } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { permit, refuse, statement, type Tx } from '@luyue/platform';
import { CaseEntry, ServiceCase, type Milestone } from './case.entity.ts';
import { caseMoves, sinceReopened, type CaseStatus } from './cases.rules.ts';

const NEXT_CLOCK = statement('case_next_clock', `SELECT min(due_at) AS due, min(risk_at) AS risk FROM obligation WHERE tenant_id = $1 AND subject_id = $2 AND status = 'open'`);

export interface Line { kind: CaseEntry['kind']; title: string; text?: string; clauseId?: string; attachmentIds?: string[]; at?: Date }

const CASE = { zh: '受理单', en: 'case' };

/** What every room does with a case: take it, move it by the one transition table, write its timeline, say that it changed. */
@Injectable()
export class CaseRecord {
  /** Takes the case for a change; 404 also for one outside the units that the permission reaches. */
  async take(tx: Tx, id: string, permission: string): Promise<ServiceCase> {
    permit(tx.ctx, permission);
    const found = await tx.lock(ServiceCase, id, CASE);
    permit(tx.ctx, permission, found.unitId);
    return found;
  }

  insert(tx: Tx, row: ServiceCase): Promise<ServiceCase> { return tx.insert(ServiceCase, row); }

  /** The case, taken for a change; 404 for an unknown id. Asks no permission: for rooms that have asked their own. */
  lock(tx: Tx, id: string): Promise<ServiceCase> { return tx.lock(ServiceCase, id, CASE); }

  find(tx: Tx, id: string): Promise<ServiceCase | null> { return tx.find(ServiceCase, id, { lock: true }); }

  /** Cases linked to a master, the closed ones left out. */
  linkedTo(tx: Tx, masterId: string): Promise<ServiceCase[]> {
    return tx.manager.createQueryBuilder(ServiceCase, 'c').where('c.tenantId = :tenant AND c.masterId = :id AND c.closedAt IS NULL', { tenant: tx.tenantId, id: masterId }).getMany();
  }

  /** Changes what is no status. */
  async patch(tx: Tx, row: ServiceCase, patch: Partial<Omit<ServiceCase, 'status'>>): Promise<void> { await tx.update(ServiceCase, row, patch); }

  /** Throws 409 naming the moves that are allowed. */
  checkMove(row: Pick<ServiceCase, 'status'>, to: CaseStatus): void {
    const allowed = caseMoves[row.status as CaseStatus];
    if (!allowed.includes(to)) throw refuse.transition(row.status, to, [...allowed]);
  }

  /** Moves the case by the transition table; throws as `checkMove`. */
  async move(tx: Tx, row: ServiceCase, to: CaseStatus, patch: Partial<ServiceCase> = {}): Promise<void> {
    this.checkMove(row, to);
    await tx.update(ServiceCase, row, { ...patch, status: to });
  }

  /** Whether the milestone was reached since the case was last reopened (R13). */
  reached(row: Pick<ServiceCase, 'milestones'>, name: string): boolean { return sinceReopened(row.milestones).some((m) => m.name === name); }

  milestone(tx: Tx, row: Pick<ServiceCase, 'milestones'>, name: string, at: Date): Milestone[] {
    return [...row.milestones, { name, at: at.toISOString(), by: tx.ctx.userName, recordedAt: tx.now.toISOString() }];
  }

  async write(tx: Tx, caseId: string, line: Line): Promise<CaseEntry> {
    return tx.insert(CaseEntry, {
      tenantId: tx.tenantId, id: newId(), version: 1, caseId, at: line.at ?? tx.now, kind: line.kind, byName: tx.ctx.userName, title: line.title, text: line.text ?? '', clauseId: line.clauseId ?? null, attachmentIds: line.attachmentIds ?? [],
    });
  }

  /** After obligations changed: the list's clock follows the earliest that is still open. Publishes the change. */
  async changed(tx: Tx, row: ServiceCase, change: string): Promise<void> {
    const [clock] = await tx.sql<{ due: Date | null; risk: Date | null }>(NEXT_CLOCK, [tx.tenantId, row.id]);
    await tx.update(ServiceCase, row, { clockDueAt: clock?.due ?? null, clockRiskAt: clock?.risk ?? null });
    tx.publish(make(CaseChanged, { caseId: row.id, version: row.version, number: row.number, status: row.status, severity: row.severity, unitId: row.unitId, ownerUserId: row.ownerUserId, change, at: tx.now.toISOString() }));
  }
}

/** The case as obligations name it. */
export const subjectOf = (row: Pick<ServiceCase, 'id' | 'number' | 'title' | 'address'>) => ({ type: 'case', id: row.id, number: row.number, title: row.title, place: row.address });

/** Apart from the room's own module, so that the rooms which a case leads to can write on it. */
@Module({ providers: [CaseRecord], exports: [CaseRecord] })
export class CaseRecordModule {}
