import { Injectable } from '@nestjs/common';
import { AlarmRaised, CaseOpened, make } from '@luyue/contracts';
import { Directory, type DirectoryUnit } from '@luyue/directory';
import { newId, readCaller } from '@luyue/kernel';
import { type Duty, type Obligation, Obligations, type OpeningRules } from '@luyue/obligations';
import { Numbers, permit, refuse, statement, TenantDatabase, type Context, type Tx } from '@luyue/platform';
import type { Account } from '../accounts/account.entity.ts';
import { Accounts } from '../accounts/accounts.service.ts';
import { Qualifications } from '../qualifications/qualifications.service.ts';
import type { WorkOrder } from '../work-orders/work-order.entity.ts';
import { WorkOrders } from '../work-orders/work-orders.service.ts';
import { CaseRecord, subjectOf } from '../cases/case-record.ts';
import type { AgreedWindow, ServiceCase } from '../cases/case.entity.ts';
import type { CaseFacts } from '../cases/cases.rules.ts';
import { dutiesOfReceipt, needsWorkOrder } from './intake.rules.ts';
import type { DuplicateCase } from './intake.http.ts';
import { Intakes } from './intake.service.ts';
import { symptomOf } from './symptoms.ts';

export interface OpenCaseRequest {
  intakeId: string;
  kind: ServiceCase['kind'];
  faultScope?: 'network' | 'equipment';
  accountId?: string;
  unitId?: string;
  caller: { name: string; phone?: string; relation?: string };
  address?: string;
  symptom?: string;
  description: string;
  answers?: Record<string, string>;
  agreedWindow?: { from: string; to: string; agreedBy: string };
  linkTo?: string;
  duplicateAcknowledged?: boolean;
}

/** A row of an imported call log, checked by the room `imports`. */
export interface ImportedCall {
  row: number; receivedAt: Date; kind: ServiceCase['kind']; faultScope: ServiceCase['faultScope']; caller: { name: string; phone: string }; accountId: string | null; unitId: string;
  address: string | null; symptom: string | null; description: string; agentUserId: string | null;
}

const DUPLICATES = statement('case_duplicates', `
  SELECT id, number, title, status, received_at AS "receivedAt" FROM service_case
  WHERE tenant_id = $1 AND kind = $2 AND closed_at IS NULL AND master_id IS NULL AND account_id = $3 ORDER BY received_at DESC LIMIT 5`);

/** A designation counts on these kinds of unit only (UC-4.1). */
const BODY_KINDS = ['service_centre', 'production_operations'];

/** A case just opened, with what its page shows, so that nothing is read again. */
export interface OpenedCase { row: ServiceCase; account: Account | null; master: ServiceCase | null; units: Map<string, DirectoryUnit>; now: Date; obligations: Obligation[]; order: WorkOrder | null }

/** Opens a case with all that it sets going: its obligations, its work order, its events, in one transaction (UC-5.1a). */
@Injectable()
export class OpenCase {
  constructor(
    private readonly database: TenantDatabase, private readonly numbers: Numbers, private readonly directory: Directory, private readonly intakes: Intakes, private readonly accounts: Accounts,
    private readonly qualifications: Qualifications, private readonly obligations: Obligations, private readonly workOrders: WorkOrders, private readonly record: CaseRecord,
  ) {}

