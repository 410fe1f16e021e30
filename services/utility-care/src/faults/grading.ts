import { Injectable } from '@nestjs/common';
import { CaseReportedMajor, make } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { type Duty, Obligations } from '@luyue/obligations';
import { refuse, type Context } from '@luyue/platform';
import { CaseRecord, subjectOf } from '../cases/case-record.ts';
import type { CaseView } from '../views.ts';
import type { ServiceCase } from '../cases/case.entity.ts';
import { Cases } from '../cases/cases.service.ts';
import { OpenCase } from '../intake/open-case.ts';
import { WorkOrders } from '../work-orders/work-orders.service.ts';

export interface GradeMajor { reason: string; repairHours?: number }
export interface Reclassify { faultScope: 'network' | 'equipment'; reason: string; repairHours?: number }

/** Severity and side of a fault, and what changes with them (reading rules 1, 2, 9). */
@Injectable()
export class Grading {
  constructor(
    private readonly cases: Cases, private readonly record: CaseRecord, private readonly openCase: OpenCase, private readonly obligations: Obligations, private readonly directory: Directory, private readonly orders: WorkOrders,
  ) {}

  /**
   * `general` becomes `major`, with a reason. The ordinary clocks of the network end; the report to the leaders (UC-5.1c) and, for a repair of
   * the network, the hours that the incident leader sets (UC-7.3d) begin.
   */
  gradeMajor(ctx: Context, id: string, grade: GradeMajor, version: number | null): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.grade', version, async (tx, row) => {
      if (row.severity === 'major') throw refuse.conflict('already_major', { zh: '已经是重大', en: 'Already graded major' });
      if (row.kind === 'complaint' || row.kind === 'consultation') throw refuse.rule('UC-5.1c', 'not_gradable', { zh: '只有报修和报警分故障等级', en: 'Only repairs and alarms have a severity' });
      const network = row.kind === 'repair' && row.faultScope === 'network';
      const repair = network ? this.majorRepair(row, grade.repairHours, tx.now) : [];
      await this.record.patch(tx, row, { severity: 'major' });
      await this.obligations.cancel(tx, { subjectId: id, clauses: ['UC-7.3a', 'UC-7.3b'] }, '定为重大故障');
      await this.obligations.open(tx, [{ clauseId: 'UC-5.1c', parameter: 'uc.alarm.major.reportMinutes', subject: subjectOf(row), unitId: row.unitId, startedAt: tx.now }, ...repair]);
      await this.orders.follow(tx, row, { requeue: false });
      const { users } = await this.directory.holders(tx, 'leader', row.unitId);
      await this.record.write(tx, id, { kind: 'change', title: '定为重大', text: grade.reason, clauseId: 'UC-5.1c' });
      tx.publish(make(CaseReportedMajor, { caseId: id, number: row.number, title: row.title, address: row.address, reason: grade.reason, unitId: row.unitId, leaderUserIds: users.map((u) => u.id) }));
      return 'graded';
    });
  }

  /** UC-5.1c is met by a leader's acknowledgement, not by sending. */
  acknowledge(ctx: Context, id: string): Promise<CaseView> {
    return this.cases.change(ctx, id, 'report.acknowledge', null, async (tx, row) => {
      const met = await this.obligations.meet(tx, { subjectId: id, clauses: ['UC-5.1c'] }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: '领导应答险情报告' }] });
      if (!met.length) throw refuse.conflict('nothing_to_acknowledge', { zh: '没有等应答的险情报告', en: 'No report waits for an acknowledgement' }, { clause: 'UC-5.1c' });
      await this.record.write(tx, row.id, { kind: 'status', title: '应答险情报告', clauseId: 'UC-5.1c' });
      return 'acknowledged';
    });
  }

  /** UC-7.3d: a progress note, and the next one is owed from now. */
  progress(ctx: Context, id: string, text: string): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.note', null, async (tx, row) => {
      if (row.severity !== 'major') throw refuse.rule('UC-7.3d', 'not_major', { zh: '只有重大故障报进展', en: 'Only a major fault owes progress notes' });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['UC-7.3d'], parameter: 'uc.fault.network.major.updateHours' }, { at: tx.now, note: text, evidence: [{ kind: 'note', at: tx.now.toISOString(), by: ctx.userName, text }] });
      if (row.status !== 'repaired' && !row.closedAt) await this.obligations.open(tx, [this.nextProgress(row, tx.now)]);
      await this.record.write(tx, id, { kind: 'note', title: '进展', text, clauseId: 'UC-7.3d' });
      return 'progressed';
    });
  }

  /** Reading rule 1: the old clocks are cancelled, the new ones run from the original receipt, and the order asks for another qualification. */
  reclassify(ctx: Context, id: string, to: Reclassify, version: number | null): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.grade', version, async (tx, row) => {
      if (row.kind !== 'repair') throw refuse.rule('UC-7.3a', 'only_repair', { zh: '只有报修能改归属', en: 'Only a repair has a side' });
      if (row.faultScope === to.faultScope) throw refuse.field('faultScope', 'unchanged', { zh: '归属没有变', en: 'the side is the same' });
      if (row.status !== 'open' && row.status !== 'in_progress') throw refuse.transition(row.status, `reclassified`, ['open', 'in_progress']);
      const repair = row.severity === 'major' && to.faultScope === 'network' ? this.majorRepair(row, to.repairHours, tx.now) : [];
      await this.obligations.cancel(tx, { subjectId: id, clauses: ['UC-7.3a', 'UC-7.3b', 'UC-7.3d', 'UC-7.4'] }, `改归属：${to.reason}`);
      await this.record.patch(tx, row, { faultScope: to.faultScope });
      await this.openCase.openDuties(tx, row);
      await this.obligations.open(tx, repair);
      await this.orders.follow(tx, row, { requeue: true });
      if (row.status === 'in_progress') await this.record.move(tx, row, 'open');
      await this.record.write(tx, id, { kind: 'change', title: `归属改为${to.faultScope === 'network' ? '管网' : '用户设备'}`, text: to.reason });
      return 'reclassified';
    });
  }

  /** Throws 400 without the hours: they have no default. */
  private majorRepair(row: ServiceCase, repairHours: number | undefined, now: Date): Duty[] {
    if (repairHours === undefined) throw refuse.field('repairHours', 'required', { zh: '重大管网故障要定修复时限（小时，自接报起）', en: 'a major network fault needs its repair hours, from receipt' }, 'UC-7.3d');
    return this.openCase.majorDuties(row, repairHours, now);
  }

  private nextProgress(row: ServiceCase, from: Date): Duty {
    return { clauseId: 'UC-7.3d', parameter: 'uc.fault.network.major.updateHours', subject: subjectOf(row), unitId: row.unitId, startedAt: from };
  }
}
