import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Files } from '@luyue/files';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, may, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type Utility, utilityStepName } from '../deal-kinds.ts';
import { type ClosingListener, DealRecord, permitSpecialist, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { type F4Listener, HandoverRecord } from '../handovers/handover-record.ts';
import type { StepListener } from '../steps/step-listeners.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealStep } from '../steps/step.entity.ts';
import { type DealAction, type DealView, UTILITIES } from '../views.ts';
import { UtilityApplication } from './application.entity.ts';
import { ApplicationRecord } from './application-record.ts';
import { PartnerRequests } from './partner-requests.ts';
import type { AcknowledgeApplication, ApplicationResult, ApplicationRow, ApplicationView, DealUtilitiesView, LodgeApplication, UtilityView } from './utilities.http.ts';
import { type ApplicationStatus, dutiesOfList } from './utilities.rules.ts';

export interface ApplicationFilter { status?: ApplicationStatus; utility?: Utility; channel?: 'by_hand' | 'platform'; running?: 'yes' | 'no'; specialist?: string; limit: number; cursor?: string }

const CLAUSE = 'PB-4.9b';
const DEALS = statement('application_deals', `SELECT id, number, title, property ->> 'address' AS address, specialist_user_id AS "specialistUserId" FROM deal WHERE tenant_id = $1 AND id = ANY ($2)`);

/** The specialist transfers gas, cable and the like within 3 working days of F4, or earlier (PB-4.9b, reading 9, 10, 14): applications by hand, and what all of them mean for deal and steps. */
@Injectable()
export class Utilities implements F4Listener, StepListener, ClosingListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly steps: StepRecord, private readonly handovers: HandoverRecord, private readonly applications: ApplicationRecord,
    private readonly requests: PartnerRequests, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly files: Files,
  ) {}

  onModuleInit(): void {
    this.handovers.follow(this);
    this.steps.follow(this);
    this.record.askBeforeClosing(this);
  }

  list(ctx: Context, filter: ApplicationFilter): Promise<Page<ApplicationRow>> {
    const units = unitsOf(ctx, 'deal.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(UtilityApplication, 'a').where('a.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('(a.shopUnitId = ANY (:units) OR a.departmentUnitId = ANY (:units))', { units });
      for (const field of ['status', 'utility', 'channel'] as const) if (filter[field]) query.andWhere(`a.${field} = :${field}`, { [field]: filter[field] });
      if (filter.running) query.andWhere(filter.running === 'yes' ? 'a.endedAt IS NULL' : 'a.endedAt IS NOT NULL');
      if (filter.specialist) query.andWhere('a.dealId IN (SELECT d.id FROM deal d WHERE d.tenant_id = :tenant AND d.specialist_user_id = :specialist)', { specialist: filter.specialist === 'me' ? ctx.userId : filter.specialist });
      if (after) query.andWhere('(a.lodgedAt, a.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('a.lodgedAt', 'DESC').addOrderBy('a.id', 'DESC').limit(filter.limit + 1).getMany();
      const ids = [...new Set(rows.map((r) => r.dealId))];
      const [deals, people, owed] = await Promise.all([
        tx.sql<{ id: string; number: string; title: string; address: string; specialistUserId: string | null }>(DEALS, [tx.tenantId, ids]), this.ledger.people(tx), this.ledger.ofSubjects(tx, [...ids, ...rows.map((r) => r.stepId)]),
      ]);
      const dealOf = new Map(deals.map((d) => [d.id, d]));
      return page(rows, filter.limit, (a) => [a.lodgedAt.toISOString(), a.id], (a) => {
        const deal = dealOf.get(a.dealId)!;
        const clock = [...(owed.get(a.stepId) ?? []), ...(owed.get(a.dealId) ?? [])].find((o) => o.clauseId === CLAUSE && o.status === 'open');
        const specialistName = (deal.specialistUserId && people.users.get(deal.specialistUserId)?.name) || null;
        return { ...viewOf(a), dealNumber: deal.number, dealTitle: deal.title, address: deal.address, name: utilityStepName(a.utility), specialistName, clock: clock ? obligationView(clock, tx.now, people) : null };
      });
    });
  }

  get(ctx: Context, dealId: string): Promise<DealUtilitiesView> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => {
      const deal = await this.record.read(tx, dealId);
      const [steps, applications, handover, reachable, people] = await Promise.all([this.steps.of(tx, dealId), this.applications.of(tx, dealId), this.handovers.of(tx, dealId), this.requests.reachable(tx), this.ledger.people(tx)]);
      const ours = UTILITIES.flatMap((utility) => steps.find((s) => s.utility === utility) ?? []);
      const owed = await this.ledger.ofSubjects(tx, [dealId, ...ours.map((s) => s.id)]);
      const obligations = [...owed.values()].flat().filter((o) => o.clauseId === CLAUSE).toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
      const partners = reachable.map(({ agreement, carries, fields, withheld }) => ({ agreementId: agreement.id, name: agreement.partnerName, carries, fields, withheld }));
      return {
        f4ReceivedAt: deal.f4ReceivedAt?.toISOString() ?? null, obligations: obligations.map((o) => obligationView(o, tx.now, people)),
        items: ours.map((step): UtilityView => {
          const utility = step.utility!;
          const own = applications.filter((a) => a.utility === utility).toReversed();
          const gas = utility === 'gas' ? partners : [];
          return {
            utility, name: utilityStepName(utility), listed: deal.utilities.includes(utility), accountNumber: handover?.utilities.find((u) => u.utility === utility)?.accountNumber ?? null, stepId: step.id, stepState: step.state, applications: own.map(viewOf),
            partners: gas, actions: actionsOf(ctx, deal, step, own.find((a) => !a.endedAt), gas.some((p) => p.carries)),
          };
        }),
      };
    });
  }

  /** By hand, on the day when it was done (R6). Throws 409 where nothing can be applied for, 400 naming the field. */
  lodge(ctx: Context, dealId: string, utility: Utility, body: LodgeApplication): Promise<DealView> {
    return this.change(ctx, dealId, async (tx, deal) => {
      const step = await this.applications.stepFor(tx, deal, utility);
      const lodgedAt = pastOf(tx, body.lodgedAt, 'lodgedAt', deal.signedAt);
      const attachmentIds = (await this.files.claim(tx, body.attachmentIds ?? [], { type: 'deal', id: dealId })).map((f) => f.id);
      const row = await this.applications.lodge(tx, deal, step, { channel: 'by_hand', accountNumber: body.accountNumber?.trim() ?? (await this.applications.accountOf(tx, dealId, utility)), place: body.place.trim(), lodgedAt, phone: null, attachmentIds });
      if (body.acknowledgement) await this.acknowledgeAt(tx, deal, row, body.acknowledgement, lodgedAt);
      return 'utility-lodged';
    });
  }

  acknowledge(ctx: Context, dealId: string, utility: Utility, { acknowledgement, at }: AcknowledgeApplication): Promise<DealView> {
    return this.change(ctx, dealId, async (tx, deal) => {
      const row = await this.byHand(tx, dealId, utility);
      await this.acknowledgeAt(tx, deal, row, acknowledgement, at ? pastOf(tx, at, 'at', row.lodgedAt) : tx.now);
      return 'utility-acknowledged';
    });
  }

  /** `done` needs its evidence and ends the step; a refusal needs its reason and opens the step again (R13). */
  result(ctx: Context, dealId: string, utility: Utility, body: ApplicationResult): Promise<DealView> {
    return this.change(ctx, dealId, async (tx, deal) => {
      const row = await this.byHand(tx, dealId, utility);
      const at = pastOf(tx, body.at, 'at', row.acknowledgedAt ?? row.lodgedAt);
      if (body.result === 'refused' && !body.reason) throw refuse.field('reason', 'required', { zh: '写明为什么没有办成', en: 'say why it was refused' }, CLAUSE);
      if (body.result === 'done' && !body.attachmentIds?.length) throw refuse.field('attachmentIds', 'required', { zh: '附上过户后的凭证', en: 'attach the proof of the transfer' }, CLAUSE);
      const files = (await this.files.claim(tx, body.attachmentIds ?? [], { type: 'deal', id: dealId })).map((f) => f.id);
      const reading = body.reading ?? null;
      const words = body.result === 'refused' ? body.reason! : ['办结', reading && `表底数 ${reading}`].filter(Boolean).join('，');
      await this.applications.move(tx, row, body.result, words, { endedAt: tx.now, reading, reason: body.result === 'refused' ? body.reason! : null, attachmentIds: [...row.attachmentIds, ...files] });
      if (body.result === 'done') await this.applications.done(tx, deal, row, { finishedAt: at, result: words, attachmentIds: files, told: body.told ?? [], phone: body.phone });
      else await this.applications.failed(tx, deal, row, words);
      return body.result === 'done' ? 'utility-done' : 'utility-refused';
    });
  }

  /** No contract tells the gas company of it: a request over the platform is withdrawn here, and what it answers later is noted. */
  withdraw(ctx: Context, dealId: string, utility: Utility, reason: string): Promise<DealView> {
    return this.change(ctx, dealId, async (tx, deal) => {
      const row = await this.applications.take(tx, dealId, utility);
      await this.applications.move(tx, row, 'withdrawn', reason, { reason, endedAt: tx.now });
      await this.applications.failed(tx, deal, row, `撤回：${reason}`);
      return 'utility-withdrawn';
    });
  }

  /** PB-4.9b opens with the receipt; early applications meet it at once (reading 10). */
  async f4Received(tx: Tx, deal: Deal): Promise<void> {
    const owed = dutiesOfList({ receivedAt: tx.now, utilities: deal.utilities });
    await this.obligations.open(tx, owed.map((duty) => ({ ...duty, subject: subjectOf(deal), unitId: deal.departmentUnitId, userId: deal.specialistUserId, origin: deal.origin })));
    await this.applications.review(tx, deal, tx.now);
  }

  /** The list that the clocks rest on is no longer there; what runs at the utilities runs on. */
  async f4Returned(tx: Tx, deal: Deal, reason: string): Promise<void> {
    const steps = (await this.steps.of(tx, deal.id)).filter((s) => s.utility);
    for (const subjectId of [deal.id, ...steps.map((s) => s.id)]) await this.obligations.cancel(tx, { subjectId, clauses: [CLAUSE] }, `F4 退回：${reason}`);
  }

  /** What runs at a utility ends there, not beside it: the evidence is the utility's. */
  async stepLeaving(tx: Tx, deal: Deal, step: DealStep): Promise<void> {
    const running = step.utility && (await this.applications.running(tx, deal.id, step.utility));
    if (!running) return;
    throw running.channel === 'platform'
      ? refuse.conflict('application_running', { zh: `${running.place}正在办理，办结后自动完成；要人工办先撤回申请`, en: `${running.place} is at it and will finish the step; withdraw the application to do it by hand` }, { clause: CLAUSE })
      : refuse.conflict('application_running', { zh: '已有申请，请在申请里登记结果', en: 'It is applied for: enter the result of the application' }, { clause: CLAUSE });
  }

  async stepFinished(tx: Tx, deal: Deal, stepKey: string, at: Date): Promise<void> {
    const step = await this.utilityStep(tx, deal, stepKey);
    if (!step) return;
    await this.applications.met(tx, step.id, at, step.name.zh);
    await this.applications.review(tx, deal, at);
  }

  async stepDropped(tx: Tx, deal: Deal, stepKey: string): Promise<void> {
    const step = await this.utilityStep(tx, deal, stepKey);
    if (!step) return;
    await this.obligations.cancel(tx, { subjectId: step.id, clauses: [CLAUSE] }, step.reason ?? '不适用');
    await this.applications.review(tx, deal, tx.now);
  }

  /** R13: as long again from now. */
  async stepReopened(tx: Tx, deal: Deal, stepKey: string): Promise<void> {
    const step = await this.utilityStep(tx, deal, stepKey);
    if (step) await this.applications.again(tx, deal, step);
  }

  async dealClosing(tx: Tx, deal: Deal, _to: 'archived' | 'cancelled', reason: string | null): Promise<void> {
    for (const row of await this.applications.of(tx, deal.id)) if (!row.endedAt) await this.applications.move(tx, row, 'withdrawn', reason ?? '成交已归档', { reason: reason ?? '成交已归档', endedAt: tx.now });
  }

  private async acknowledgeAt(tx: Tx, deal: Deal, row: UtilityApplication, acknowledgement: string, at: Date): Promise<void> {
    await this.applications.move(tx, row, 'acknowledged', `受理号 ${acknowledgement}`, { acknowledgement, acknowledgedAt: at });
    await this.applications.acknowledged(tx, deal, row, at);
  }

  /** Of an application over the platform the gas company itself says what came of it. */
  private async byHand(tx: Tx, dealId: string, utility: Utility): Promise<UtilityApplication> {
    const row = await this.applications.take(tx, dealId, utility);
    if (row.channel === 'platform') throw refuse.conflict('on_the_platform', { zh: `${row.place}在平台上办理，结果由对方返回`, en: `${row.place} has it on the platform and answers itself` }, { clause: CLAUSE });
    return row;
  }

  private async utilityStep(tx: Tx, deal: Deal, key: string): Promise<DealStep | undefined> { return (await this.steps.of(tx, deal.id)).find((s) => s.key === key && s.utility !== null); }

  private change(ctx: Context, dealId: string, work: (tx: Tx, deal: Deal) => Promise<string>): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, (tx, deal) => {
      permitSpecialist(ctx, deal);
      return work(tx, deal);
    });
  }
}