  async open(ctx: Context, request: OpenCaseRequest): Promise<OpenedCase> {
    permit(ctx, 'case.open');
    const faultScope = scopeOf(request);
    const id = newId();
    const numbers = { case: await this.numbers.next(ctx, 'SL'), order: needsWorkOrder({ kind: request.kind, linked: !!request.linkTo }) ? await this.numbers.next(ctx, 'GD') : '' };
    return this.database.write(ctx, async (tx) => {
      // All that is asked goes out together; so does all that is written.
      const [intake, account, duplicates, master, units, qualified, rules] = await Promise.all([
        this.intakes.endWithCase(tx, request.intakeId, id), request.accountId ? this.accountOf(tx, request.accountId) : null, this.duplicates(tx, request.kind, request.accountId),
        request.linkTo ? this.masterOf(tx, request.linkTo) : null, this.directory.units(tx), ctx.userId ? this.qualifications.qualified(tx, [ctx.userId], 'intake_desk', tx.now) : null,
        this.obligations.rules(tx),
      ]);
      if (duplicates.length && !request.duplicateAcknowledged && !master) {
        throw refuse.conflict('case_duplicate', { zh: '同一户已有没办完的同类受理单：并入，或说明不是同一件事', en: 'The household has an open case of this kind: link it, or say that it is another matter' }, { clause: 'UC-5.1a', extra: { duplicates } });
      }
      const unitId = account?.unitId ?? request.unitId ?? ctx.unitId;
      if (!unitId) throw refuse.field('unitId', 'required', { zh: '没有用户档案时要写明承办单位', en: 'name the unit when there is no account' });
      permit(ctx, 'case.open', unitId);
      this.checkBody(units, unitId);
      // UC-10a: whoever sits at the desk is qualified for it.
      if (qualified && !qualified.get(ctx.userId!) && (intake.channel === 'phone' || intake.channel === 'counter')) throw refuse.rule('UC-10a', 'unqualified', this.qualifications.missing({ name: ctx.userName }, 'intake_desk'));
      const phone = callerPhone(request.caller.phone) ?? account?.phone;
      // A complaint may be anonymous, and is then answered by a note to file (UC-7.6b).
      if (!phone && request.kind !== 'complaint') throw refuse.field('caller.phone', 'required', { zh: '没有用户档案时要写来电号码', en: 'give the number when there is no account' });
      const row = this.draft(tx, id, numbers.case, {
        ...request, caller: { ...request.caller, phone: phone ?? '' }, faultScope, unitId, account, receivedAt: intake.receivedAt, channel: intake.channel, masterId: master?.id ?? null, origin: 'live',
        ownerUserId: request.kind === 'complaint' || request.kind === 'consultation' ? ctx.userId : null,
        agreedWindow: request.agreedWindow ? { ...request.agreedWindow, channel: intake.channel } : null,
      });
      return { row, account, master, units, now: tx.now, ...(await this.setGoing(tx, row, numbers.order, rules)) };
    });
  }

  /** Cases of an imported call log: they count from when the call was answered, and may be born overdue (R6). One transaction a batch. */
  async openImported(ctx: Context, rows: ImportedCall[]): Promise<{ row: number; caseId: string; number: string }[]> {
    permit(ctx, 'import.run');
    const numbers: { case: string; order: string }[] = [];
    for (const row of rows) numbers.push({ case: await this.numbers.next(ctx, 'SL'), order: needsWorkOrder({ kind: row.kind, linked: false }) ? await this.numbers.next(ctx, 'GD') : '' });
    return this.database.write(ctx, async (tx) => {
      const done: { row: number; caseId: string; number: string }[] = [];
      const rules = await this.obligations.rules(tx);
      for (const [i, call] of rows.entries()) {
        const account = call.accountId ? await this.accountOf(tx, call.accountId) : null;
        const row = this.draft(tx, newId(), numbers[i]!.case, {
          kind: call.kind, faultScope: call.faultScope, caller: call.caller, unitId: call.unitId, receivedAt: call.receivedAt, description: call.description, account, address: call.address ?? undefined, symptom: call.symptom ?? undefined, channel: 'phone', masterId: null, origin: 'import', ownerUserId: call.agentUserId, agreedWindow: null,
        });
        await this.setGoing(tx, row, numbers[i]!.order, rules);
        done.push({ row: call.row, caseId: row.id, number: row.number });
      }
      return done;
    });
  }

  /** What saving would start, before it is saved (console principle 6). */
  facts(request: Pick<OpenCaseRequest, 'kind' | 'faultScope' | 'linkTo'>, receivedAt: Date): CaseFacts {
    return { kind: request.kind, faultScope: scopeOf(request), severity: 'general', receivedAt, linked: !!request.linkTo };
  }

  duplicates(tx: Tx, kind: string, accountId: string | undefined): Promise<DuplicateCase[]> {
    return accountId ? tx.sql<DuplicateCase & Record<string, unknown>>(DUPLICATES, [tx.tenantId, kind, accountId]) : Promise.resolve([]);
  }

  private async accountOf(tx: Tx, id: string): Promise<Account> {
    const account = await this.accounts.find(tx, id);
    if (!account) throw refuse.field('accountId', 'unknown_account', { zh: '没有这户', en: 'no such household' });
    return account;
  }

