import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { Files } from '@luyue/files';
import { dueDayAndTime, newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, may, refuse, statement, type Tx } from '@luyue/platform';
import { DealRecord, permitSpecialist, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { DealMessages } from '../messages/messages.service.ts';
import type { DealAction, DealView } from '../views.ts';
import type { CheckCopy, HandOverCopy } from './contract-copies.http.ts';
import { type CopyStatus, copyMoves, dutiesOfHandingOver, dutiesOfObjection } from './contract-copies.rules.ts';
import type { ContractCopyView } from './contract-copy-views.ts';
import { ContractCopy } from './contract-copy.entity.ts';

/** The head of a department, and who is it where nobody holds that role (reading 5). */
const HANDINGS = statement('contract_copy_handings', 'tenant_id = $1 AND deal_id = $2 ORDER BY handing');
const [HEAD, STAND_IN] = ['department_head', 'supervisor'] as const;
interface Heads { role: typeof HEAD | typeof STAND_IN; users: DirectoryUser[] }

/** The copy of the contract goes to the department head for checking (PB-4.4, reading 4, 5). */
@Injectable()
export class ContractCopies {
  constructor(
    private readonly deals: Deals, private readonly record: DealRecord, private readonly messages: DealMessages, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly files: Files,
  ) {}

  /** Meets PB-4.4 and starts the head's own clock. Throws 409 before the deal is taken, while the copy is with the head, and after it was checked. */
  handOver(ctx: Context, dealId: string, { note = '', attachmentIds = [] }: HandOverCopy): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      const handings = await this.handings(tx, dealId);
      const [refused] = handOverRefusal(deal, handings.at(-1));
      if (refused) throw refuse.conflict(refused.code, { zh: refused.zh, en: refused.en }, { clause: 'PB-4.4' });
      const files = (await this.files.claim(tx, attachmentIds, { type: 'deal', id: dealId })).map((f) => f.id);
      const handing = handings.length + 1;
      await tx.insert(ContractCopy, { tenantId: tx.tenantId, id: newId(), version: 1, dealId, handing, status: 'handed_over', handedAt: tx.now, handedBy: ctx.userName, note, attachmentIds: files, checkedAt: null, checkedBy: null, reason: null });
      await this.obligations.meet(tx, { subjectId: dealId, clauses: ['PB-4.4'], parameter: 'pb.contractCopy.workingDays' }, { at: tx.now, note: `第 ${handing} 次`, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: '合同副本送审' }] });
      const heads = await this.heads(tx, deal);
      const [check] = await this.obligations.open(tx, dutiesOfHandingOver({ handedAt: tx.now }).map((owed) => ({ ...owed, subject: subjectOf(deal), unitId: deal.departmentUnitId, userId: heads.users.length === 1 ? heads.users[0]!.id : null, origin: deal.origin })));
      await this.record.write(tx, dealId, { kind: 'document', title: '合同副本送审', text: note, clauseId: 'PB-4.4', attachmentIds: files });
      await this.messages.send(tx, deal, {
        kind: 'contract_copy_handed_over', clauseId: 'PB-4.4', unitId: deal.departmentUnitId, dueAt: check?.dueAt, values: { specialist: ctx.userName, due: await this.due(tx, check?.dueAt) },
        to: [{ key: 'head', person: 'role', role: heads.role, unitId: deal.departmentUnitId, channels: ['inapp'], copy: false }],
      });
      return 'contract-copy-handed-over';
    });
  }

  /** Only the head checks. An objection is a check too; what it asks for is handed over again (R13). Throws 422 for anybody else, 409 where nothing waits. */
  check(ctx: Context, dealId: string, { result, reason }: CheckCopy): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.review', null, async (tx, deal) => {
      const heads = await this.heads(tx, deal);
      if (!heads.users.some((user) => user.id === ctx.userId)) throw refuse.rule('PB-4.4', 'not_the_head', { zh: `由部门负责人审核：${namesOf(heads)}`, en: `The department head checks it: ${namesOf(heads)}` });
      if (result === 'objected' && !reason) throw refuse.field('reason', 'required', { zh: '有异议要写明', en: 'an objection needs its reason' }, 'PB-4.4');
      const copy = (await this.handings(tx, dealId)).at(-1);
      if (!copy) throw refuse.conflict('not_handed_over', { zh: '合同副本还没送来', en: 'The copy has not been handed over yet' }, { clause: 'PB-4.4' });
      await this.move(tx, copy, result, { reason: result === 'objected' ? reason! : null });
      const text = result === 'checked' ? '合同副本审核通过' : '合同副本有异议';
      await this.obligations.meet(tx, { subjectId: dealId, clauses: ['PB-4.4'], parameter: 'pb.contract.reviewWorkingDays' }, { at: tx.now, note: text, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: reason ? `${text}：${reason}` : text }] });
      await this.record.write(tx, dealId, { kind: 'document', title: text, text: copy.reason ?? '', clauseId: 'PB-4.4' });
      if (result === 'objected') await this.objected(tx, deal, reason!);
      return result === 'checked' ? 'contract-copy-checked' : 'contract-copy-objected';
    });
  }

  async view(tx: Tx, deal: Deal): Promise<ContractCopyView> {
    const [handings, heads, owed, people] = await Promise.all([this.handings(tx, deal.id), this.heads(tx, deal), this.ledger.ofSubjects(tx, [deal.id]), this.ledger.people(tx)]);
    return {
      state: handings.at(-1)?.status ?? (deal.takenAt ? 'owed' : 'not_due'), heads: heads.users.map((user) => user.name),
      handings: handings.toReversed().map(({ handing, status, handedAt, handedBy, note, attachmentIds, checkedAt, checkedBy, reason }) => ({ handing, status, handedAt: handedAt.toISOString(), handedBy, note, attachmentIds, checkedAt: checkedAt?.toISOString() ?? null, checkedBy, reason })),
      obligations: (owed.get(deal.id) ?? []).filter((o) => o.clauseId === 'PB-4.4').map((o) => obligationView(o, tx.now, people)), actions: actionsOf(tx.ctx, deal, handings.at(-1), heads),
    };
  }

  private async objected(tx: Tx, deal: Deal, reason: string): Promise<void> {
    const [again] = await this.obligations.open(tx, dutiesOfObjection({ objectedAt: tx.now }).map((owed) => ({ ...owed, subject: subjectOf(deal), unitId: deal.departmentUnitId, userId: deal.specialistUserId, origin: deal.origin })));
    if (!deal.specialistUserId) return;
    await this.messages.send(tx, deal, {
      kind: 'contract_copy_objected', clauseId: 'PB-4.4', unitId: deal.departmentUnitId, dueAt: again?.dueAt, values: { by: tx.ctx.userName, reason, due: await this.due(tx, again?.dueAt) },
      to: [{ key: 'specialist', person: 'user', userId: deal.specialistUserId, channels: ['inapp'], copy: false }],
    });
  }

  private handings(tx: Tx, dealId: string): Promise<ContractCopy[]> {
    return tx.rows(ContractCopy, HANDINGS, [tx.tenantId, dealId]);
  }

  private async heads(tx: Tx, deal: Deal): Promise<Heads> {
    const { users } = await this.directory.holders(tx, HEAD, deal.departmentUnitId);
    return users.length ? { role: HEAD, users } : { role: STAND_IN, users: (await this.directory.holders(tx, STAND_IN, deal.departmentUnitId)).users };
  }

  private async move(tx: Tx, copy: ContractCopy, to: CopyStatus, patch: Partial<ContractCopy>): Promise<void> {
    if (!copyMoves[copy.status].includes(to)) throw refuse.transition(copy.status, to, [...copyMoves[copy.status]], 'PB-4.4');
    await tx.update(ContractCopy, copy, { ...patch, status: to, checkedAt: tx.now, checkedBy: tx.ctx.userName });
  }

  private async due(tx: Tx, dueAt: Date | null | undefined): Promise<string> { return dueAt ? dueDayAndTime(dueAt, await this.directory.zone(tx)) : '—'; }
}

