import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import { type AnswerCustomer, followerOf, type HandOn } from '../follow-steps.ts';
import { mattersBy, VisitSeams } from '../visit-seams.ts';
import { VisitAppeal } from './appeal.entity.ts';
import type { AppealView, EnterAppeal } from './appeals.http.ts';
import { appealMoves, type AppealStatus, dutiesOfAppeal } from './appeals.rules.ts';

export interface AppealFilter { status: AppealStatus; customerId?: string; owner?: 'me'; limit: number; cursor?: string }
type Step = VisitAppeal['steps'][number]['what'];

const APPEAL = { zh: '申诉', en: 'appeal' };
/** What a visit begins with. */
const OPEN = statement('appeals_open_matters', `SELECT a.customer_id AS "customerId", 'appeal' AS kind, a.id, a.subject AS title, a.entered_at AS since, (SELECT min(o.due_at) FROM obligation o WHERE o.tenant_id = $1 AND o.subject_id = a.id AND o.status = 'open') AS due FROM visit_appeal a WHERE a.tenant_id = $1 AND a.customer_id = ANY ($2) AND a.status = 'open'`);

/** Appeals of customers (申诉, DV-3.3a): an owner, and an answer with content in time. */
@Injectable()
export class Appeals implements OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly customers: CustomerRecord, private readonly seams: VisitSeams, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly numbers: Numbers,
  ) {}

  onModuleInit(): void { this.seams.openMatters((tx, customerIds) => mattersBy(tx, OPEN, customerIds)); }

  /** Opens DV-3.3a from now. Throws 400 for an unknown customer or owner. */
  async enter(ctx: Context, { customerId, subject, content, raisedBy = '', ownerUserId }: EnterAppeal): Promise<AppealView> {
    permit(ctx, 'visitOpinion.work');
    const number = await this.numbers.next(ctx, 'SS');
    return this.database.write(ctx, async (tx) => {
      const customer = await this.customers.subject(tx, customerId);
      permit(ctx, 'visitOpinion.work', customer.unitId);
      const owner = ownerUserId ? (await followerOf(this.directory, tx, ownerUserId, 'DV-3.3a')).id : ctx.userId;
      if (!owner) throw refuse.field('ownerUserId', 'required', { zh: '要指定责任人', en: 'somebody has to answer for it' }, 'DV-3.3a');
      const appeal = await tx.insert(VisitAppeal, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, unitId: customer.unitId, customerId, subject, content, raisedBy, enteredAt: tx.now, enteredBy: ctx.userName, ownerUserId: owner, status: 'open', steps: [],
        answer: null, answerChannel: null, toldTo: null, answeredAt: null, answeredBy: null,
      });
      await this.owe(tx, appeal);
      return this.view(tx, appeal);
    });
  }

  list(ctx: Context, filter: AppealFilter): Promise<Page<AppealView>> {
    const units = unitsOf(ctx, 'visit.read');
    const after = decodeCursor(filter.cursor, 2);
    const open = filter.status === 'open';
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(VisitAppeal, 'a').where('a.tenantId = :tenant AND a.status = :status', { tenant: tx.tenantId, status: filter.status });
      if (units !== 'all') query.andWhere('a.unitId = ANY (:units)', { units });
      if (filter.customerId) query.andWhere('a.customerId = :customer', { customer: filter.customerId });
      if (filter.owner) query.andWhere('a.ownerUserId = :me', { me: ctx.userId });
      if (after) query.andWhere(open ? '(a.enteredAt, a.id) > (:at, :id)' : '(a.enteredAt, a.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('a.enteredAt', open ? 'ASC' : 'DESC').addOrderBy('a.id', open ? 'ASC' : 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (a) => [a.enteredAt.toISOString(), a.id], (a) => a);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<AppealView> {
    permit(ctx, 'visit.read');
    return this.database.read(ctx, async (tx) => {
      const appeal = await tx.get(VisitAppeal, id, APPEAL);
      permit(ctx, 'visit.read', appeal.unitId);
      return this.view(tx, appeal);
    });
  }

  note(ctx: Context, id: string, text: string): Promise<AppealView> { return this.change(ctx, id, (tx, appeal) => this.step(tx, appeal, 'note', text)); }

  hold(ctx: Context, id: string, text: string): Promise<AppealView> {
    return this.change(ctx, id, async (tx, appeal) => {
      if (appeal.status !== 'open') throw refuse.transition(appeal.status, 'open', [...appealMoves[appeal.status]], 'DV-3.3a');
      await this.step(tx, appeal, 'holding', text);
    });
  }

  /** Meets DV-3.3a (reading 10). */
  answer(ctx: Context, id: string, { content, channel, toldTo }: AnswerCustomer): Promise<AppealView> {
    return this.change(ctx, id, async (tx, appeal) => {
      await this.move(tx, appeal, 'answered', 'answer', content, { answer: content, answerChannel: channel, toldTo: toldTo ?? null, answeredAt: tx.now, answeredBy: ctx.userName });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['DV-3.3a'] }, { at: tx.now, note: '已答复', evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `答复${toldTo ? `（${toldTo}）` : ''}：${content.slice(0, 200)}` }] });
    });
  }

  reopen(ctx: Context, id: string, reason: string): Promise<AppealView> {
    return this.change(ctx, id, async (tx, appeal) => {
      await this.move(tx, appeal, 'open', 'reopened', reason, { answer: null, answerChannel: null, toldTo: null, answeredAt: null, answeredBy: null });
      await this.owe(tx, appeal);
    });
  }

  withdraw(ctx: Context, id: string, reason: string): Promise<AppealView> {
    return this.change(ctx, id, async (tx, appeal) => {
      await this.move(tx, appeal, 'withdrawn', 'withdrawn', reason);
      await this.obligations.cancel(tx, { subjectId: id, clauses: ['DV-3.3a'] }, `客户撤回：${reason}`);
    });
  }

  handOn(ctx: Context, id: string, { ownerUserId, reason }: HandOn): Promise<AppealView> {
    return this.change(ctx, id, async (tx, appeal) => {
      const { id: to, name } = await followerOf(this.directory, tx, ownerUserId, 'DV-3.3a');
      if (appeal.status !== 'open') throw refuse.transition(appeal.status, 'open', [...appealMoves[appeal.status]], 'DV-3.3a');
      await this.step(tx, appeal, 'handed_on', `${name}：${reason}`, { ownerUserId: to });
      await this.obligations.reassign(tx, { subjectId: id, clauses: ['DV-3.3a'] }, { userId: to });
    });
  }

  private async owe(tx: Tx, { id, number, subject, unitId, ownerUserId, status }: VisitAppeal): Promise<void> {
    await this.obligations.open(tx, dutiesOfAppeal({ status, openedAt: tx.now }).map((owed) => ({ ...owed, subject: { type: 'appeal', id, number, title: subject }, unitId, userId: ownerUserId })));
  }

  private change(ctx: Context, id: string, work: (tx: Tx, appeal: VisitAppeal) => Promise<void>): Promise<AppealView> {
    permit(ctx, 'visitOpinion.work');
    return this.database.write(ctx, async (tx) => {
      const appeal = await tx.lock(VisitAppeal, id, APPEAL);
      permit(ctx, 'visitOpinion.work', appeal.unitId);
      await work(tx, appeal);
      return this.view(tx, appeal);
    });
  }

  private async move(tx: Tx, appeal: VisitAppeal, to: AppealStatus, what: Step, text: string, patch: Partial<VisitAppeal> = {}): Promise<void> {
    if (!appealMoves[appeal.status].includes(to)) throw refuse.transition(appeal.status, to, [...appealMoves[appeal.status]], 'DV-3.3a');
    await this.step(tx, appeal, what, text, { ...patch, status: to });
  }

  private async step(tx: Tx, appeal: VisitAppeal, what: Step, text: string, patch: Partial<VisitAppeal> = {}): Promise<void> {
    await tx.update(VisitAppeal, appeal, { ...patch, steps: [...appeal.steps, { at: tx.now.toISOString(), by: tx.ctx.userName, what, text }] });
  }

  private async view(tx: Tx, appeal: VisitAppeal): Promise<AppealView> { return (await this.views(tx, [appeal]))[0]!; }

  private async views(tx: Tx, rows: VisitAppeal[]): Promise<AppealView[]> {
    const [customers, people, owed] = await Promise.all([this.customers.ofIds(tx, rows.map((a) => a.customerId)), this.ledger.people(tx), this.ledger.ofSubjects(tx, rows.map((a) => a.id))]);
    return rows.map(({ tenantId: _tenant, ...a }) => ({
      ...a, customerName: customers.get(a.customerId)?.name ?? '', enteredAt: a.enteredAt.toISOString(), ownerName: people.users.get(a.ownerUserId)?.name ?? '', answeredAt: a.answeredAt?.toISOString() ?? null,
      obligations: (owed.get(a.id) ?? []).map((o) => obligationView(o, tx.now, people)),
    }));
  }
}