  private async masterOf(tx: Tx, id: string): Promise<ServiceCase> {
    const master = await this.record.find(tx, id);
    if (!master || master.masterId || master.closedAt) throw refuse.field('linkTo', 'not_a_master', { zh: '只能并入没关闭的主单', en: 'only an open master case can take it' });
    return master;
  }

  /** UC-4.1: the unit, or one above it, is a customer service body. */
  private checkBody(units: Map<string, DirectoryUnit>, unitId: string): void {
    const path = units.get(unitId)?.path;
    if (!path) throw refuse.field('unitId', 'unknown_unit', { zh: '没有这个单位', en: 'no such org unit' });
    if (path.some((id) => isBody(units.get(id)))) return;
    throw refuse.rule('UC-4.1', 'no_customer_service_body', { zh: '这个单位还没有指定客户服务机构，不能受理', en: 'The unit has designated no customer service body and cannot take cases' });
  }

  private draft(tx: Tx, id: string, number: string, from: Omit<OpenCaseRequest, 'intakeId' | 'faultScope' | 'agreedWindow' | 'caller'> & {
    caller: { name: string; phone: string; relation?: string };
    faultScope: ServiceCase['faultScope']; account: Account | null; unitId: string; receivedAt: Date; channel: ServiceCase['channel']; masterId: string | null; origin: 'live' | 'import'; ownerUserId: string | null; agreedWindow: AgreedWindow | null;
  }): ServiceCase {
    const title = symptomOf(from.symptom)?.label ?? from.description.slice(0, 24);
    return {
      tenantId: tx.tenantId, id, version: 1, number, kind: from.kind, faultScope: from.faultScope, severity: 'general', status: from.masterId ? 'linked' : 'open', title, symptom: from.symptom ?? null,
      description: from.description, answers: from.answers ?? {}, channel: from.channel, unitId: from.unitId, ownerUserId: from.ownerUserId, accountId: from.account?.id ?? null,
      callerName: from.caller.name, callerPhone: from.caller.phone, callerRelation: from.caller.relation ?? null, address: from.address ?? from.account?.address ?? '', specialCare: from.account?.specialCareKind ?? null,
      receivedAt: from.receivedAt, masterId: from.masterId, agreedWindow: from.agreedWindow, referralReason: null, informedAt: null, repliedAt: null, closedAt: null, origin: from.origin, clockDueAt: null, clockRiskAt: null,
      milestones: [{ name: 'received', at: from.receivedAt.toISOString(), by: tx.ctx.userName, recordedAt: tx.now.toISOString() }],
    };
  }

  /** Writes the case and everything that receipt sets going. */
  private async setGoing(tx: Tx, row: ServiceCase, orderNumber: string, rules: OpeningRules): Promise<{ obligations: Obligation[]; order: WorkOrder | null }> {
    const obligations = await this.obligations.plan(tx, this.dutiesOf(row), rules);
    Object.assign(row, { clockDueAt: earliest(obligations.map((o) => o.dueAt)), clockRiskAt: earliest(obligations.map((o) => o.riskAt)) });
    tx.publish(make(CaseOpened, {
      caseId: row.id, version: row.version, number: row.number, kind: row.kind, faultScope: row.faultScope, severity: row.severity, title: row.title, address: row.address, unitId: row.unitId, ownerUserId: row.ownerUserId,
      receivedAt: row.receivedAt.toISOString(), origin: row.origin,
    }));
    const [order] = await Promise.all([
      needsWorkOrder({ kind: row.kind, linked: !!row.masterId }) ? this.workOrders.open(tx, row, orderNumber, row.clockDueAt) : null,
      this.record.insert(tx, row), this.obligations.save(tx, obligations),
      this.record.write(tx, row.id, { kind: row.channel === 'phone' ? 'call' : 'status', at: row.receivedAt, title: '受理', text: row.description }),
      row.masterId ? this.record.write(tx, row.masterId, { kind: 'change', title: '并入一张关联单', text: `${row.number} ${row.callerName}` }) : null,
    ]);
    if (row.kind === 'alarm' && !row.masterId) await this.page(tx, row, obligations);
    return { obligations, order };
  }