const namesOf = ({ users }: Heads): string => users.map((user) => user.name).join('、') || '—';

/** Why the copy cannot be handed over now; empty where it can. */
function handOverRefusal(deal: Deal, last: ContractCopy | undefined): { code: string; zh: string; en: string }[] {
  if (!deal.takenAt) return [{ code: 'not_taken', zh: '资料还没移交完成', en: 'The documents have not been transferred yet' }];
  if (last?.status === 'handed_over') return [{ code: 'being_checked', zh: '合同副本正在审核', en: 'The copy is being checked' }];
  return last?.status === 'checked' ? [{ code: 'already_checked', zh: '合同副本已经审核通过', en: 'The copy has been checked' }] : [];
}

/** What this person may do with the copy; what is not possible yet says why. */
function actionsOf(ctx: Context, deal: Deal, last: ContractCopy | undefined, heads: Heads): DealAction[] {
  const [no] = handOverRefusal(deal, last);
  const checks = may(ctx, 'deal.review', deal.departmentUnitId) && heads.users.some((user) => user.id === ctx.userId);
  return [
    ...(deal.specialistUserId === ctx.userId && last?.status !== 'checked' ? [{ action: 'hand-over-copy', ...(no ? { allowed: false, reason: { zh: no.zh, en: no.en }, clause: 'PB-4.4' } : { allowed: true }) }] : []),
    ...(checks && last?.status === 'handed_over' ? [{ action: 'check-copy', allowed: true }] : []),
  ];
}