function pastOf(tx: Tx, typed: string, field: string, notBefore: Date): Date {
  const at = new Date(typed);
  if (at > tx.now) throw refuse.field(field, 'future', { zh: '时间不能在以后', en: 'cannot lie in the future' }, CLAUSE);
  if (at < notBefore) throw refuse.field(field, 'too_early', { zh: '早于前一步', en: 'lies before what comes first' }, CLAUSE);
  return at;
}

const viewOf = (a: UtilityApplication): ApplicationView => ({
  id: a.id, version: a.version, dealId: a.dealId, utility: a.utility, channel: a.channel, status: a.status, accountNumber: a.accountNumber, place: a.place, agreementId: a.agreementId, withheld: a.withheld, lodgedAt: a.lodgedAt.toISOString(), lodgedBy: a.lodgedBy,
  recordedAt: a.recordedAt.toISOString(), acknowledgement: a.acknowledgement, acknowledgedAt: a.acknowledgedAt?.toISOString() ?? null, debt: a.debt, appointmentAt: a.appointmentAt?.toISOString() ?? null, reading: a.reading, reason: a.reason,
  endedAt: a.endedAt?.toISOString() ?? null, attachmentIds: a.attachmentIds, history: a.history,
});

/** What the specialist may do about a utility now. */
function actionsOf(ctx: Context, deal: Deal, step: DealStep, running: UtilityApplication | undefined, reachable: boolean): DealAction[] {
  if (!may(ctx, 'deal.work', deal.departmentUnitId) || deal.specialistUserId !== ctx.userId || step.state === 'done' || step.state === 'not_applicable') return [];
  const no = { allowed: false, reason: { zh: '与燃气公司没有约定这项申请的协议', en: 'no agreement with a gas company carries it' }, clause: 'PF-10' };
  if (!running) return [...(step.utility === 'gas' ? [{ action: 'request-transfer', ...(reachable ? { allowed: true } : no) }] : []), { action: 'lodge', allowed: true }];
  return [
    ...(running.channel === 'by_hand' && !running.acknowledgedAt ? [{ action: 'acknowledge', allowed: true }] : []), ...(running.channel === 'by_hand' ? [{ action: 'record-result', allowed: true }] : []), { action: 'withdraw', allowed: true },
  ];
}