  /**
   * R13: what is undone after fulfilment opens new duties of the same clauses with clocks of their own; a new order goes to the queue.
   * `majorHours`: what the incident leader had set for a major fault of the network, which has no other hours.
   */
  async reopenDuties(tx: Tx, row: ServiceCase, majorHours: number | undefined): Promise<void> {
    const again = { ...row, receivedAt: tx.now };
    const major = row.severity === 'major' && row.faultScope === 'network' && majorHours !== undefined;
    const opened = await this.obligations.open(tx, [...this.dutiesOf(again), ...(major ? this.majorDuties(again, majorHours, tx.now) : [])]);
    if (needsWorkOrder({ kind: row.kind, linked: false })) await this.workOrders.open(tx, row, `${row.number}-${row.milestones.filter((m) => m.name === 'reopened').length + 1}`, earliest(opened.map((o) => o.dueAt)));
  }

  /** UC-7.3d: the hours that the incident leader sets, from receipt, and the next progress note. */
  majorDuties(row: ServiceCase, repairHours: number, now: Date): Duty[] {
    const owed = { clauseId: 'UC-7.3d' as const, subject: subjectOf(row), unitId: row.unitId };
    return [
      { ...owed, parameter: 'uc.fault.network.major.repairHours', perCase: repairHours, startedAt: row.receivedAt },
      { ...owed, parameter: 'uc.fault.network.major.updateHours', startedAt: now },
    ];
  }

  openDuties(tx: Tx, row: ServiceCase): Promise<Obligation[]> {
    return this.obligations.open(tx, this.dutiesOf(row));
  }

  private dutiesOf(row: ServiceCase): Duty[] {
    const agreed = row.agreedWindow && row.kind === 'repair' && row.faultScope === 'equipment'
      ? { dueAt: new Date(row.agreedWindow.to), windowFrom: new Date(row.agreedWindow.from), agreedBy: row.agreedWindow.agreedBy, channel: row.agreedWindow.channel } : undefined;
    return dutiesOfReceipt(factsOf(row)).map((d) => ({ ...d, subject: subjectOf(row), unitId: row.unitId, userId: row.ownerUserId, origin: row.origin, agreed: d.clauseId === 'UC-7.4' ? agreed : undefined }));
  }

  /** UC-5.1d: the rescue team is paged at once. */
  private async page(tx: Tx, row: ServiceCase, opened: Obligation[]): Promise<void> {
    const { users } = await this.directory.holders(tx, 'rescue_team', row.unitId);
    const accept = opened.find((o) => o.parameterKey === 'uc.alarm.acceptMinutes');
    tx.publish(make(AlarmRaised, { caseId: row.id, number: row.number, title: row.title, address: row.address, unitId: row.unitId, teamUserIds: users.map((u) => u.id), acceptBy: (accept?.dueAt ?? tx.now).toISOString() }));
    await this.record.write(tx, row.id, { kind: 'message', title: '呼叫抢修队', text: users.length ? users.map((u) => u.name).join('、') : '没有设抢修队，已转上级', clauseId: 'UC-5.1d' });
  }
}

function scopeOf(request: Pick<OpenCaseRequest, 'kind' | 'faultScope'>): ServiceCase['faultScope'] {
  if (request.kind !== 'repair') {
    if (request.faultScope) throw refuse.field('faultScope', 'only_repair', { zh: '只有报修才分管网和用户设备', en: 'only a repair has a fault scope' });
    return null;
  }
  if (!request.faultScope) throw refuse.field('faultScope', 'required', { zh: '报修要选归属：管网，还是用户设备', en: 'a repair needs its side: network or equipment' }, 'UC-7.3a');
  return request.faultScope;
}

/** In the form of the register, so that a search by number and an imported log find the case. */
function callerPhone(typed: string | undefined): string | undefined {
  if (!typed?.trim()) return undefined;
  const phone = readCaller(typed);
  if (!phone) throw refuse.field('caller.phone', 'not_a_phone', { zh: '不是电话号码，例如 13912345207 或 0571-88665207', en: 'no phone number, e.g. 13912345207 or 0571-88665207' });
  return phone;
}

const isBody = (unit: DirectoryUnit | undefined): boolean => !!unit && BODY_KINDS.includes(unit.kind) && unit.designations.includes('customer_service_body');

const factsOf = (row: ServiceCase): CaseFacts => ({ ...row, linked: !!row.masterId });

const earliest = (dates: (Date | null)[]): Date | null => dates.filter((d) => d !== null).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
