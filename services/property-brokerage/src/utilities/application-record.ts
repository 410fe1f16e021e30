import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { refuse, statement, type Tx } from '@luyue/platform';
import { type Utility, UTILITY_NAMES, utilityStepName } from '../deal-kinds.ts';
import { DealRecord, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { HandoverRecord } from '../handovers/handover-record.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealStep } from '../steps/step.entity.ts';
import { type StepEnd, Steps } from '../steps/steps.service.ts';
import { UtilityApplication } from './application.entity.ts';
import { applicationMoves, type ApplicationStatus, dutiesOfRejection, isCovered } from './utilities.rules.ts';

const OF_DEAL = statement('utility_applications_of_deal', 'tenant_id = $1 AND deal_id = $2 ORDER BY lodged_at, id');
const CLAUSE = 'PB-4.9b';
type Lodged = Pick<UtilityApplication, 'channel' | 'accountNumber' | 'place' | 'lodgedAt' | 'phone' | 'attachmentIds'> & Partial<Pick<UtilityApplication, 'id' | 'partnerTenantId' | 'agreementId' | 'withheld'>>;

/** Applications and what they do to the deal: its step, its clocks (PB-4.9b, reading 9, 10). For both ways of lodging one; the deal is locked. */
@Injectable()
export class ApplicationRecord {
  constructor(
    private readonly record: DealRecord, private readonly steps: StepRecord, private readonly ends: Steps, private readonly handovers: HandoverRecord, private readonly obligations: Obligations,
  ) {}

  /** The oldest first. */
  of(tx: Tx, dealId: string): Promise<UtilityApplication[]> {
    return tx.rows(UtilityApplication, OF_DEAL, [tx.tenantId, dealId]);
  }

  async running(tx: Tx, dealId: string, utility: string): Promise<UtilityApplication | undefined> { return (await this.of(tx, dealId)).find((a) => a.utility === utility && !a.endedAt); }

  /** The one that runs; throws 409 where none does. */
  async take(tx: Tx, dealId: string, utility: Utility): Promise<UtilityApplication> {
    const running = await this.running(tx, dealId, utility);
    if (!running) throw refuse.conflict('no_application', { zh: `没有正在办理的${utilityStepName(utility).zh}申请`, en: `No ${utilityStepName(utility).en.toLowerCase()} is applied for` }, { clause: CLAUSE });
    return running;
  }

  /** The number of the account by F4. */
  async accountOf(tx: Tx, dealId: string, utility: Utility): Promise<string | null> {
    return (await this.handovers.of(tx, dealId))?.utilities.find((u) => u.utility === utility)?.accountNumber ?? null;
  }

  /** The step that a new application sees to. Throws 409 naming why there can be none now. */
  async stepFor(tx: Tx, deal: Deal, utility: Utility): Promise<DealStep> {
    const name = utilityStepName(utility);
    const step = (await this.steps.of(tx, deal.id)).find((s) => s.utility === utility);
    const no = (code: string, zh: string, en: string) => refuse.conflict(code, { zh: `${name.zh}${zh}`, en: `${name.en}: ${en}` }, { clause: CLAUSE });
    if (!step || step.state === 'not_applicable') throw no('not_listed', deal.business === 'lease' ? '不在租约约定之内' : '不在这单之内；先列入 F4', deal.business === 'lease' ? 'the lease does not say it' : 'not part of the deal; list it in F4 first');
    if (step.state === 'done') throw no('already_done', '已经办完', 'done already');
    if (await this.running(tx, deal.id, utility)) throw no('application_running', '已有申请正在办理', 'applied for already');
    return step;
  }

  async lodge(tx: Tx, deal: Deal, step: DealStep, lodged: Lodged): Promise<UtilityApplication> {
    const { shopUnitId, departmentUnitId } = deal;
    const row = await tx.insert<UtilityApplication>(UtilityApplication, {
      tenantId: tx.tenantId, id: newId(), version: 1, dealId: deal.id, shopUnitId, departmentUnitId, stepId: step.id, utility: step.utility!, status: 'lodged', partnerTenantId: null, agreementId: null, withheld: [], lodgedBy: tx.ctx.userName, lodgedById: tx.ctx.userId,
      recordedAt: tx.now, acknowledgement: null, acknowledgedAt: null, answeredAt: null, debt: null, appointmentAt: null, reading: null, reason: null, endedAt: null, history: [{ at: lodged.lodgedAt.toISOString(), status: 'lodged', by: tx.ctx.userName, text: lodged.place }], ...lodged,
    });
    if (step.state !== 'in_progress') await this.steps.move(tx, step, 'in_progress', { startedAt: lodged.lodgedAt, reason: null });
    await this.record.hang(tx, deal.id, [step.id]);
    await this.record.write(tx, deal.id, { kind: 'status', title: `申请${step.name.zh}`, text: lodged.place, clauseId: CLAUSE, attachmentIds: lodged.attachmentIds, at: lodged.lodgedAt });
    await this.steps.settle(tx, deal, '');
    return row;
  }

  /** One move by the table, with its line. Throws 409 naming the moves that are allowed. */
  async move(tx: Tx, row: UtilityApplication, to: ApplicationStatus, text: string, patch: Partial<UtilityApplication> = {}, by = tx.ctx.userName): Promise<void> {
    if (!applicationMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...applicationMoves[row.status]], CLAUSE);
    await tx.update(UtilityApplication, row, { ...patch, status: to, history: [...row.history, { at: tx.now.toISOString(), status: to, by, text }] });
  }

  async note(tx: Tx, row: UtilityApplication, text: string, by: string): Promise<void> { await tx.update(UtilityApplication, row, { history: [...row.history, { at: tx.now.toISOString(), status: row.status, by, text }] }); }

  /** It was acknowledged: meets the clock of this utility where it has one, and that of F4 once all are covered (reading 9). */
  async acknowledged(tx: Tx, deal: Deal, row: UtilityApplication, at: Date): Promise<void> {
    const name = UTILITY_NAMES[row.utility].zh;
    await this.record.write(tx, deal.id, { kind: 'status', title: `${name}过户已受理登记`, text: `${row.place}，${row.acknowledgement ?? ''}`, clauseId: CLAUSE, at });
    await this.met(tx, row.stepId, at, `${name} ${row.acknowledgement ?? ''}`.trim());
    await this.review(tx, deal, at);
  }

  /** Reading 9: PB-4.9b is met when everything that F4 lists is covered; with nothing left to transfer it has no cause. */
  async review(tx: Tx, deal: Deal, at: Date): Promise<void> {
    if (!deal.f4ReceivedAt) return;
    const listed = (await this.steps.of(tx, deal.id)).filter((s) => s.utility && deal.utilities.includes(s.utility) && s.state !== 'not_applicable');
    if (!listed.length) {
      await this.obligations.cancel(tx, { subjectId: deal.id, clauses: [CLAUSE] }, '没有要过户的项目');
      return;
    }
    const applications = await this.of(tx, deal.id);
    const covered = listed.every((s) => isCovered(applications.filter((a) => a.utility === s.utility), s.state === 'done', deal.f4ReceivedAt!));
    if (covered) await this.met(tx, deal.id, at, listed.map((s) => UTILITY_NAMES[s.utility!].zh).join('、'));
  }

  /** The utility did not do it: the step is to be done again, under a new clock where this one had been fulfilled (R13, reading 9). */
  async failed(tx: Tx, deal: Deal, row: UtilityApplication, reason: string): Promise<void> {
    const step = await this.steps.take(tx, deal.id, row.stepId);
    if (step.state === 'in_progress') await this.steps.move(tx, step, 'rejected', { reason });
    await this.record.write(tx, deal.id, { kind: 'status', title: `${step.name.zh}没有办成`, text: reason, clauseId: CLAUSE });
    if (row.acknowledgedAt) await this.again(tx, deal, step);
    await this.steps.settle(tx, deal, reason);
  }

  /** Done: the step ends with it, and both parties are told (PB-4.5, PB-4.8). Whoever could lodge it early ends it early (PB-4.9b). */
  async done(tx: Tx, deal: Deal, row: UtilityApplication, end: Omit<StepEnd, 'outOfOrderReason'>): Promise<void> {
    const step = await this.steps.take(tx, deal.id, row.stepId);
    await this.ends.end(tx, deal, step, { ...end, outOfOrderReason: '过户可提前办理（PB-4.9b）' });
  }

  /** A clock of this utility's own, as long again from now, where F4 has come. */
  async again(tx: Tx, deal: Deal, step: DealStep): Promise<void> {
    if (!deal.f4ReceivedAt) return;
    await this.record.hang(tx, deal.id, [step.id]);
    const subject = { ...subjectOf(deal), type: 'deal_step', id: step.id, title: `${deal.title} · ${step.name.zh}` };
    await this.obligations.open(tx, dutiesOfRejection({ rejectedAt: tx.now }).map((owed) => ({ ...owed, subject, unitId: deal.departmentUnitId, userId: deal.specialistUserId, origin: deal.origin })));
  }

  async met(tx: Tx, subjectId: string, at: Date, note: string): Promise<void> {
    await this.obligations.meet(tx, { subjectId, clauses: [CLAUSE] }, { at, note, evidence: [{ kind: 'fact', at: at.toISOString(), by: tx.ctx.userName, text: `${note}已申请并取得回执` }] });
  }
}
