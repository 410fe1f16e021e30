import { Injectable } from '@nestjs/common';
import { CaseTransferRequested, make } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { permit, refuse, TenantDatabase, type Context, type Tx } from '@luyue/platform';
import { CaseRecord } from '../cases/case-record.ts';
import type { CaseView } from '../views.ts';
import type { ServiceCase } from '../cases/case.entity.ts';
import { Cases } from '../cases/cases.service.ts';
import type { AnsweredTransfer } from './complaints.http.ts';
import { CaseTransfer } from './case-transfer.entity.ts';

/** Complaints: investigated at once, answered soon, never pushed around (UC-7.6b, UC-16a). */
@Injectable()
export class Complaints {
  constructor(private readonly database: TenantDatabase, private readonly cases: Cases, private readonly record: CaseRecord, private readonly obligations: Obligations, private readonly directory: Directory) {}

  /** The owner's first entry meets the start clock (reading rule 10). */
  investigate(ctx: Context, id: string, entry: string): Promise<CaseView> {
    return this.cases.change(ctx, id, 'complaint.work', null, async (tx, row) => {
      this.ownersOwn(tx, row);
      if (row.status === 'open') await this.record.move(tx, row, 'in_progress');
      await this.record.write(tx, row.id, { kind: 'note', title: '调查', text: entry, clauseId: 'UC-7.6b' });
      await this.obligations.meet(tx, { subjectId: row.id, clauses: ['UC-7.6b'], parameter: 'uc.complaint.startMinutes' }, { at: tx.now, note: entry, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: entry }] });
      return 'investigated';
    });
  }

  /** An answer with content; an acknowledgement is none, so that a reply needs an investigation before it. */
  reply(ctx: Context, id: string, answer: { content: string; how: string }): Promise<CaseView> {
    return this.cases.change(ctx, id, 'complaint.work', null, async (tx, row) => {
      this.ownersOwn(tx, row);
      if (row.status === 'open') throw refuse.rule('UC-7.6b', 'not_investigated', { zh: '先登记调查情况，再答复', en: 'Record the investigation before the answer' });
      await this.record.write(tx, row.id, { kind: 'message', title: `答复投诉人（${answer.how}）`, text: answer.content, clauseId: 'UC-7.6b' });
      await this.obligations.meet(tx, { subjectId: row.id, clauses: ['UC-7.6b'] }, { at: tx.now, note: answer.content, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `${answer.how}：${answer.content}` }] });
      await this.record.patch(tx, row, { repliedAt: tx.now });
      return 'replied';
    });
  }

  /** UC-16a: the complaint stays with its owner until the other accepts. Neither clock is reset. */
  requestTransfer(ctx: Context, id: string, toUserId: string, reason: string): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.transfer', null, async (tx, row) => {
      if (row.kind !== 'complaint') throw refuse.rule('UC-16a', 'only_complaints', { zh: '只有投诉按这条转办', en: 'Only complaints are transferred by this clause' });
      this.ownersOwn(tx, row);
      if (await this.pending(tx, id)) throw refuse.conflict('transfer_pending', { zh: '已经在等对方接收', en: 'A transfer is already waiting for an answer' }, { clause: 'UC-16a' });
      const to = await this.directory.user(tx, toUserId, 'toUserId');
      if (to.id === row.ownerUserId || !to.active) throw refuse.field('toUserId', 'not_possible', { zh: '不能转给这个人', en: 'cannot be transferred to this person' }, 'UC-16a');
      await tx.insert(CaseTransfer, { tenantId: tx.tenantId, id: newId(), version: 1, caseId: id, fromUserId: row.ownerUserId, toUserId, toUnitId: to.unitId, reason, status: 'pending', requestedAt: tx.now, answeredAt: null, answer: null });
      await this.record.write(tx, id, { kind: 'change', title: `请${to.name}接收`, text: reason, clauseId: 'UC-16a' });
      tx.publish(make(CaseTransferRequested, { caseId: row.id, number: row.number, title: row.title, fromUserName: ctx.userName, toUserId, reason }));
      return 'transfer-requested';
    });
  }

  /** Whoever was asked answers, also from another unit; until then the case is not theirs to read in full. */
  answerTransfer(ctx: Context, id: string, accept: boolean, reason: string | null): Promise<AnsweredTransfer> {
    permit(ctx, 'complaint.work');
    return this.database.write(ctx, async (tx) => {
      const transfer = await this.pending(tx, id);
      if (!transfer || transfer.toUserId !== ctx.userId) throw refuse.notFound({ zh: '等本人接收的转办', en: 'transfer waiting for you' });
      const row = await this.record.lock(tx, id);
      const status = accept ? 'accepted' : 'declined';
      await tx.update(CaseTransfer, transfer, { status, answeredAt: tx.now, answer: reason });
      if (accept) {
        await this.record.patch(tx, row, { ownerUserId: ctx.userId, unitId: transfer.toUnitId });
        await this.obligations.reassign(tx, { subjectId: id, clauses: ['UC-7.6b'] }, { unitId: transfer.toUnitId, userId: ctx.userId });
      }
      await this.record.write(tx, id, { kind: 'change', title: accept ? '接收转办' : '不接收转办', text: reason ?? '', clauseId: 'UC-16a' });
      await this.record.changed(tx, row, accept ? 'transferred' : 'transfer-declined');
      return { caseId: id, number: row.number, status };
    });
  }

  private ownersOwn(tx: Tx, row: ServiceCase): void {
    if (row.kind !== 'complaint') throw refuse.rule('UC-7.6b', 'not_a_complaint', { zh: '这不是投诉', en: 'This is not a complaint' });
    if (row.ownerUserId && row.ownerUserId !== tx.ctx.userId) throw refuse.rule('UC-16a', 'not_the_owner', { zh: '投诉只由责任人办；要换人，先转办并由对方接收', en: 'Only the owner works a complaint; another takes it over by an accepted transfer' });
  }

  private pending(tx: Tx, caseId: string): Promise<CaseTransfer | null> {
    return tx.manager.createQueryBuilder(CaseTransfer, 't').where(`t.tenantId = :tenant AND t.caseId = :id AND t.status = 'pending'`, { tenant: tx.tenantId, id: caseId }).getOne();
  }
}
